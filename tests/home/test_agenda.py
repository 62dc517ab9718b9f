"""The agenda: everything dated, once, in the month in which it begins; the past when it is asked for."""

import json
import re
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from icalendar import Calendar

from editorial.models import Embargo
from home.agenda import month_of
from home.models import EventPage
from tests.home.factories import agenda, event
from tests.site_pages import queries_of, text_of

pytestmark = pytest.mark.django_db

NOON = datetime(2011, 10, 6, 10, tzinfo=UTC)  # noon in Paris


def paris(*parts: int) -> datetime:
    return timezone.make_aware(datetime(*parts))  # noqa: DTZ001


@pytest.fixture
def _in_october():
    with time_machine.travel(NOON, tick=False):
        yield


def titles(client, **query: str) -> list[str]:
    return re.findall(r'<h3><a href="[^"]*">([^<]*)</a>', text_of(client, agenda(), **query))


@pytest.mark.usefixtures("_in_october")
def test_what_comes_is_told_month_by_month_soonest_first(client):
    event("Novembre", paris(2011, 11, 3, 18))
    event("Octobre", paris(2011, 10, 20, 18))

    shown = text_of(client, agenda())

    assert titles(client) == ["Octobre", "Novembre"]
    assert shown.index("Octobre 2011</h2>") < shown.index("Novembre 2011</h2>")


@pytest.mark.usefixtures("_in_october")
@pytest.mark.parametrize(
    ("start", "hours", "seen"),
    [
        ((2011, 10, 6, 9), 1, 1),  # this morning: still today's
        ((2011, 10, 6, 0), 0, 1),  # at the first minute of today
        ((2011, 10, 5, 22), 2, 0),  # yesterday, until midnight: over
        ((2011, 10, 5, 22), 3, 1),  # yesterday, until one this morning
        ((2011, 10, 7, 0), 1, 1),
        ((2011, 10, 5, 9), 2, 0),
    ],
)
def test_today_is_to_come_and_comes_once(client, start, hours, seen):
    event("Réunion", paris(*start), hours)

    assert titles(client).count("Réunion") == seen


@pytest.mark.usefixtures("_in_october")
def test_the_past_is_reached_by_its_month(client):
    event("Septembre", paris(2011, 9, 30, 22))

    assert titles(client) == []
    assert titles(client, mois="2011-09") == ["Septembre"]
    assert titles(client, mois="2011-10") == []


@pytest.mark.usefixtures("_in_october")
def test_the_night_when_the_clocks_go_back_belongs_to_its_month(client):
    event("Nuit", paris(2011, 10, 30, 1), 48)

    assert titles(client, mois="2011-10") == ["Nuit"]
    assert "En ce moment" in text_of(client, agenda(), mois="2011-11")


@pytest.mark.usefixtures("_in_october")
def test_one_kind_can_be_asked_for(client):
    event("Réunion", paris(2011, 10, 20, 18))

    assert titles(client, nature="rendez-vous") == ["Réunion"]
    assert titles(client, nature="inconnue") == ["Réunion"]


@pytest.mark.parametrize(
    "query",
    [
        "date=2026-02-30",
        "mois=2026-13",
        "mois=0000-00",
        "mois=99999-01",
        "mois=²⁰¹¹-10",
        "mois=abc",
        "mois=",
        "nature=%22%3E%3Cscript%3E",
        "mois=2011-10&mois=x",
        "mois=2100-12",
        "mois=1990-01",
    ],
)
def test_no_question_upsets_it(client, query):
    assert client.get(f"{agenda().url}?{query}").status_code == 200


def test_only_what_anybody_may_read_is_listed(client):
    event("Brouillon", live=False)
    held = event("Sous embargo")
    Embargo.objects.create(page=held, until=timezone.now() + timedelta(hours=1))

    assert titles(client) == []
    assert b"BEGIN:VEVENT" not in client.get("/agenda.ics").content


def test_a_cancelled_appointment_stays_and_says_why(client):
    page = event("Atelier", cancelled=True, cancel_reason="L’intervenante est souffrante.")

    assert titles(client) == ["Atelier"]
    assert "Annulé" in text_of(client, agenda())
    assert "L’intervenante est souffrante." in text_of(client, page)


def test_its_calendar_says_so_too_under_a_name_that_never_changes(client):
    page = event("Atelier", cancelled=True, cancel_reason="Souffrante.")
    first = Calendar.from_ical(client.get("/agenda.ics").content).walk("VEVENT")[0]
    page.title = "Autre nom"
    page.save_revision().publish()
    later = Calendar.from_ical(client.get("/agenda.ics").content).walk("VEVENT")[0]

    assert first["STATUS"] == "CANCELLED"
    assert first["UID"] == later["UID"]
    assert str(later["SUMMARY"]) == "Autre nom"


def test_search_engines_read_when_and_where(client):
    starts = paris(2011, 10, 20, 18)
    page = event("Réunion", starts, place="Maison des services", online_url="https://example.org/v")
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', text_of(client, page))
    assert found

    said = json.loads(found[1])

    assert said["@type"] == "Event"
    assert said["startDate"] == "2011-10-20T18:00:00+02:00"
    assert said["eventAttendanceMode"].endswith("MixedEventAttendanceMode")


def test_a_draft_without_dates_takes_place_nowhere():
    assert event(starts_at=None, ends_at=None, live=False).happening() is None


def test_a_long_agenda_costs_no_more_than_a_short_one(client):
    event("Une")
    few = queries_of(client, agenda())
    for number in range(12):
        event(f"Réunion {number}")

    assert queries_of(client, agenda()) == few <= 10


def test_refusals_stand_beside_their_field():
    page = EventPage(
        title="Atelier",
        starts_at=paris(2011, 10, 20, 18),
        ends_at=paris(2011, 10, 20, 17),
        cancelled=True,
    )

    with pytest.raises(ValidationError) as refusal:
        page.clean()

    assert set(refusal.value.message_dict) == {"ends_at", "cancel_reason"}


@pytest.mark.parametrize("change", [{"cancelled": True}, {"cancel_reason": "Sans objet"}])
def test_the_database_wants_a_reason_for_each_cancellation(change):
    page = event()

    with pytest.raises(IntegrityError), transaction.atomic():
        EventPage.objects.filter(pk=page.pk).update(**change)


def test_a_month_is_read_and_nothing_else():
    assert str(month_of("2011-10")) == "2011-10-01"
    assert month_of("2011-1") is None


def test_an_evening_that_ends_at_midnight_lasts_one_day():
    happening = event(starts=paris(2011, 10, 20, 20), hours=4).happening()

    assert happening
    assert str(happening.last_day) == "2011-10-20"
