"""What a trainer prints: the sheet to sign and the programme, as they stand today. Neither is numbered nor kept."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from crm.applications.calendar.whose import session_for
from crm.documents.drawing import draw
from crm.documents.facts import facts_of
from crm.documents.models import DocumentKind
from crm.documents.templates_door import current_template
from crm.registers.access import agent, needs
from crm.registers.opening import opens

from .documents import pdf_answer

PRINT = "crm_documents.print_sheet"


@require_safe
@needs(PRINT)
@opens("training.session")
def session_sheet(request: HttpRequest, pk: int) -> HttpResponse:
    return _drawn(request, pk, DocumentKind.SHEET)


@require_safe
@needs(PRINT)
def session_programme(request: HttpRequest, pk: int) -> HttpResponse:
    return _drawn(request, pk, DocumentKind.PROGRAMME)


def _drawn(request: HttpRequest, pk: int, kind: DocumentKind) -> HttpResponse:
    session = session_for(agent(request), pk)
    facts = facts_of(kind, session, None)
    day = request.GET.get("jour", "")
    if any(sheet["date"] == day for sheet in facts.get("sheets", [])):
        facts["sheets"] = [sheet for sheet in facts["sheets"] if sheet["date"] == day]
    content = draw(current_template(kind), facts, "", timezone.localdate())
    return pdf_answer(content, f"{kind.label}-{session.starts_on:%Y-%m-%d}.pdf".replace("’", "-"))
