"""What the indicators count of the telecentre: regular bookings, half-days used, half-days on offer."""

from __future__ import annotations

from datetime import date, timedelta

from django.db.models import Q, Sum

from telecentre.models import Site, Space, SpaceKind

from .bookings.openness import in_service, openness
from .models import Booking, BookingSlot, Presence


def recurring_on(day: date) -> set[int]:
    """Return the ids of persons whose confirmed booking by the month covered a day, as that day saw it.

    A booking given back later still covered the days before. Ids are those that the rows carry: a merged
    file's rows have moved to the file that was kept.
    """
    return set(Booking.objects.recurring_on(day).order_by().values_list("person", flat=True))


def half_days_used(start: date, end: date, *, site: Site | None = None) -> int:
    """Count the half-days that people worked in offices from `start` to `end`, both included.

    One presence is one half-day. A presence whose slots of that half-day are all outside offices (an open
    desk, a room) is not counted; one without any slot is: whoever came before bookings were kept sat in an office.
    """
    rows = Presence.objects.filter(date__gte=start, date__lte=end)
    slots = BookingSlot.objects.filter(date__gte=start, date__lte=end)
    if site is not None:
        rows, slots = rows.filter(site=site), slots.filter(space__site=site)
    held: dict[tuple[int, date, str], bool] = {}
    found = slots.order_by().values_list("booking__person", "date", "half", "space__kind")
    for person, day, half, kind in found:
        key = (person, day, half)
        held[key] = held.get(key, False) or kind == SpaceKind.OFFICE
    seats = rows.order_by().values_list("person", "date", "half")
    return sum(held.get(key, True) for key in seats)


def open_half_days(start: date, end: date, *, site: Site | None = None) -> int:
    """Count the half-days that offices offered from `start` to `end`, both included: seats × open half-days.

    Hours, closures, public holidays and the validity of each office are those of each day.
    """
    sites = Site.objects.prefetch_related("hours", "closures")
    total = 0
    for place in sites.filter(pk=site.pk) if site is not None else sites:
        open_then = openness(place)
        offices = list(Space.objects.filter(site=place, kind=SpaceKind.OFFICE))
        for number in range((end - start).days + 1):
            day = start + timedelta(days=number)
            halves = len(open_then.halves(day))
            total += halves * sum(office.seats for office in offices if in_service(office, day))
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
