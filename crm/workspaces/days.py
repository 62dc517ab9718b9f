"""Who is at the telecentre on a day, and whom the desk may want to tick. Names and file numbers only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Q, QuerySet

from crm.people.models import Person
from crm.people.search import people_matching
from telecentre.models import Site

from .models import BookingSlot, HalfDay, Presence

REGULARS = timedelta(days=30)
AT_MOST = 20


@dataclass(frozen=True)
class Row:
    """A person, the half-days already noted of the day, and where they are expected."""

    person: Person
    noted: frozenset[str]
    expected: str = ""  # « Bureau 2, matin »

    @property
    def boxes(self) -> list[tuple[str, str, bool]]:
        """Name of the half-day, value of its box, already noted."""
        return [
            (str(half.label), f"{self.person.pk}-{half}", half in self.noted) for half in HalfDay
        ]


def open_sites(day: date) -> QuerySet[Site]:
    open_then = Q(closed_on__isnull=True) | Q(closed_on__gt=day)
    return Site.objects.filter(open_then, opened_on__lte=day).order_by("opened_on", "pk")


def present(site: Site, day: date) -> list[Presence]:
    rows = Presence.objects.filter(site=site, date=day).select_related("person")
    return list(rows.order_by("half", "person__last_name", "person__first_name", "pk"))


def found(words: str) -> list[Person]:
    """Living files found by name or number: the reception reads no telephone, nor searches any."""
    rows = people_matching(words, contacts=False)
    return list(
        rows.only("pk", "first_name", "last_name", "file_number", "anonymised_at")[:AT_MOST]
    )


def regulars(site: Site, day: date) -> list[Person]:
    """Those who came in the thirty days before, the most often first."""
    recent = Q(presences__site=site, presences__date__gt=day - REGULARS, presences__date__lte=day)
    rows = Person.objects.alive().annotate(times=Count("presences", filter=recent))
    return list(rows.filter(times__gt=0).order_by("-times", "last_name", "pk")[:AT_MOST])


def expected(site: Site, day: date) -> dict[Person, str]:
    """Return who has booked at a site on a day, with where and when: those of the morning first. One query."""
    slots = BookingSlot.objects.filter(
        space__site=site, date=day, booking__confirmed_at__isnull=False
    ).select_related("space", "booking__person")
    places: dict[Person, dict[str, list[str]]] = {}
    for slot in slots.order_by("half", "booking__person__last_name", "pk"):
        halves = places.setdefault(slot.booking.person, {})
        halves.setdefault(str(slot.space), []).append(str(slot.get_half_display()))
    return {
        person: "\u00a0; ".join(
            space if len(halves) > 1 else f"{space}, {halves[0]}" for space, halves in told.items()
        )
        for person, told in places.items()
    }


def noted(people: list[Person], day: date, awaited: dict[Person, str] | None = None) -> list[Row]:
    """Return each person with what is noted of the day, wherever it was. One query."""
    halves: dict[int, set[str]] = {}
    rows = Presence.objects.filter(person__in=people, date=day).values_list("person", "half")
    for pk, half in rows:
        halves.setdefault(pk, set()).add(half)
    where = awaited or {}
    return [
        Row(person, frozenset(halves.get(person.pk, ())), where.get(person, ""))
        for person in people
    ]
