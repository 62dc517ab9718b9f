"""The telecentre of these weeks: regulars by the month, days and half-days, a meeting, a request that waits."""

from __future__ import annotations

from contextlib import suppress
from datetime import timedelta

from crm.journal.refusal import Refused
from crm.people.models import Person
from crm.workspaces.bookings.asking import Asked, half_day, week_of
from crm.workspaces.bookings.doors import book
from crm.workspaces.bookings.nightly import end_past_bookings
from crm.workspaces.models import BookingSlot, BookingSource, HalfDay
from crm.workspaces.services import note_presence
from telecentre.models import Site, Space, SpaceKind, TariffProduct

from ..days import at_hour
from .stage import Scene

MORNING, AFTERNOON = HalfDay
# Rank of the office, half-days of the week: the first three come from the families accompanied.
PATTERNS = [(0, "0am 0pm 3am 3pm"), (1, "1am 1pm 4am"), (2, "2am 2pm"), (0, "1am 1pm 4am 4pm")]
# Days from the Monday of this week, rank of the office, moment (a whole day when there is none).
DAYS: list[tuple[int, int, HalfDay | None]] = [
    (0, 1, MORNING), (1, 2, None), (2, 0, AFTERNOON), (3, 2, None), (3, 1, MORNING), (4, 3, AFTERNOON),
    (7, 2, MORNING), (8, 3, None), (9, 1, None), (10, 3, AFTERNOON),
]  # fmt: skip


def play_bookings(scene: Scene) -> None:
    sites = list(Site.objects.open_on(scene.today).order_by("opened_on"))
    if not sites:
        return
    monday = scene.today - timedelta(days=scene.today.weekday())
    offices = _spaces(sites[0], SpaceKind.OFFICE, scene)
    rooms = _spaces(sites[0], SpaceKind.MEETING, scene)
    ours = Person.objects.alive().filter(pk__in=[person.pk for person in scene.people])
    regulars = list(ours.filter(presences__site=sites[0]).distinct().order_by("pk")[:3])
    others = list(ours.exclude(pk__in=[person.pk for person in regulars]).order_by("pk")[:9])
    if len(offices) < 4 or len(others) < 9:
        return
    for person, (rank, pattern) in zip([*regulars, others[8]], PATTERNS, strict=False):
        asked = Asked(
            TariffProduct.MONTH, monday - timedelta(days=14), monday + timedelta(days=39), pattern
        )
        _book(scene, person, offices[rank], asked)
    for number, (days, rank, half) in enumerate(DAYS):
        day = monday + timedelta(days=days)
        asked = half_day(day, half) if half else Asked(TariffProduct.DAY, day, day)
        _book(scene, others[number % 6], offices[rank], asked)
    for room in rooms[:1]:
        _book(
            scene,
            regulars[0] if regulars else others[0],
            room,
            half_day(monday + timedelta(days=3), AFTERNOON),
        )
        _book(scene, others[6], room, half_day(monday + timedelta(days=8), MORNING))
    _book(scene, others[7], offices[3], week_of(monday + timedelta(days=14)), confirmed=False)
    for site in sites[1:2]:
        for office in _spaces(site, SpaceKind.OFFICE, scene)[:1]:
            _book(scene, others[6], office, week_of(monday))
    _come(scene)
    end_past_bookings(scene.at)


def _spaces(site: Site, kind: SpaceKind, scene: Scene) -> list[Space]:
    return list(Space.objects.valid_on(scene.today).filter(site=site, kind=kind).order_by("pk"))


def _book(
    scene: Scene, person: Person, space: Space, asked: Asked, *, confirmed: bool = True
) -> None:
    """Book some days ahead; a day of closure books nothing."""
    at = min(at_hour(asked.starts_on - timedelta(days=3), 10), scene.at)
    source = BookingSource.DESK if confirmed else BookingSource.PUBLIC
    with suppress(Refused):
        book(person, space, asked, source=source, confirmed=confirmed, by=scene.adviser, at=at)


def _come(scene: Scene) -> None:
    """Those who booked came, but one in nine; today, those whose half-day has begun."""
    slots = BookingSlot.objects.filter(
        date__lte=scene.today, booking__confirmed_at__isnull=False, space__kind=SpaceKind.OFFICE
    ).select_related("booking__person", "space__site")
    for number, slot in enumerate(slots.order_by("date", "half", "pk")):
        at = at_hour(slot.date, 9 if slot.half == MORNING else 14)
        if number % 9 == 4 or at > scene.at:
            continue
        with suppress(Refused):
            note_presence(
                slot.booking.person, slot.space.site, slot.date, HalfDay(slot.half),
                by=scene.adviser, at=at,
            )  # fmt: skip
