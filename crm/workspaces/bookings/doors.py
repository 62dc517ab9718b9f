"""The doors of bookings: taken whole or not at all, moved along BOOKING_PATHS, given back from a day on.

The file of the person, then the space, are the locks; the unique rows of slots have the last word.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.utils import timezone

from crm.journal.models import Action
from crm.journal.refusal import Refused
from crm.journal.services import record
from crm.people.models import Person
from crm.people.services import heard_from
from telecentre.models import Space

from ..models import BOOKING_PATHS, Booking, BookingSlot, BookingSource, BookingState
from .asking import Asked, Half
from .letters import tell_cancelled, tell_confirmed
from .quoting import price_of, quote
from .taken import held_elsewhere, moments, refusal, taken

if TYPE_CHECKING:
    from django.contrib.auth.models import User

CLOSED_FILE = "Ce dossier n’est plus ouvert\u00a0: il n’y a personne à qui réserver."
JUST_TAKEN = "Une de ces demi-journées vient d’être prise\u00a0: rechargez la page."


@transaction.atomic
def book(
    person: Person,
    space: Space,
    asked: Asked,
    *,
    source: BookingSource = BookingSource.DESK,
    confirmed: bool = True,
    party: bool = False,
    by: User | None = None,
    at: datetime | None = None,
) -> Booking:
    """Take all the half-days of a booking, or none: Refused names those that are held and the spaces free instead.

    Not `confirmed`, the booking is only requested: it holds its half-days until somebody decides.
    For a `party`, the same file may hold other spaces at these half-days.
    """
    now = at or timezone.now()
    person = hold_person(person)
    space = hold_space(space)
    told = quote(person, space, asked, at=now)
    booking = Booking.objects.create(
        person=person,
        space=space,
        product=asked.product,
        starts_on=asked.starts_on,
        ends_on=asked.ends_on,
        pattern=asked.pattern,
        source=source,
        price_cents=told.price_cents,
        requested_at=now,
        by=by,
    )
    hold(booking, space, told.laid.halves, free=told.free, party=party)
    record(Action.CREATED, booking, by=by, person_id=person.pk, at=now)
    if source != BookingSource.OFFER:
        # An offer is ours: the person says nothing by it.
        heard_from(person, at=now)
    return move_booking(booking, BookingState.CONFIRMED, by=by, at=now) if confirmed else booking


def hold_person(person: Person) -> Person:
    """Lock a file. Raises Refused when it is open no more."""
    found = Person.objects.select_for_update().alive().filter(pk=person.pk).first()
    if found is None:
        raise Refused(CLOSED_FILE)
    return found


def hold_space(space: Space) -> Space:
    """Lock a space: two bookings of it wait in line, and the second reads what the first took."""
    rows = Space.objects.select_for_update(of=("self",)).select_related("site")
    return rows.get(pk=space.pk)


def hold(
    booking: Booking,
    space: Space,
    halves: Sequence[Half],
    *,
    free: frozenset[Half],
    party: bool = False,
) -> None:
    """Write the slots of a booking. Raises Refused, naming what is taken, and writes none."""
    held = taken(space, halves, besides=booking.pk)
    if held:
        raise Refused(refusal(space, held, halves))
    alone = space.is_rented and not party
    if alone and (row := held_elsewhere(booking.person, halves, besides=booking.pk)):
        raise Refused(_sits_elsewhere(booking.person, row))
    try:
        with transaction.atomic():
            BookingSlot.objects.bulk_create(
                BookingSlot(
                    booking=booking, space=space, date=day, half=half, free=(day, half) in free
                )
                for day, half in halves
            )
    except IntegrityError as error:
        raise Refused(JUST_TAKEN) from error


def _sits_elsewhere(person: Person, row: BookingSlot) -> str:
    return f"{person} a déjà {row.space} {moments([(row.date, row.half)])}."


@transaction.atomic
def move_booking(
    booking: Booking,
    to: BookingState,
    *,
    reason: str = "",
    since: date | None = None,
    by: User | None = None,
    at: datetime | None = None,
) -> Booking:
    """The only door between the states of a booking.

    Cancelling needs a reason and gives back the half-days from `since` on, today unless told: those
    before stay, whoever came.
    """
    now = at or timezone.now()
    booking = locked(booking)
    before = BookingState(booking.state)
    if to not in BOOKING_PATHS[before]:
        raise Refused(
            f"Une réservation « {before.label} » ne devient pas « {BookingState(to).label} »."
        )
    if to in (BookingState.USED, BookingState.NO_SHOW):
        _check_over(booking, now)
    booking.state = to
    fields = ["state"]
    if to == BookingState.CONFIRMED:
        booking.confirmed_at = now
        fields.append("confirmed_at")
    if to == BookingState.CANCELLED:
        _give_back(booking, reason.strip(), since, now)
        fields += ["cancelled_on", "cancel_reason", "price_cents"]
    booking.save(update_fields=fields)
    record(
        Action.MOVED, booking, by=by, person_id=booking.person_id, before=before, after=to,
        reason=reason.strip(), at=now,
    )  # fmt: skip
    if to == BookingState.CONFIRMED:
        tell_confirmed(booking, now)
    return booking


def _check_over(booking: Booking, now: datetime) -> None:
    if booking.slots.filter(date__gt=timezone.localdate(now)).exists():
        raise Refused("Des demi-journées sont à venir\u00a0: rendez-les d’abord.")


def locked(booking: Booking) -> Booking:
    """Read a booking again under its lock, with its person, its space and its site."""
    rows = Booking.objects.select_for_update(of=("self",))
    return rows.select_related("person", "space__site").get(pk=booking.pk)


def _give_back(booking: Booking, reason: str, since: date | None, now: datetime) -> None:
    if not reason:
        raise Refused("Indiquez le motif de l’annulation.")
    since = _first_day_given_back(booking, since, timezone.localdate(now))
    booking.slots.filter(date__gte=since).delete()
    booking.cancelled_on = max(since, booking.starts_on)
    booking.cancel_reason = reason
    booking.price_cents = price_of(booking)


def _first_day_given_back(booking: Booking, since: date | None, today: date) -> date:
    if booking.confirmed_at is None:
        # Nothing was promised: nothing stays.
        return booking.starts_on
    since = since or today
    if since < today:
        raise Refused(
            "Les demi-journées passées restent comptées\u00a0: choisissez un jour à venir."
        )
    if since > booking.ends_on:
        raise Refused("La réservation est finie ce jour-là.")
    return since


@transaction.atomic
def cancel_for(
    booking: Booking,
    reason: str,
    *,
    since: date | None = None,
    by: User | None,
    at: datetime | None = None,
) -> Booking:
    """The house cancels, and the person is told by letter."""
    now = at or timezone.now()
    booking = move_booking(
        booking, BookingState.CANCELLED, reason=reason, since=since, by=by, at=now
    )
    tell_cancelled(booking, booking.cancel_reason, now)
    return booking


def let_go(people: Iterable[int], reason: str, *, by: User | None, at: datetime) -> None:
    """Give back, without a letter, all that these people hold from today on."""
    today = timezone.localdate(at)
    ahead = Booking.objects.holding().filter(person__in=list(people), slots__date__gte=today)
    for booking in ahead.distinct():
        move_booking(booking, BookingState.CANCELLED, reason=reason, by=by, at=at)
