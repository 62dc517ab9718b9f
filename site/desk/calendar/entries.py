"""Everything that the editorial calendar shows between two days."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.http import HttpRequest
from django.utils import timezone
from django.utils.text import slugify

from desk.moments import Kind, Moment, forgotten, moments, review_days
from desk.reach import drafts, editor, pages_of
from editorial import dates
from editorial.desk import desk_dates
from editorial.happenings import Happening, Standing, happenings, local_day

# A happening that lasts longer is told on its first day and on its last one.
SHORT = timedelta(days=7)
DAY = timedelta(days=1)

PUBLICATION, EMBARGO, EXPIRY, REVIEW = "Parution", "Fin d’embargo", "Retrait", "À relire"
FAMILIES = {
    Kind.PLANNED: PUBLICATION,
    Kind.FORGOTTEN: PUBLICATION,
    Kind.EMBARGO: EMBARGO,
    Kind.EXPIRY: EXPIRY,
    Kind.REVIEW: REVIEW,
}
STALLED = {
    Kind.FORGOTTEN: "Brouillon daté, non programmé : ne paraîtra pas de lui-même",
    Kind.EMBARGO: "La page n’est pas publiée : rien ne paraîtra",
}
IN_REVIEW = "En relecture : programmée dès que la relecture est acceptée"
# The icon of each family in static/icons.svg: never the colour alone.
ICONS = {
    PUBLICATION: "file-text",
    EMBARGO: "lock",
    EXPIRY: "hourglass",
    REVIEW: "history",
    "Actualité": "newspaper",
    "Formation": "graduation-cap",
    "Forum": "mic",
}
OTHER_ICON = "calendar-days"


@dataclass(frozen=True)
class Entry:
    """kind: what it is filed under. hour: « 9 h », "" for the whole day. note: what is to be known."""

    kind: str
    day: date
    hour: str
    title: str
    url: str
    note: str = ""
    urgent: bool = False

    @property
    def slug(self) -> str:
        return slugify(self.kind)

    @property
    def icon(self) -> str:
        return ICONS.get(self.kind, OTHER_ICON)


def entries(request: HttpRequest, start: date, end: date) -> list[Entry]:
    """In the order of the days, the whole day before the hours."""
    found = [of_moment(one) for one in page_moments(request, start, end)]
    found += [
        Entry(
            one.kind, local_day(one.at), hour_of(one.at), one.title, one.url, one.note, one.urgent
        )
        for one in desk_dates(request, start, end)
    ]
    found += [entry for one in happenings(start, end) for entry in of_happening(one)]
    inside = (entry for entry in found if start <= entry.day < end)
    return sorted(inside, key=lambda entry: (entry.day, clock(entry.hour), entry.title))


def page_moments(request: HttpRequest, start: date, end: date) -> Iterator[Moment]:
    pages = pages_of(request)
    opening, closing = midnight(start), midnight(end)
    yield from moments(pages, opening, closing, review_days(start, end))
    yield from forgotten(drafts(pages).filter(written_for__isnull=False))


def midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def of_moment(one: Moment) -> Entry:
    note = STALLED.get(one.kind, "") if one.stalled else ""
    if one.kind is Kind.FORGOTTEN and not one.stalled:
        note = IN_REVIEW
    hour, url = hour_of(one.at), editor(one.page)
    return Entry(FAMILIES[one.kind], one.day, hour, one.title, url, note, one.stalled)


def of_happening(one: Happening) -> Iterator[Entry]:
    """One entry a day, or two for what lasts."""
    first, last = one.first_day, one.last_day
    note = one.label or one.place
    if one.standing is Standing.CANCELLED:
        note = one.label or "Annulé"
    hour, url = hour_of(one.starts), one.editor or one.path
    if last - first < SHORT:
        for number in range((last - first).days + 1):
            yield Entry(
                one.kind, first + number * DAY, "" if number else hour, one.title, url, note
            )
    else:
        yield Entry(one.kind, first, hour, f"Début : {one.title}", url, note)
        yield Entry(one.kind, last, "", f"Fin : {one.title}", url, note)


def hour_of(when: date | datetime) -> str:
    return dates.hour(timezone.localtime(when).time()) if isinstance(when, datetime) else ""


def clock(hour: str) -> tuple[int, int]:
    """« 9 h 30 » as a number to sort by, the whole day first."""
    hours, _, minutes = hour.replace(dates.NBSP, "").partition("h")
    return (int(hours or -1), int(minutes or 0))
