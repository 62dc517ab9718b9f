"""The programme of an edition as the public reads it: by day, then by time, then by strand."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, time
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING
from unicodedata import normalize

from django.db.models import Prefetch, QuerySet

from editorial import dates
from editorial.plugins import FORUM_SLOT, Availability, availability
from forum.models.programme import Appearance, Slot
from forum.models.rooms import Strand
from forum.models.speakers import Speaker

if TYPE_CHECKING:
    from forum.models.edition_pages import EditionPage

# As many strands as stand side by side; with more, each line takes the whole width.
COLUMNS = 4


@dataclass(frozen=True)
class Line:
    """A slot in a timetable. column: from 1; 0 for what is everybody's. answer: what is left of its seats."""

    slot: Slot
    column: int
    people: list[Appearance]
    answer: Availability | None = None

    @property
    def minutes(self) -> int:
        starts, ends = self.slot.span
        return int((ends - starts).total_seconds() // 60)

    @property
    def lasting(self) -> str:
        """« 1 h 15 », « 45 min »"""
        hours, minutes = divmod(self.minutes, 60)
        if not hours:
            return f"{minutes} min"
        return f"{hours} h {minutes:02}" if minutes else f"{hours} h"


@dataclass(frozen=True)
class Moment:
    """What begins at the same time."""

    starts_at: time
    lines: list[Line]


@dataclass(frozen=True)
class Day:
    date: date
    strands: list[Strand]
    moments: list[Moment]

    @property
    def title(self) -> str:
        """« Vendredi 26 février 2027 », whose words a narrow screen may part."""
        words = dates.day(self.date, weekday=True).replace(dates.NBSP, " ")
        return words[:1].upper() + words[1:]

    @property
    def columns(self) -> int:
        return len(self.strands) if len(self.strands) <= COLUMNS else 0


@dataclass
class Guest:
    """Somebody who speaks at an edition, with all that they do there."""

    speaker: Speaker
    title: str = ""
    slots: list[Slot] = field(default_factory=list)


def slots_of(page: EditionPage) -> list[Slot]:
    """The slots that have a day and hours: two queries, and none more for each slot."""
    rows = page.slots.all()
    if isinstance(rows, QuerySet):
        # A draft holds its lines and their people in memory: only what is published is read at once.
        rows = rows.select_related("room", "strand").prefetch_related(with_people())
    return sorted((slot for slot in rows if slot.is_set), key=reading_order)


def with_people() -> Prefetch[str]:
    return Prefetch("appearances", Appearance.objects.select_related("speaker__photo"))


def reading_order(slot: Slot) -> tuple[object, ...]:
    strand = slot.strand
    place = (strand.position, strand.name) if strand else (-1, "")
    return (slot.day, slot.starts_at, *place, slot.ends_at, slot.pk or 0)


def timetable(
    slots: Iterable[Slot], strand: Strand | None = None, *, seats: bool = False
) -> list[Day]:
    """Lay slots out. A strand keeps its own slots and those of everybody. seats: ask what is left."""
    kept = [slot for slot in slots if strand is None or slot.strand_id in (None, strand.pk)]
    days = [day_of(date, list(rows)) for date, rows in groupby(kept, attrgetter("day")) if date]
    counted = [slot.pk for slot in kept if slot.seats] if seats else []
    answers = availability(FORUM_SLOT, counted)
    return [with_seats(day, answers) for day in days] if answers else days


def day_of(day: date, slots: list[Slot]) -> Day:
    strands = strands_of(slots)
    columns = {strand.pk: rank for rank, strand in enumerate(strands, start=1)}
    if len(columns) > COLUMNS:
        columns = {}
    moments = [
        Moment(starts_at, [line_of(slot, columns) for slot in rows])
        for starts_at, rows in groupby(slots, attrgetter("starts_at"))
    ]
    return Day(day, strands, moments)


def line_of(slot: Slot, columns: dict[int, int]) -> Line:
    column = columns.get(slot.strand_id, 0) if slot.strand_id else 0
    return Line(slot, column, list(slot.appearances.all()))


def with_seats(day: Day, answers: dict[int, Availability]) -> Day:
    moments = [
        replace(one, lines=[replace(line, answer=answers.get(line.slot.pk)) for line in one.lines])
        for one in day.moments
    ]
    return replace(day, moments=moments)


def strands_of(slots: Iterable[Slot]) -> list[Strand]:
    found = {slot.strand_id: slot.strand for slot in slots if slot.strand}
    return sorted(found.values(), key=attrgetter("position", "name"))


def guests(slots: Iterable[Slot]) -> list[Guest]:
    """Everybody once, in the order of names, with their function at the time."""
    found: dict[int, Guest] = {}
    for slot in slots:
        for one in slot.appearances.all():
            guest = found.setdefault(one.speaker_id, Guest(one.speaker))
            guest.title = guest.title or one.title
            guest.slots.append(slot)
    return sorted(found.values(), key=lambda guest: without_accents(guest.speaker.name))


def without_accents(text: str) -> str:
    """As a dictionary orders it: É with E."""
    return normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
