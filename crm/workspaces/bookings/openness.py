"""The half-days at which a site is open: its hours, minus closures and public holidays."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time

from django.db.models import prefetch_related_objects

from telecentre.calendar import hours_on, public_holidays
from telecentre.models import Closure, Site, Space

from ..models import HalfDay

# A range that begins before noon opens the morning; one that ends after two o'clock opens the afternoon.
MORNING_BEGINS_BEFORE = time(12)
AFTERNOON_ENDS_AFTER = time(14)
# A range from morning to evening is cut there, as is the day of a site that states no hours.
DEFAULT_HOURS = {
    HalfDay.MORNING: (time(8, 30), time(12, 30)),
    HalfDay.AFTERNOON: (time(13, 30), time(17, 30)),
}
# A site that states no hours is open from Monday to Friday.
WORKING_WEEKDAYS = range(5)


@dataclass(frozen=True)
class Openness:
    """A site whose hours and closures were read once."""

    site: Site
    states_hours: bool

    def halves(self, day: date) -> list[HalfDay]:
        """Return the open half-days of a day, in their order."""
        if not self.states_hours:
            return list(HalfDay) if self._by_default(day) else []
        ranges = hours_on(self.site, day)
        open_halves = {
            HalfDay.MORNING: any(row.opens_at < MORNING_BEGINS_BEFORE for row in ranges),
            HalfDay.AFTERNOON: any(row.closes_at > AFTERNOON_ENDS_AFTER for row in ranges),
        }
        return [half for half in HalfDay if open_halves[half]]

    def usual(self, day: date) -> bool:
        """Whether this day of the week is one of opening, whatever closes it this time."""
        if self.states_hours:
            return any(row.weekday == day.weekday() for row in self.site.hours.all())
        return day.weekday() in WORKING_WEEKDAYS

    def hours(self, day: date, half: HalfDay) -> tuple[time, time]:
        """From when to when a half-day lasts: the hours of the site where it states them."""
        ranges = hours_on(self.site, day) if self.states_hours else []
        morning = [row for row in ranges if row.opens_at < MORNING_BEGINS_BEFORE]
        afternoon = [row for row in ranges if row.closes_at > AFTERNOON_ENDS_AFTER]
        starts, ends = DEFAULT_HOURS[half]
        if half == HalfDay.MORNING and morning:
            closes = morning[-1].closes_at
            return morning[0].opens_at, closes if closes <= AFTERNOON_ENDS_AFTER else ends
        if half == HalfDay.AFTERNOON and afternoon:
            opens = afternoon[0].opens_at
            return opens if opens >= MORNING_BEGINS_BEFORE else starts, afternoon[-1].closes_at
        return starts, ends

    def why_closed(self, day: date) -> str:
        """Say why a day is shut, « » when it is open."""
        if self.halves(day):
            return ""
        if day in public_holidays(day.year):
            return "jour férié"
        closure = self._closure(day)
        if closure is not None:
            return closure.reason or "fermeture exceptionnelle"
        return "fermé"

    def _closure(self, day: date) -> Closure | None:
        rows = self.site.closures.all() if self.site.closes_soon else []
        return next((row for row in rows if row.starts_on <= day <= row.ends_on), None)

    def _by_default(self, day: date) -> bool:
        in_service = self.site.opened_on <= day and (
            self.site.closed_on is None or day < self.site.closed_on
        )
        return (
            in_service
            and day.weekday() in WORKING_WEEKDAYS
            and day not in public_holidays(day.year)
            and self._closure(day) is None
        )


def openness(site: Site) -> Openness:
    """Read the calendar of a site: two queries, none when its hours and closures are prefetched."""
    prefetch_related_objects([site], "hours", *(["closures"] if site.closes_soon else []))
    return Openness(site, bool(site.hours.all()))


def in_service(space: Space, day: date) -> bool:
    """Whether a space exists on a day."""
    return space.valid_from <= day and (space.valid_to is None or day < space.valid_to)
