"""Calendar files (RFC 5545) of anything dated: the agenda, an edition, the sessions of a course.

A calendar program that reads a file again must recognise what it knows and see what changed: UID is the
same for ever, SEQUENCE and LAST-MODIFIED rise with each change, a cancelled happening stays and says so.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from icalendar import Calendar, Event, Timezone
from wagtail.models import Site

from editorial.happenings import Happening

CONTENT_TYPE = "text/calendar; charset=utf-8"
PRODUCT = "-//Site//Agenda//FR"
# The hours of metropolitan France, without end: a file that one subscribes to outlives any list of years.
PARIS = """BEGIN:VTIMEZONE
TZID:Europe/Paris
BEGIN:DAYLIGHT
TZNAME:CEST
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
DTSTART:19960331T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
END:DAYLIGHT
BEGIN:STANDARD
TZNAME:CET
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
DTSTART:19961027T030000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
END:STANDARD
END:VTIMEZONE
"""
# A calendar that subscribes asks again twice a day.
READ_AGAIN = timedelta(hours=12)
# SEQUENCE counts seconds from there: it stays within the 31 bits of a calendar's integer.
FIRST_SECOND = datetime(2000, 1, 1, tzinfo=UTC)


def calendar_file(
    happenings: Sequence[Happening], host: str, name: str, *, origin: str = ""
) -> bytes:
    """Write a calendar.

    host     what makes the identifiers of this site its own: « pays-de-murat.fr »
    name     what calendar programs call it
    origin   where its links begin, « https:// » and the host unless told
    """
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("name", name)
    calendar.add("x-wr-calname", name)
    calendar.add("x-wr-timezone", timezone.get_default_timezone_name())
    calendar.add("refresh-interval", READ_AGAIN, parameters={"VALUE": "DURATION"})
    for one in happenings:
        calendar.add_component(event(one, host, origin or f"https://{host}"))
    if any(isinstance(one.starts, datetime) for one in happenings):
        add_time_zone(calendar)
    return bytes(calendar.to_ical())


def add_time_zone(calendar: Calendar) -> None:
    if timezone.get_default_timezone_name() == "Europe/Paris":
        calendar.subcomponents.insert(0, Timezone.from_ical(PARIS))
    else:
        calendar.add_missing_timezones()


def event(one: Happening, host: str, origin: str) -> Event:
    written = Event()
    written.add("uid", f"{one.uid}@{host}")
    written.add("summary", one.title)
    starts, ends = local(one.starts), local(one.ends)
    written.add("dtstart", starts)
    # A day without an end lasts that day; the end is excluded, here as in a calendar.
    if type(starts) is type(ends) and ends > starts:
        written.add("dtend", ends)
    modified = one.modified or timezone.now()
    written.add("dtstamp", modified.astimezone(UTC))
    written.add("sequence", sequence(one))
    written.add("status", one.standing.value)
    written.add("categories", [one.kind])
    if one.modified:
        written.add("last-modified", modified.astimezone(UTC))
    if one.place:
        written.add("location", one.place)
    if description := "\n\n".join(part for part in (one.label, one.text) if part):
        written.add("description", description)
    if one.path:
        written.add("url", f"{origin}{one.path}")
    return written


def local(moment: date | datetime) -> date | datetime:
    """A day as it is, a moment on the clocks of the territory: its offset follows the season."""
    if not isinstance(moment, datetime):
        return moment
    aware = moment if timezone.is_aware(moment) else timezone.make_aware(moment)
    return aware.astimezone(timezone.get_default_timezone())


def sequence(one: Happening) -> int:
    """How many seconds old the last change makes it: later changes only count higher."""
    return max(0, int((one.modified - FIRST_SECOND).total_seconds())) if one.modified else 0


def host_of(request: HttpRequest) -> str:
    """The name of the site, the same whatever the address by which one came."""
    site = Site.find_for_request(request)
    return site.hostname if site else request.get_host().partition(":")[0]


def calendar_response(
    happenings: Sequence[Happening], request: HttpRequest, name: str, filename: str
) -> HttpResponse:
    """Answer a calendar file: « forum-2010.ics »."""
    origin = request.build_absolute_uri("/").rstrip("/")
    content = calendar_file(happenings, host_of(request), name, origin=origin)
    disposition = f'attachment; filename="{filename}"'
    return HttpResponse(
        content, content_type=CONTENT_TYPE, headers={"Content-Disposition": disposition}
    )


def moment(day: date, hour: time) -> datetime:
    """An hour of a day on the clocks of the territory."""
    return timezone.make_aware(datetime.combine(day, hour))
