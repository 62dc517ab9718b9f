"""Settlements at the desk: one that is corrected, and all those of a year by commune."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from crm.journal.models import Action
from crm.journal.services import record
from crm.journeys.file_panels import user_of
from crm.journeys.views.acting import answer, living
from crm.registers.access import agent, needs
from crm.registers.spreadsheets import CONTENT_TYPES, CSV, stream
from crm.registers.words import counted
from editorial.cells import defuse

from .forms_settling import CorrectForm
from .models import Settlement
from .settled_table import by_commune, total, years
from .settling import correct

READ = "crm_people.read_file"
TABLE = "crm_support.export_settlement"


@require_POST
@needs(READ, "crm_support.change_settlement")
def correct_settlement(request: HttpRequest, pk: int, settlement: int) -> HttpResponse:
    """Write what was noted wrongly, for a reason."""
    person = living(pk)
    rows = Settlement.objects.filter(
        household__members__person=person, household__members__ends_on__isnull=True
    )
    row = get_object_or_404(rows, pk=settlement)
    key = f"correct-{row.pk}"
    form = CorrectForm(request.POST, auto_id=f"{key}-%s", row=row)

    def act(told: dict[str, Any]) -> str:
        changed = correct(row, form.corrections(), told["reason"], by=user_of(request))
        return f"Installation corrigée : {counted(len(changed), 'réponse', feminine=True)}."

    return answer(request, person, key, form, act)


def asked_year(request: HttpRequest) -> int:
    """The year asked for when somebody moved in then; else the latest one, or this one."""
    known = years()
    typed = request.GET.get("annee", "")
    usual = known[0] if known else timezone.localdate().year
    return next((one for one in known if str(one) == typed), usual)


@require_safe
@needs(TABLE)
def settlements_by_commune(request: HttpRequest) -> HttpResponse:
    year = asked_year(request)
    lines = by_commune(year)
    context = {
        "year": year,
        "years": years(),
        "lines": lines,
        "total": total(lines),
        "trail": [{"url": "", "label": "Installations par commune"}],
    }
    return render(request, "crm_support/settlements.html", context)


@require_safe
@needs(TABLE)
def settlements_csv(request: HttpRequest) -> HttpResponse:
    """The same table as a spreadsheet."""
    year = asked_year(request)
    headings = [
        "Commune",
        "Foyers arrivés",
        "Adultes",
        "Enfants",
        "Enfants scolarisés",
        "Foyers repartis",
    ]
    rows = (
        [defuse(one.commune), one.households, one.adults, one.children, one.schooled, one.departed]
        for one in by_commune(year)
    )
    record(Action.EXPORTED, agent(request), by=agent(request), fields=["crm_support.settlement"])
    content = b"".join(stream(CSV, headings, rows))
    response = HttpResponse(content, content_type=CONTENT_TYPES[CSV])
    response["Content-Disposition"] = f'attachment; filename="installations-{year}.csv"'
    return response
