"""A booking at the desk: its sheet, what is done to it. Names and file numbers, nothing of journeys."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlencode

from django import forms
from django.contrib import messages
from django.db.models import Exists, OuterRef
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from crm.journal.models import Action, Entry
from crm.journal.refusal import Refused
from crm.journal.services import record
from crm.registers.access import agent, needs

from ..bookings import changes, doors
from ..bookings.letters import send_page
from ..bookings.quoting import lines_of
from ..forms_bookings import CancelForm, MoveForm, ProlongForm
from ..models import HOLDING, Booking, BookingState, Presence

VIEW, CHANGE = "crm_workspaces.view_booking", "crm_workspaces.change_booking"
PLANNING = "Planning du télécentre"


@require_safe
@needs(VIEW)
def sheet(request: HttpRequest, pk: int) -> HttpResponse:
    booking = _booking(pk)
    record(Action.READ, booking, by=agent(request), person_id=booking.person_id)
    return _sheet(request, booking)


def _booking(pk: int) -> Booking:
    rows = Booking.objects.select_related("person", "space__site", "by")
    return get_object_or_404(rows, pk=pk)


def _sheet(
    request: HttpRequest,
    booking: Booking,
    *,
    refused: tuple[str, forms.Form] | None = None,
    status: int = 200,
) -> HttpResponse:
    today = timezone.localdate()
    here = Presence.objects.filter(
        person=booking.person_id, date=OuterRef("date"), half=OuterRef("half")
    )
    slots = list(
        booking.slots.select_related("space").annotate(here=Exists(here)).order_by("date", "half")
    )
    may = request.user.has_perm(CHANGE) and booking.state in HOLDING
    name, form = refused or ("", None)
    context = {
        "booking": booking,
        "slots": slots,
        "lines": lines_of(booking),
        "today": today,
        "may": may,
        "begun": booking.starts_on <= today,
        "over": not any(slot.date > today for slot in slots),
        "history": Entry.objects.about(booking).select_related("actor").exclude(action=Action.READ),
        "cancel_form": form if name == "cancel" else CancelForm(auto_id="cancel-%s"),
        "move_form": form if name == "move" else MoveForm(auto_id="move-%s", now_in=booking.space),
        "prolong_form": form if name == "prolong" else ProlongForm(auto_id="prolong-%s"),
        "opened": name,
        "planning": _planning(booking),
        "trail": [
            {"url": _planning(booking), "label": PLANNING},
            {"url": "", "label": "Réservation"},
        ],
    }
    return render(request, "crm_workspaces/booking.html", context, status=status)


def _planning(booking: Booking) -> str:
    day = max(booking.starts_on, min(timezone.localdate(), booking.ends_on))
    query = {"site": booking.space.site_id, "jour": f"{day:%Y-%m-%d}"}
    return f"{reverse('crm_planning')}?{urlencode(query)}"


def _do(
    request: HttpRequest,
    booking: Booking,
    form: forms.Form | None,
    name: str,
    act: Callable[[], object],
    told: str,
) -> HttpResponse:
    """Run one change of a booking, or show its sheet again with what refuses it."""
    if form is not None and not form.is_valid():
        return _sheet(request, booking, refused=(name, form), status=422)
    try:
        act()
    except Refused as refusal:
        if form is None:
            messages.error(request, str(refusal))
            return redirect("crm_booking", booking.pk)
        form.add_error(None, str(refusal))
        return _sheet(request, _booking(booking.pk), refused=(name, form), status=409)
    messages.success(request, told)
    return redirect("crm_booking", booking.pk)


@require_POST
@needs(VIEW, CHANGE)
def cancel(request: HttpRequest, pk: int) -> HttpResponse:
    booking, form = _booking(pk), CancelForm(request.POST, auto_id="cancel-%s")

    def act() -> None:
        told = form.cleaned_data
        doors.cancel_for(booking, told["reason"], since=told["since"], by=agent(request))

    return _do(request, booking, form, "cancel", act, "La réservation est annulée.")


@require_POST
@needs(VIEW, CHANGE)
def move(request: HttpRequest, pk: int) -> HttpResponse:
    booking = _booking(pk)
    form = MoveForm(request.POST, auto_id="move-%s", now_in=booking.space)

    def act() -> None:
        changes.change_space(booking, form.cleaned_data["space"], by=agent(request))

    return _do(request, booking, form, "move", act, "La réservation change d’espace.")


@require_POST
@needs(VIEW, CHANGE)
def prolong(request: HttpRequest, pk: int) -> HttpResponse:
    booking, form = _booking(pk), ProlongForm(request.POST, auto_id="prolong-%s")

    def act() -> None:
        changes.prolong(booking, form.cleaned_data["until"], by=agent(request))

    return _do(request, booking, form, "prolong", act, "La réservation est renouvelée.")


@require_POST
@needs(VIEW, CHANGE)
def decide(request: HttpRequest, pk: int, state: str) -> HttpResponse:
    """Confirm a request, or note that nobody came."""
    booking = _booking(pk)
    if state not in (BookingState.CONFIRMED, BookingState.NO_SHOW):
        raise Http404
    to = BookingState(state)

    def act() -> None:
        doors.move_booking(booking, to, by=agent(request))

    return _do(request, booking, None, "", act, f"La réservation est {to.label}.")


@require_POST
@needs(VIEW, CHANGE)
def give_back(request: HttpRequest, pk: int, slot: int) -> HttpResponse:
    """One half-day to come."""
    booking = _booking(pk)
    row = get_object_or_404(booking.slots, pk=slot)

    def act() -> None:
        changes.give_back_half(booking, row.date, row.half, by=agent(request))

    return _do(request, booking, None, "", act, "La demi-journée est rendue.")


@require_POST
@needs(VIEW, CHANGE)
def send_link(request: HttpRequest, pk: int) -> HttpResponse:
    """Send the person the link of their page again."""
    booking = _booking(pk)
    if send_page(booking.person, timezone.now()):
        messages.success(request, f"Le lien de sa page part à {booking.person}.")
    else:
        messages.error(request, "Ce dossier ne porte aucune adresse électronique.")
    return redirect("crm_booking", booking.pk)
