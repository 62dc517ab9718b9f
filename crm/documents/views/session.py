"""The documents of a session on the desk: made for the group, shared, and what is still lacking."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from crm.applications.views.desk_rosters import session_of, trail_of
from crm.documents.dossier import of_each, of_the_session, trainees
from crm.documents.models import OF_A_SESSION, DocumentKind, Production
from crm.documents.models.kinds import counted_documents
from crm.documents.production import produce_for_group, stop
from crm.documents.services import produce
from crm.journal.refusal import Refused
from crm.registers.access import agent, needs
from crm.registers.opening import opens
from editorial.typography import french

VIEW, ADD = "crm_documents.view_document", "crm_documents.add_document"


@require_safe
@needs(VIEW)
@opens("training.session")
def session_documents(request: HttpRequest, pk: int) -> HttpResponse:
    session = session_of(request, pk)
    people = trainees([session], timezone.localdate())
    each = of_each(session)
    context = {
        "session": session,
        "whole": of_the_session(session),
        "each": each,
        "running": [one.production for one in each if one.production],
        "people": people,
        "lacking": sum(len(one.lacking) for one in people),
        "trail": [*trail_of(session), {"url": "", "label": "Documents"}],
    }
    return render(request, "crm_documents/desk/session.html", context)


@require_POST
@needs(VIEW, ADD)
def produce_documents(request: HttpRequest, pk: int) -> HttpResponse:
    """Make a document of the session, or one for everybody who should have it."""
    session = session_of(request, pk)
    try:
        kind = DocumentKind(request.POST.get("kind", ""))
    except ValueError:
        messages.error(request, "Choisissez un document.")
        return redirect("crm_session_documents", pk)
    try:
        if kind in OF_A_SESSION:
            made = produce(kind, session, by=agent(request))
            messages.success(request, french(f"Établi : {made}."))
        else:
            row = produce_for_group(session, kind, by=agent(request))
            row.refresh_from_db()
            messages.success(request, told_of(row.total, kind, ended=bool(row.ended_at)))
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("crm_session_documents", pk)


@require_POST
@needs(VIEW, ADD)
def stop_production(request: HttpRequest, pk: int, production: int) -> HttpResponse:
    """Make no more of a document for the group; those made stay."""
    row = get_object_or_404(Production, pk=production, session=session_of(request, pk))
    try:
        row = stop(row, by=agent(request))
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        left = row.total - row.done
        told = f"Édition arrêtée : {row.done} sur {row.total}. Ce qui est établi reste ; il en manque {left}."
        messages.success(request, french(told))
    return redirect("crm_session_documents", pk)


def told_of(total: int, kind: DocumentKind, *, ended: bool) -> str:
    what = counted_documents(total, kind)
    if ended:
        return french(f"{what} : édition terminée, un courriel part pour chaque personne.")
    return french(
        f"{what} : édition commencée. Elle continue sans vous, actualisez pour la suivre."
    )
