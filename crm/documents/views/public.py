"""A document that its reader takes from the follow-up page."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from crm.applications.follow import followed_by
from crm.documents.reading import shared_with
from crm.documents.services import content_of
from crm.journal.models import Action
from crm.journal.refusal import Refused
from crm.journal.services import record
from crm.registers.private_pages import private

from .documents import pdf_answer


@private("no-referrer")
@require_safe
def follow_document(request: HttpRequest, token: str, pk: int) -> HttpResponse:
    """Hand over a document of the bearer of a link, or of the session that they follow. Journalled."""
    followed = followed_by(token)
    application = followed.application if followed else None
    row = shared_with(application).filter(pk=pk).first() if application else None
    if application is None or row is None:
        return render(request, "crm_documents/public/unknown.html", status=404)
    try:
        content = content_of(row)
    except Refused:
        return render(request, "crm_documents/public/unknown.html", status=410)
    record(
        Action.READ,
        row,
        person_id=application.person_id,
        reason="Par la personne, depuis sa page de suivi.",
    )
    return pdf_answer(content, row.filename)
