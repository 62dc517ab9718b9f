"""The family's sheet, for the desk: on a page to print, as a file, and by letter."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from crm.journal.models import Action
from crm.journal.services import record
from crm.registers.access import agent, needs
from crm.registers.words import counted
from crm.visits.letters import send_sheet, tell_hosts
from crm.visits.models import Visit, VisitState
from crm.visits.sheet import drawn, sheet_of
from editorial.models import IdentitySettings

from .visits import CHANGE, READ, found


@require_safe
@needs(*READ)
def printed(request: HttpRequest, pk: int) -> HttpResponse:
    row = _read(request, pk)
    context = sheet_of(row, IdentitySettings.for_request(request))
    return render(request, "crm_visits/desk/sheet.html", context)


@require_safe
@needs(*READ)
def file(request: HttpRequest, pk: int) -> HttpResponse:
    row = _read(request, pk)
    name = f"visite-{row.journey.person.file_number}-{row.starts_on}.pdf"
    return HttpResponse(
        drawn(row, IdentitySettings.for_request(request)),
        content_type="application/pdf",
        headers={"Content-Disposition": f'inline; filename="{name}"'},
    )


def _read(request: HttpRequest, pk: int) -> Visit:
    row = found(request, pk)
    record(Action.READ, row, by=agent(request), person_id=row.journey.person_id)
    return row


@require_POST
@needs(*CHANGE)
def send(request: HttpRequest, pk: int, whom: str) -> HttpResponse:
    """Send the programme again to the family, or tell the hosts of their hours."""
    row = found(request, pk)
    if whom not in {"famille", "hotes"}:
        raise Http404
    now = timezone.now()
    if row.state != VisitState.CONFIRMED:
        messages.error(request, "Confirmez d’abord la visite : rien n’est envoyé avant.")
    elif whom == "famille" and send_sheet(row, now):
        messages.success(request, "Le programme tel qu’il est part à la famille.")
    elif whom == "famille":
        messages.error(request, "Aucune adresse électronique ne joint cette famille.")
    elif told := tell_hosts(row, now):
        several = "sont annoncées à leurs hôtes" if told > 1 else "est annoncée à son hôte"
        messages.success(
            request, f"{counted(told, 'étape', feminine=True).capitalize()} {several}."
        )
    else:
        messages.error(request, "Aucun hôte n’a d’adresse électronique au programme.")
    return redirect("crm_visit", pk)
