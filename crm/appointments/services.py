"""The doors of appointments: booked, joined, moved, cancelled, filled in. One passes at a time."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from crm.journal.models import Action
from crm.journal.refusal import Refused
from crm.journal.services import record
from crm.journeys.models import Journey, TouchKind
from crm.journeys.touches import Arrival, arrived
from crm.people.contacts import normalise_email, normalise_phone
from crm.people.models import Person
from crm.people.services import heard_from

from . import letters
from .diary import Taken, take
from .matching import sure_match
from .models import (
    APPOINTMENT_PATHS,
    Appointment,
    AppointmentParty,
    AppointmentSeat,
    AppointmentState,
    BookedThrough,
    Place,
    Reason,
)
from .slots import Slot
from .wishes import Guest, Wish

if TYPE_CHECKING:
    from django.contrib.auth.models import User

FULL = "Ce rendez-vous collectif est complet. Choisissez une autre date."


def book(
    wish: Wish, guest: Guest, *, by: User | None = None, at: datetime | None = None
) -> AppointmentParty:
    """Book an appointment of one household. The same form key twice is one booking.

    Raises Taken when the hour went meanwhile.
    """
    now = at or timezone.now()
    return _once(guest, lambda: _book(wish, guest, by, now))


def join(
    appointment: Appointment,
    guest: Guest,
    *,
    by: User | None = None,
    at: datetime | None = None,
) -> AppointmentParty:
    """Give a household a seat in a collective appointment. Raises Taken when none is left."""
    now = at or timezone.now()
    return _once(guest, lambda: _join(appointment, guest, by, now))


def _once(guest: Guest, write: Any) -> AppointmentParty:
    """Several identical posts at once: one writes, the others find what it wrote."""
    try:
        with transaction.atomic():
            return _written(guest) or write()
    except (Taken, IntegrityError):
        if row := _written(guest):
            return row
        raise


def _written(guest: Guest) -> AppointmentParty | None:
    if guest.form_key is None:
        return None
    return AppointmentParty.objects.filter(form_key=guest.form_key).first()


def _book(wish: Wish, guest: Guest, by: User | None, now: datetime) -> AppointmentParty:
    person, journey = _whose(guest)
    reason = wish.search.reason
    appointment = Appointment(
        reason=reason, place=wish.search.place, where=wish.where, fixed_at=now, changed_at=now
    )
    owner = journey.owner_id if journey else None
    take(appointment, in_turn(wish.slots(now), owner))
    seat = AppointmentSeat.objects.create(appointment=appointment, number=1)
    record(Action.CREATED, appointment, by=by, person_id=person.pk if person else None, at=now)
    return _seat(seat, guest, person, journey, by, now)


def in_turn(slots: Sequence[Slot], first: int | None) -> list[Slot]:
    """Those of the referent first; then whoever has the least to do that day."""
    days = {timezone.localdate(slot.starts_at) for slot in slots}
    busy: dict[int, int] = {}
    rows = Appointment.objects.standing().filter(
        advisor__in=[slot.advisor_id for slot in slots], starts_at__date__in=days
    )
    for advisor in rows.order_by().values_list("advisor_id", flat=True):
        if advisor is not None:
            busy[advisor] = busy.get(advisor, 0) + 1
    return sorted(
        slots,
        key=lambda one: (one.advisor_id != first, busy.get(one.advisor_id, 0), one.advisor_id),
    )


def _join(
    appointment: Appointment, guest: Guest, by: User | None, now: datetime
) -> AppointmentParty:
    locked = hold_row(appointment)
    if locked.state != AppointmentState.PLANNED or locked.starts_at <= now:
        raise Taken("On ne peut plus s’inscrire à ce rendez-vous. Choisissez une autre date.")
    person, journey = _whose(guest)
    if person and locked.parties.standing().filter(person=person).exists():
        raise Refused("Ce foyer est déjà inscrit à ce rendez-vous.")
    seat = locked.places_held.filter(party__isnull=True).first()
    if seat is None:
        raise Taken(FULL)
    return _seat(seat, guest, person, journey, by, now)


def _whose(guest: Guest) -> tuple[Person | None, Journey | None]:
    person = guest.person or sure_match(guest.said)
    return person, guest.journey or (Journey.objects.running_for(person) if person else None)


def _seat(
    seat: AppointmentSeat,
    guest: Guest,
    person: Person | None,
    journey: Journey | None,
    by: User | None,
    now: datetime,
) -> AppointmentParty:
    party = AppointmentParty.objects.create(
        appointment=seat.appointment,
        form_key=guest.form_key,
        through=guest.through,
        payload=guest.said.payload(),
        email_key=normalise_email(guest.said.email),
        phone_key=normalise_phone(guest.said.phone),
        adults=guest.adults,
        children=guest.children,
        person=person,
        journey=journey,
        wording=guest.wording,
        origin=guest.origin,
        booked_at=now,
        booked_by=by,
    )
    seat.party = party
    seat.save(update_fields=["party"])
    if person and guest.through != BookedThrough.DESK:
        heard_from(person, at=now)
        arrived(person, Arrival(TouchKind.APPOINTMENT, guest.origin, now), journey=journey)
    record(Action.CREATED, party, by=by, person_id=person.pk if person else None, at=now)
    letters.confirm(party, now)
    return party


@transaction.atomic
def plan_group(
    reason: Reason,
    slot: Slot,
    *,
    place: Place,
    seats: int,
    where: str = "",
    by: User,
    at: datetime | None = None,
) -> Appointment:
    """Set the date of a collective appointment. Raises Refused when the advisor is not free."""
    now = at or timezone.now()
    if not 2 <= seats <= 200:
        raise Refused("Un rendez-vous collectif accueille de 2 à 200 foyers.")
    appointment = Appointment(
        reason=reason, place=place, where=where, seats=seats, fixed_at=now, changed_at=now
    )
    take(appointment, [slot])
    AppointmentSeat.objects.bulk_create(
        AppointmentSeat(appointment=appointment, number=number) for number in range(1, seats + 1)
    )
    record(Action.CREATED, appointment, by=by, at=now)
    return appointment


def hold_row(appointment: Appointment) -> Appointment:
    return Appointment.objects.select_for_update().get(pk=appointment.pk)


def change_state(
    row: Appointment | AppointmentParty,
    to: AppointmentState,
    *,
    by: User | None,
    now: datetime,
    reason: str = "",
    **facts: Any,
) -> None:
    """The only door between states, for rows of an appointment that is locked; `facts` go with it."""
    before = AppointmentState(row.state)
    if to not in APPOINTMENT_PATHS[before]:
        raise Refused(
            f"Ce rendez-vous est déjà noté «\N{NO-BREAK SPACE}{before.label}\N{NO-BREAK SPACE}»."
        )
    changes = facts | {"state": to, "closed_at": now}
    for name, value in changes.items():
        setattr(row, name, value)
    row.save(update_fields=[*changes])
    person_id = row.person_id if isinstance(row, AppointmentParty) else None
    record(
        Action.MOVED, row, by=by, person_id=person_id,
        before=before, after=to, reason=reason, at=now,
    )  # fmt: skip
