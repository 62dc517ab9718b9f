"""What may be booked: the ranges of advisors, without what is taken, absences, holidays and closures.

A list of slots is read in six queries, whatever its length.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Q
from django.utils import timezone

from crm.journeys.models import Replacement
from telecentre.calendar import public_holidays

from .models import Absence, AdvisorQuarter, OpeningRange, Place, Reason
from .wall import QUARTER, midnight, naive_of, quarters, span


@dataclass(frozen=True)
class Slot:
    starts_at: datetime
    ends_at: datetime
    advisor_id: int
    site_id: int | None = None


@dataclass(frozen=True)
class Search:
    """What is looked for. `advisors`: whose, None for everybody's. `any_notice` for the team itself."""

    reason: Reason
    place: Place
    advisors: Collection[int] | None = None
    any_notice: bool = False

    def earliest(self, now: datetime) -> datetime:
        return now if self.any_notice else now + timedelta(hours=self.reason.notice_hours)

    def last_day(self, now: datetime) -> date:
        return timezone.localdate(now) + timedelta(days=self.reason.horizon_days)


@dataclass(frozen=True)
class Diary:
    """What keeps advisors from receiving, between two days."""

    taken: frozenset[tuple[int, datetime]]
    away: tuple[tuple[int, datetime, datetime], ...]

    def is_free(self, advisor: int, start: datetime, end: datetime) -> bool:
        if any((advisor, at) in self.taken for at in quarters(start, end)):
            return False
        return not any(
            who == advisor and gone < end and back > start for who, gone, back in self.away
        )


def diary_of(advisors: Iterable[int], start: datetime, end: datetime) -> Diary:
    whose = set(advisors)
    taken = AdvisorQuarter.objects.filter(advisor__in=whose, at__gte=start, at__lt=end)
    return Diary(
        frozenset(taken.order_by().values_list("advisor_id", "at")),
        tuple(away_between(whose, start, end)),
    )


def away_between(
    advisors: Collection[int], start: datetime, end: datetime
) -> list[tuple[int, datetime, datetime]]:
    """Absences, and the days on which a colleague stands in."""
    rows = Absence.objects.filter(advisor__in=advisors, starts_at__lt=end, ends_at__gt=start)
    found = list(rows.order_by().values_list("advisor_id", "starts_at", "ends_at"))
    first, last = timezone.localdate(start), timezone.localdate(end)
    relays = Replacement.objects.filter(
        absent__in=advisors, starts_on__lte=last, ends_on__gte=first
    )
    for who, gone, back in relays.order_by().values_list("absent_id", "starts_on", "ends_on"):
        found.append((who, midnight(gone), midnight(back + timedelta(days=1))))
    return found


def free_slots(search: Search, start: date, end: date, now: datetime) -> list[Slot]:
    """The slots of the days [start, end[, soonest first; two advisors free at once make two slots."""
    start = max(start, timezone.localdate(now))
    end = min(end, search.last_day(now) + timedelta(days=1))
    if start >= end:
        return []
    rows = _ranges(search)
    diary = diary_of({row.advisor_id for row in rows}, midnight(start), midnight(end))
    days = [start + timedelta(days=number) for number in range((end - start).days)]
    found = [
        slot
        for day in days
        for row in open_on(rows, day)
        for slot in _cut(row, day, search.reason.minutes, diary)
    ]
    earliest = search.earliest(now)
    kept = {(one.starts_at, one.advisor_id): one for one in found if one.starts_at >= earliest}
    return sorted(kept.values(), key=lambda one: (one.starts_at, one.advisor_id))


def slots_at(search: Search, starts_at: datetime, now: datetime) -> list[Slot]:
    """The slots that begin at a moment, one an advisor: it need not be one of those that were shown."""
    naive = naive_of(starts_at)
    day = naive.date()
    lasts = span(naive, search.reason.minutes)
    if lasts is None or starts_at < search.earliest(now) or day > search.last_day(now):
        return []
    rows = _ranges(search)
    diary = diary_of({row.advisor_id for row in rows}, *lasts)
    found = {
        row.advisor_id: Slot(*lasts, row.advisor_id, row.site_id)
        for row in open_on(rows, day)
        if _covers(row, naive, search.reason.minutes) and diary.is_free(row.advisor_id, *lasts)
    }
    return list(found.values())


def _ranges(search: Search) -> list[OpeningRange]:
    rows = OpeningRange.objects.filter(
        Q(place="") | Q(place=search.place), reasons=search.reason, advisor__is_active=True
    )
    if search.advisors is not None:
        rows = rows.filter(advisor__in=search.advisors)
    return list(
        rows.select_related("site").prefetch_related("site__closures").order_by("starts", "pk")
    )


def open_on(rows: Iterable[OpeningRange], day: date) -> list[OpeningRange]:
    """The ranges that hold on a day."""
    if day in public_holidays(day.year):
        return []
    return [row for row in rows if _holds(row, day)]


def _holds(row: OpeningRange, day: date) -> bool:
    theirs = row.date == day if row.date else row.weekday == day.weekday()
    begun = row.valid_from is None or row.valid_from <= day
    over = row.valid_until is not None and row.valid_until < day
    return theirs and begun and not over and not _is_shut(row, day)


def _is_shut(row: OpeningRange, day: date) -> bool:
    site = row.site
    if site is None:
        return False
    in_service = site.opened_on <= day and (site.closed_on is None or day < site.closed_on)
    return not in_service or any(one.starts_on <= day <= one.ends_on for one in site.closures.all())


def _cut(row: OpeningRange, day: date, minutes: int, diary: Diary) -> Iterator[Slot]:
    """Slots one after the other; what is taken moves the next one to the quarter of an hour after it."""
    length = timedelta(minutes=minutes)
    at, stop = datetime.combine(day, row.starts), datetime.combine(day, row.ends)
    while at + length <= stop:
        lasts = span(at, minutes)
        if lasts and diary.is_free(row.advisor_id, *lasts):
            yield Slot(*lasts, row.advisor_id, row.site_id)
            at += length
        else:
            at += QUARTER


def _covers(row: OpeningRange, naive: datetime, minutes: int) -> bool:
    ends = naive + timedelta(minutes=minutes)
    return datetime.combine(naive, row.starts) <= naive and ends <= datetime.combine(
        naive, row.ends
    )
