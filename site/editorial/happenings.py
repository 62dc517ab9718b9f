"""Anything dated, as agenda, calendar files and the editorial calendar read it.

Rooms of the site answer the hook `register_happenings(start, end) -> [Happening]` with what anybody
may read between two days, the end excluded.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import Enum

from django.utils import timezone
from wagtail import hooks


class Standing(Enum):
    """As calendars say it (RFC 5545, STATUS)."""

    CONFIRMED = "CONFIRMED"
    TENTATIVE = "TENTATIVE"
    CANCELLED = "CANCELLED"


@dataclass(frozen=True)
class Happening:
    """One thing that takes place.

    uid        stable for ever, without the host: "edition-<uuid>"
    starts     a day, or a moment with its time zone
    ends       excluded: the day after the last one, or the moment it stops
    kind       what the agenda files it under: "Forum", "Formation", "Rendez-vous"
    path       the address of its page on this site, "" when none tells about it
    editor     where staff change it, in the admin, "" when it is not known
    label      its state in words, "" when there is nothing to say: "Inscriptions ouvertes"
    modified   when what is said here last changed
    """

    uid: str
    starts: date | datetime
    ends: date | datetime
    title: str
    kind: str
    place: str = ""
    text: str = ""
    path: str = ""
    editor: str = ""
    label: str = ""
    standing: Standing = Standing.CONFIRMED
    modified: datetime | None = field(default=None, compare=False)

    @property
    def first_day(self) -> date:
        return local_day(self.starts)

    @property
    def last_day(self) -> date:
        """The last day that it touches: its end is excluded."""
        moment = isinstance(self.ends, datetime)
        before = timedelta(microseconds=1) if moment else timedelta(days=1)
        return max(self.first_day, local_day(self.ends - before))


def local_day(when: date | datetime) -> date:
    """A day as it is; that of a moment on the clocks of the territory, in whatever zone it is given."""
    return timezone.localdate(when) if isinstance(when, datetime) else when


def happenings(start: date, end: date) -> list[Happening]:
    """Everything that touches [start, end[, soonest first; whoever holds rows is asked once."""
    found = [one for answer in hooks.get_hooks("register_happenings") for one in answer(start, end)]
    return sorted(found, key=lambda one: (one.first_day, one.title))
