"""The stops of a visit: added, changed, brought forward, taken away. Without JavaScript."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from crm.journal.refusal import Refused
from crm.registers.access import agent, needs
from crm.registers.opening import opens
from crm.visits.forms import StopForm
from crm.visits.models import Visit, VisitStop
from crm.visits.programme import add_stop, bring_forward, change_stop, remove_stop

from .visits import CHANGE, acted, form_page, found, trail_of

USUAL = timedelta(hours=1)
MORNING: dict[str, object] = {"starts_at": "09:00", "ends_at": "10:00"}


@needs(*CHANGE)
@opens("crm_visits.visit", "journey__person")
def new_stop(request: HttpRequest, pk: int) -> HttpResponse:
    """Add a stop, proposed right after the last one."""
    row = found(request, pk)
    posted = request.POST if request.method == "POST" else None
    form = StopForm(posted, initial=_after_the_last(row))

    def act() -> str:
        return f"« {add_stop(row, form.stop(), by=agent(request))} » est au programme."

    if posted is not None and (answer := acted(request, form, row, act)):
        return answer
    return form_page(request, form, "Ajouter une étape", trail_of("Ajouter une étape", row))


def _after_the_last(row: Visit) -> dict[str, object]:
    last = row.stops.last()
    if last is None:
        return MORNING | {"date": row.starts_on}
    ends = datetime.combine(last.date, last.ends_at)
    if (ends + USUAL).date() > last.date:
        return MORNING | {"date": min(last.date + timedelta(days=1), row.ends_on)}
    return {"date": last.date, "starts_at": ends.time(), "ends_at": (ends + USUAL).time()}


@needs(*CHANGE)
@opens("crm_visits.visit", "journey__person")
def edit_stop(request: HttpRequest, pk: int, stop: int) -> HttpResponse:
    row = found(request, pk)
    one = stop_of(row, stop)
    posted = request.POST if request.method == "POST" else None
    form = StopForm(posted, initial=StopForm.values_of(one), kept=one.commune)

    def act() -> str:
        change_stop(one, form.stop(), by=agent(request))
        return "L’étape est à jour."

    if posted is not None and (answer := acted(request, form, row, act)):
        return answer
    return form_page(request, form, "Modifier l’étape", trail_of("Modifier l’étape", row))


def stop_of(row: Visit, pk: int) -> VisitStop:
    return get_object_or_404(row.stops.select_related("commune"), pk=pk)


ACTS = {
    "avancer": (bring_forward, "L’étape passe avant la précédente."),
    "retirer": (remove_stop, "L’étape est retirée du programme."),
}


@require_POST
@needs(*CHANGE)
def act(request: HttpRequest, pk: int, stop: int, act: str) -> HttpResponse:
    row = found(request, pk)
    if act not in ACTS:
        raise Http404
    do, told = ACTS[act]
    try:
        do(stop_of(row, stop), by=agent(request))
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, told)
    return redirect("crm_visit", pk)
