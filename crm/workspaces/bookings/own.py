"""What somebody reads and does from their own page: today, what is to come, a presence, a place given back."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from crm.journal.refusal import Refused
from crm.people.models import Person
from crm.people.services import heard_from
from editorial.calendars import moment
from editorial.dates import hour
from editorial.happenings import Happening

from ..models import Booking, BookingSlot, HalfDay, Presence, PresenceSource
from ..services import note_presence
from .changes import give_back_half
from .openness import Openness, openness

# A calendar that subscribes keeps the month before.
FEED_BEFORE = timedelta(days=31)


@dataclass(frozen=True)
class Half:
    """A half-day of the person: when it lasts, and what may be done about it now."""

    slot: BookingSlot
    starts_at: datetime
    ends_at: datetime
    noted: bool
    may_note: bool
    may_give_back: bool

    @property
    def note_from(self) -> str:
        """« 8 h », when one's presence may be noted."""
        return hour(timezone.localtime(_opens(self.starts_at)).time())


@dataclass(frozen=True)
class Kept:
    """A booking and its half-days from today on."""

    booking: Booking
    halves: list[Half]


def halves_of(person: Person, at: datetime) -> list[Half]:
    """Return the half-days from today on, soonest first. Five queries, whatever their number."""
    today = timezone.localdate(at)
    slots = BookingSlot.objects.filter(booking__person=person, date__gte=today)
    slots = slots.select_related("space__site__commune", "booking__space__site")
    noted = set(
        Presence.objects.filter(person=person, date=today).order_by().values_list("date", "half")
    )
    calendars: dict[int, Openness] = {}
    found = []
    for slot in slots.order_by("date", "half", "pk"):
        site = slot.space.site
        if site.pk not in calendars:
            calendars[site.pk] = openness(site)
        starts_at, ends_at = bounds(slot, calendars[site.pk])
        here = (slot.date, slot.half) in noted
        found.append(
            Half(
                slot=slot,
                starts_at=starts_at,
                ends_at=ends_at,
                noted=here,
                may_note=not here
                and slot.booking.confirmed_at is not None
                and _opens(starts_at) <= at <= ends_at,
                may_give_back=at <= starts_at - _notice(),
            )
        )
    return found


def bounds(slot: BookingSlot, calendar: Openness) -> tuple[datetime, datetime]:
    opens, closes = calendar.hours(slot.date, HalfDay(slot.half))
    return moment(slot.date, opens), moment(slot.date, closes)


def by_booking(halves: list[Half]) -> list[Kept]:
    """Bring half-days together under their bookings, the booking that begins first before."""
    rows = sorted(halves, key=lambda half: half.slot.booking_id)
    kept = [
        Kept(own[0].slot.booking, own)
        for _, group in groupby(rows, key=lambda half: half.slot.booking_id)
        if (own := list(group))
    ]
    return sorted(kept, key=lambda one: one.halves[0].starts_at)


def note_own_presence(person: Person, name: str, at: datetime) -> Presence:
    """Note one's own half-day of today. Raises Refused outside its hours and without a booking."""
    today = timezone.localdate(at)
    mine = [half for half in halves_of(person, at) if half.slot.date == today]
    half = next((one for one in mine if one.slot.half == name), None)
    if half is None:
        raise Refused("Vous n’avez pas de réservation à ce moment\u00a0: passez à l’accueil.")
    if half.noted:
        raise Refused("Votre présence est déjà notée.")
    if not half.may_note:
        raise Refused(
            f"Votre présence se note de {half.note_from} à "
            f"{hour(timezone.localtime(half.ends_at).time())}."
        )
    return note_presence(
        person,
        half.slot.space.site,
        today,
        HalfDay(name),
        source=PresenceSource.SELF,
        at=at,
    )


@transaction.atomic
def give_back(person: Person, slots: Collection[int], at: datetime) -> int:
    """Give back half-days of one's own, all or none. Raises Refused when one has begun or nearly."""
    Person.objects.select_for_update().get(pk=person.pk)
    mine = {half.slot.pk: half for half in halves_of(person, at)}
    chosen = [mine[pk] for pk in slots if pk in mine]
    if not chosen:
        raise Refused("Cochez les demi-journées que vous rendez.")
    if len(chosen) < len(set(slots)):
        raise Refused("Une de ces demi-journées n’est plus à vous\u00a0: relisez la liste.")
    if not all(half.may_give_back for half in chosen):
        raise Refused(
            "Une de ces demi-journées commence trop tôt pour être rendue\u00a0: appelez-nous."
        )
    for half in chosen:
        give_back_half(half.slot.booking, half.slot.date, half.slot.half, at=at)
    heard_from(person, at=at)
    return len(chosen)


def happenings(person: Person, token: str, at: datetime) -> list[Happening]:
    """The half-days of somebody for their calendar program, those of the month before included."""
    since = timezone.localdate(at) - FEED_BEFORE
    slots = BookingSlot.objects.filter(booking__person=person, date__gte=since)
    slots = slots.select_related("space__site__commune", "booking").order_by("date", "half")
    calendars: dict[int, Openness] = {}
    found = []
    for slot in slots:
        site = slot.space.site
        if site.pk not in calendars:
            calendars[site.pk] = openness(site)
        starts, ends = bounds(slot, calendars[site.pk])
        found.append(
            Happening(
                uid=f"telecentre-{slot.pk}",
                starts=starts,
                ends=ends,
                title=f"{slot.space}, {site}",
                kind="Télécentre",
                place=", ".join(filter(None, [site.name, site.address, site.commune.name])),
                path=reverse("my_desk", args=[token]),
                modified=slot.booking.confirmed_at or slot.booking.requested_at,
            )
        )
    return found


def _opens(starts_at: datetime) -> datetime:
    return starts_at - timedelta(minutes=settings.OWN_PRESENCE_OPENS_BEFORE)


def _notice() -> timedelta:
    return timedelta(minutes=settings.BOOKING_GIVEN_BACK_BEFORE)
