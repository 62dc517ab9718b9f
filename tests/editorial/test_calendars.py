from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar

from editorial.calendars import calendar_file, calendar_response, moment, sequence
from editorial.happenings import Happening, Standing

PARIS = ZoneInfo("Europe/Paris")
FORUM = Happening(
    uid="edition-1",
    starts=date(2010, 10, 7),
    ends=date(2010, 10, 8),
    title="2e Forum ; ateliers, visites",
    kind="Forum",
    place="Maison des services, Murat",
    text="Trois fils.\nEntrée libre.",
    path="/forum-du-teletravail/2010/",
    label="Inscriptions ouvertes",
    modified=datetime(2010, 9, 1, 8, tzinfo=UTC),
)


def written(*happenings: Happening):
    return Calendar.from_ical(calendar_file(happenings, "murat.example.org", "Agenda"))


def one(**changes):
    (event,) = written(Happening(**(vars(FORUM) | changes))).walk("VEVENT")
    return event


def test_an_event_says_who_it_is_and_where_it_is_told():
    event = one()

    assert event["uid"] == "edition-1@murat.example.org"
    assert event["url"] == "https://murat.example.org/forum-du-teletravail/2010/"
    assert event["summary"] == "2e Forum ; ateliers, visites"
    assert event["description"] == "Inscriptions ouvertes\n\nTrois fils.\nEntrée libre."
    assert event["location"] == "Maison des services, Murat"
    assert event["categories"].to_ical() == b"Forum"


def test_a_whole_day_ends_the_day_after():
    event = one()

    assert event["dtstart"].to_ical() == b"20101007"
    assert event["dtend"].to_ical() == b"20101008"


def test_a_day_without_an_end_has_none():
    assert "dtend" not in one(ends=FORUM.starts)


def test_an_hour_is_that_of_the_clocks_of_the_territory():
    event = one(
        starts=datetime(2010, 10, 7, 7, tzinfo=UTC), ends=datetime(2010, 10, 7, 8, 30, tzinfo=UTC)
    )

    assert event["dtstart"].params["TZID"] == "Europe/Paris"
    assert event["dtstart"].to_ical() == b"20101007T090000"


@pytest.mark.parametrize(
    ("starts", "lasting"),
    [
        (datetime(2026, 3, 29, 1, 30, tzinfo=PARIS), timedelta(hours=1)),
        (datetime(2026, 10, 25, 1, 30, tzinfo=PARIS), timedelta(hours=3)),
        (datetime(2009, 11, 5, 9, tzinfo=PARIS), timedelta(hours=1)),
    ],
)
def test_what_spans_a_change_of_hour_lasts_what_it_lasts(starts, lasting):
    ends = (starts.astimezone(UTC) + lasting).astimezone(PARIS)

    event = one(starts=starts, ends=ends)

    found = event["dtend"].dt.astimezone(UTC) - event["dtstart"].dt.astimezone(UTC)
    assert found == lasting


def test_hours_come_with_their_time_zone():
    calendar = written(
        Happening(**(vars(FORUM) | {"starts": moment(date(2010, 10, 7), time(9))})), FORUM
    )

    (zone,) = calendar.walk("VTIMEZONE")
    assert zone["tzid"] == "Europe/Paris"
    assert zone.to_tz().utcoffset(datetime(2010, 7, 1)) == timedelta(hours=2)  # noqa: DTZ001
    assert zone.to_tz().utcoffset(datetime(2010, 12, 1)) == timedelta(hours=1)  # noqa: DTZ001


def test_the_hour_changes_at_two_and_at_three():
    calendar = written(Happening(**(vars(FORUM) | {"starts": moment(date(2010, 10, 7), time(9))})))

    zone = calendar.walk("VTIMEZONE")[0].to_tz()
    assert zone.utcoffset(datetime(2030, 3, 31, 1, 59)) == timedelta(hours=1)  # noqa: DTZ001
    assert zone.utcoffset(datetime(2030, 3, 31, 3, 0)) == timedelta(hours=2)  # noqa: DTZ001
    assert zone.utcoffset(datetime(2030, 10, 27, 3, 1)) == timedelta(hours=1)  # noqa: DTZ001


def test_a_later_change_counts_higher():
    later = Happening(**(vars(FORUM) | {"modified": FORUM.modified + timedelta(seconds=1)}))

    assert sequence(later) == sequence(FORUM) + 1
    assert one()["last-modified"].dt == FORUM.modified
    assert one()["dtstamp"].dt == FORUM.modified


def test_what_is_cancelled_stays_and_says_so():
    assert one(standing=Standing.CANCELLED)["status"] == "CANCELLED"


def test_an_empty_calendar_is_one_nevertheless():
    assert written()["x-wr-calname"] == "Agenda"


def test_the_file_is_the_same_each_time_it_is_asked():
    assert calendar_file([FORUM], "a", "Agenda") == calendar_file([FORUM], "a", "Agenda")


@pytest.mark.django_db
def test_the_answer_is_a_file_with_a_name(rf):
    response = calendar_response([FORUM], rf.get("/x", secure=True), "Forum", "forum-2010.ics")

    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert response["Content-Disposition"] == 'attachment; filename="forum-2010.ics"'
    assert b"URL:https://testserver/forum-du-teletravail/2010/" in response.content
