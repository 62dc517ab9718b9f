"""The page of each dated session, below the page of its course."""

import json
import re
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from icalendar import Calendar

from editorial.findings.finding import Level
from editorial.happenings import Standing, happenings
from tests.site_pages import published, visited
from tests.training.factories import ModuleFactory, SessionFactory, WeekFactory
from tests.training.test_listing import answering
from tests.training.test_pages import course_page, in_days
from training.models import CatalogueIndexPage

pytestmark = pytest.mark.django_db


@pytest.fixture
def page():
    return course_page(published(CatalogueIndexPage(title="Se former", slug="formations")))


def read(client, address):
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode().replace("\u00a0", " ").replace("\u202f", " ")


def test_a_session_has_its_dates_its_weeks_its_place_and_its_seats(client, page):
    session = SessionFactory(course=page.course, starts_on=date(2050, 5, 9), place="Salle bleue")
    WeekFactory(session=session, starts_on=date(2050, 5, 9))

    shown = read(client, f"{page.url}sessions/09-05-2050-{session.pk}/")

    for words in ["Du 9 mai au 6 octobre 2050", "Du 9 au 13 mai 2050", "Salle bleue", "12 à 15"]:
        assert words in shown


def test_the_site_map_lists_the_sessions_to_come(client, page):
    ahead = SessionFactory(course=page.course, starts_on=in_days(30))
    past = SessionFactory(course=page.course, starts_on=date(2010, 1, 4), ends_on=date(2010, 6, 1))

    told = client.get("/sitemap.xml").content.decode()

    assert f"<loc>http://testserver{page.session_address(ahead)}</loc>" in told
    assert f"sessions/{past.slug}/" not in told


def test_a_session_offers_to_apply(client, page):
    session = SessionFactory(course=page.course, starts_on=in_days(30))

    with answering("last"):
        shown = read(client, page.session_address(session))

    assert 'href="/candidater/"' in shown
    assert "3 places libres" in shown


def test_without_a_plugin_a_session_says_how_to_apply(client, page):
    session = SessionFactory(course=page.course, starts_on=in_days(30))

    with answering(url=""):
        assert "appelez ou écrivez" in read(client, page.session_address(session))


def test_a_cancelled_session_says_why(client, page):
    session = SessionFactory(course=page.course, starts_on=in_days(30), cancelled=True)

    shown = read(client, page.session_address(session))

    assert "Cette session n’aura pas lieu" in shown
    assert "Trop peu de candidatures" in shown


@pytest.mark.parametrize("wrong", ["01-01-2001-{}", "{}", "31-02-2011-{}", "demain-{}"])
def test_another_date_leads_to_the_right_address(client, page, wrong):
    session = SessionFactory(course=page.course, starts_on=date(2011, 5, 9))

    response = client.get(f"{page.url}sessions/{wrong.format(session.pk)}/")

    assert response.status_code == 301
    assert response["Location"] == f"{page.url}sessions/09-05-2011-{session.pk}/"


@pytest.mark.parametrize("end", ["/", ".ics"])
def test_the_session_of_another_course_is_not_found(client, page, end):
    other = SessionFactory()

    assert client.get(f"{page.url}sessions/{other.slug}{end}").status_code == 404


@pytest.mark.parametrize("junk", ["09-05-2011-", "09-05-2011-abc", "9" * 18, "9" * 40, "-1-", "٣"])
def test_junk_is_not_found(client, page, junk):
    assert client.get(f"{page.url}sessions/{junk}/").status_code == 404


def test_the_sessions_of_a_course_are_on_its_page(client, page):
    assert client.get(f"{page.url}sessions/")["Location"] == f"{page.url}#sessions"


@pytest.mark.parametrize("count", [2, 20])
def test_a_session_costs_few_queries(client, page, count):
    for number in range(count):
        WeekFactory(session=SessionFactory(course=page.course, starts_on=in_days(20 + number)))
    address = page.session_address(page.course.sessions.first())
    client.get(address)

    with CaptureQueriesContext(connection) as found:
        client.get(address)

    assert len(found) <= 10


def test_a_calendar_holds_every_session_and_the_weeks_on_site(client, page):
    session = SessionFactory(course=page.course, starts_on=date(2050, 5, 9))
    WeekFactory(session=session, starts_on=date(2050, 5, 9))
    SessionFactory(course=page.course, starts_on=date(2011, 5, 9), cancelled=True)

    response = client.get(f"{page.url}sessions.ics")

    events = Calendar.from_ical(response.content).walk("VEVENT")
    assert response["Content-Type"].startswith("text/calendar")
    assert [str(event["STATUS"]) for event in events] == ["CONFIRMED", "CONFIRMED", "CANCELLED"]
    assert events[0]["UID"].startswith(f"session-{session.uuid}@")
    assert events[0]["DTEND"].dt == session.ends_on + timedelta(days=1)
    assert str(events[0]["URL"]).endswith(page.session_address(session))


def test_the_calendar_of_one_session_is_its_own(client, page):
    session, _other = SessionFactory.create_batch(2, course=page.course)

    found = client.get(f"{page.url}sessions/{session.slug}.ics")

    (event,) = Calendar.from_ical(found.content).walk("VEVENT")
    assert event["UID"].startswith(f"session-{session.uuid}@")


def test_a_change_raises_the_sequence(client, page, time_machine):
    session = SessionFactory(course=page.course)
    address = f"{page.url}sessions/{session.slug}.ics"

    def sequence():
        (event,) = Calendar.from_ical(client.get(address).content).walk("VEVENT")
        return event["SEQUENCE"]

    first = sequence()
    time_machine.move_to(timezone.now() + timedelta(minutes=5))
    session.save()

    assert sequence() > first


def test_the_agenda_is_told_of_sessions_that_touch_its_days(page):
    session = SessionFactory(course=page.course, starts_on=date(2050, 5, 9), cancelled=True)
    SessionFactory(starts_on=date(2050, 5, 9))

    (one,) = happenings(session.ends_on, session.ends_on + timedelta(days=1))

    assert (one.path, one.standing) == (page.session_address(session), Standing.CANCELLED)
    assert not happenings(session.ends_on + timedelta(days=1), date(2051, 1, 1))


def test_the_agenda_says_nothing_of_a_course_that_is_not_out(page):
    SessionFactory(course=page.course, starts_on=date(2050, 5, 9))
    page.unpublish()

    assert not happenings(date(2050, 5, 1), date(2050, 6, 1))


def test_search_engines_read_the_course_and_its_sessions(client, page):
    ModuleFactory(course=page.course, number=1, hours=14)
    page.price, page.prerequisites = 0, "Aucun."
    page.save()
    session = SessionFactory(course=page.course, starts_on=in_days(30))

    shown = visited(client, page).content.decode()

    blocks = re.findall(r'<script type="application/ld\+json">(.*?)</script>', shown)
    (course,) = [one for one in map(json.loads, blocks) if one["@type"] == "Course"]
    (instance,) = course["hasCourseInstance"]
    assert course["offers"]["category"] == "Free"
    assert instance["courseMode"] == "online"
    assert instance["courseWorkload"] == "PT14H"
    assert instance["startDate"] == session.starts_on.isoformat()
    assert instance["location"]["name"] == session.place


def test_a_course_without_its_eleven_items_is_not_to_be_published(page):
    page.goals, page.contact = "Savoir vendre", " "

    missing = [one.field for one in page.findings() if one.level is Level.BLOCKING]

    assert len(missing) == 10
    assert "contact" in missing
    assert "goals" not in missing
