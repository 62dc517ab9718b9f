"""What the indicators count of the telecentre: regular bookings, half-days used, half-days on offer."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from itertools import groupby

from django.db.models import BooleanField, Exists, ExpressionWrapper, OuterRef, Q, Sum

from telecentre.models import Site, Space, SpaceKind

from .bookings.openness import in_service, openness
from .models import Booking, BookingSlot, Presence


def recurring_on(day: date) -> set[int]:
    """Return the ids of persons whose confirmed booking by the month covered a day, as that day saw it.

    A booking given back later still covered the days before. Ids are those that the rows carry: a merged
    file's rows have moved to the file that was kept.
    """
    return set(Booking.objects.recurring_on(day).order_by().values_list("person", flat=True))


def in_office() -> ExpressionWrapper:
    """Of a presence, which is one half-day: whether it was in an office.

    A presence whose slots of that half-day are all outside offices (an open
    desk, a room) is not in an office; one without any slot is: whoever came before bookings were kept sat there.
    """
    slots = BookingSlot.objects.filter(
        booking__person=OuterRef("person"), date=OuterRef("date"), half=OuterRef("half")
    )
    there = ~Exists(slots) | Exists(slots.filter(space__kind=SpaceKind.OFFICE))
    return ExpressionWrapper(there, BooleanField())


def half_days_used(start: date, end: date, *, site: Site | None = None) -> int:
    """Count the half-days that people worked in offices from `start` to `end`, both included."""
    rows = Presence.objects.filter(date__gte=start, date__lte=end)
    rows = rows.annotate(in_office=in_office()).filter(in_office=True)
    return (rows.filter(site=site) if site is not None else rows).count()


def offices(site: Site | None = None) -> list[Space]:
    """Every office ever, site after site, with the calendar of its site: three queries."""
    found = Space.objects.filter(kind=SpaceKind.OFFICE)
    if site is not None:
        found = found.filter(site=site)
    calendars = ("site__hours", "site__closures")
    ordered = found.order_by("site__opened_on", "site_id", "pk")
    return list(ordered.select_related("site").prefetch_related(*calendars))


def open_half_days(start: date, end: date, *, site: Site | None = None) -> int:
    """Count the half-days that offices offered from `start` to `end`, both included: seats × open half-days."""
    return on_offer(offices(site), start, end)


def on_offer(among: Iterable[Space], start: date, end: date) -> int:
    """Count the half-days that some `offices()` offered: hours, closures, public holidays and validity of each day."""
    days = [start + timedelta(days=number) for number in range((end - start).days + 1)]
    total = 0
    for place, own in groupby(among, key=lambda office: office.site):
        open_then, rows = openness(place), list(own)
        for day in days:
            if seats := sum(office.seats for office in rows if in_service(office, day)):
                total += seats * len(open_then.halves(day))
    return total


def office_seats(day: date, *, site: Site | None = None) -> int:
    """Count the office seats in service on a day."""
    open_then = Q(site__closed_on__isnull=True) | Q(site__closed_on__gt=day)
    offices = Space.objects.valid_on(day).filter(
        open_then, kind=SpaceKind.OFFICE, site__opened_on__lte=day
    )
    if site is not None:
        offices = offices.filter(site=site)
    return int(offices.aggregate(seats=Sum("seats"))["seats"] or 0)
