"""The editorial calendar: everything dated, on its day, each entry leading to its editor."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.db import connection
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from desk.calendar.entries import EMBARGO, EXPIRY, PUBLICATION, REVIEW, entries
from editorial.models import Embargo
from tests.desk.dated import a_draft_of, news, plain, scheduled, under_review
from tests.desk.people import a_site, at_work, page_at, someone
from tests.training.factories import CourseFactory, SessionFactory
from training.models import CoursePage

pytestmark = pytest.mark.django_db

NOON = datetime(2011, 10, 3, 10, tzinfo=UTC)
DAY = timedelta(days=1)
START, END = date(2011, 9, 26), date(2011, 11, 7)


@pytest.fixture(autouse=True)
def _at_noon():
    with time_machine.travel(NOON, tick=False):
        yield


@pytest.fixture
def editor():
    a_site()
    return someone("Relecteur")


def shown(user, kind):
    request = RequestFactory().get("/")
    request.user = user
    return [entry for entry in entries(request, START, END) if entry.kind == kind]


def screen(user, query=""):
    response = at_work(user).get(reverse("desk_calendar") + query)
    assert response.status_code == 200
    return plain(response.content.decode())


def test_a_publication_stands_on_its_day_at_its_hour(editor):
    page = scheduled(NOON + DAY)

    (entry,) = shown(editor, PUBLICATION)

    assert (entry.day, plain(entry.hour), entry.urgent) == (date(2011, 10, 4), "12 h", False)
    assert entry.url == reverse("wagtailadmin_pages:edit", args=[page.pk])


def test_a_publication_before_dawn_in_paris_is_not_the_day_before(editor):
    scheduled(datetime(2011, 10, 4, 22, 30, tzinfo=UTC))

    assert [entry.day for entry in shown(editor, PUBLICATION)] == [date(2011, 10, 5)]


def test_a_dated_draft_says_that_it_will_not_appear(editor):
    a_draft_of(editor, go_live_at=NOON + DAY)

    (entry,) = shown(editor, PUBLICATION)

    assert entry.urgent
    assert "non programmé" in entry.note


def test_a_dated_draft_under_review_says_so(editor):
    under_review(editor, go_live_at=NOON + DAY)

    (entry,) = shown(editor, PUBLICATION)

    assert (entry.urgent, "En relecture" in entry.note) == (False, True)


def test_embargoes_expiries_and_reviews_stand_on_their_days(editor):
    Embargo.objects.create(page=news(), until=NOON + DAY)
    news(expire_at=NOON + 2 * DAY)
    news(review_on=date(2011, 10, 6))

    days = [entry.day.day for kind in (EMBARGO, EXPIRY, REVIEW) for entry in shown(editor, kind)]

    assert days == [4, 5, 6]


def test_news_stand_on_the_date_that_visitors_read(editor):
    news(title="Rentrée", published_on=date(2011, 10, 10))
    news(title="Trop tôt", published_on=START - DAY)

    assert [entry.title for entry in shown(editor, "Actualité")] == ["Rentrée"]


def test_a_session_that_lasts_is_told_when_it_begins_and_when_its_applications_close(editor):
    course = CourseFactory(title="Télétravail")
    page_at("formations").add_child(instance=CoursePage(title="Télétravail", course=course))
    session = SessionFactory(course=course, label="automne", starts_on=date(2011, 10, 20))

    told = shown(editor, "Formation")

    assert [(entry.day.day, entry.title.split(" : ")[0]) for entry in told] == [
        (6, "Clôture des candidatures"),
        (20, "Début"),
    ]
    assert {entry.url for entry in told} == {reverse("sessions:edit", args=[session.pk])}


def test_the_month_of_the_address_is_shown_and_leads_to_its_neighbours(editor):
    page = screen(editor, "?mois=2011-12")

    assert "<h1>Décembre 2011</h1>" in page
    assert "?mois=2011-11" in page
    assert "?mois=2012-01" in page


@pytest.mark.parametrize(
    "junk",
    [
        "2011-13",
        "2011-00",
        "0001-01",
        "9999-12",
        "abc",
        "",
        "2011-10-03",
        "٢٠١١-١٠",
        "x" * 5000,
    ],
)
def test_a_month_that_is_none_is_the_present_one(editor, junk):
    assert "<h1>Octobre 2011</h1>" in screen(editor, f"?mois={junk}&vue={junk}&type={junk}")


@pytest.mark.parametrize(("first", "absent"), [("1990-01", "1989-12"), ("2100-12", "2101-01")])
def test_the_calendar_has_two_ends(editor, first, absent):
    assert f"mois={absent}" not in screen(editor, f"?mois={first}")


def test_the_list_shows_the_days_that_have_something(editor):
    news(title="Rentrée", published_on=date(2011, 10, 10))

    page = screen(editor, "?vue=liste")

    assert "Lundi 10 octobre 2011" in page
    assert "Mardi 11 octobre 2011" not in page


def test_a_kind_is_chosen_and_let_go(editor):
    news(title="Rentrée", published_on=date(2011, 10, 10))
    scheduled(NOON + DAY, "À paraître")

    chosen = screen(editor, "?type=actualite")

    assert "Rentrée" in chosen
    assert "À paraître" not in chosen
    assert "À paraître" in screen(editor)


def test_today_is_marked(editor):
    assert screen(editor).count("aujourd’hui") == 1
    assert "aujourd’hui" not in screen(editor, "?mois=2011-12")


def test_an_empty_month_says_how_to_fill_it(editor):
    assert "Rien de daté" in screen(editor, "?mois=2030-01")


def test_whoever_writes_no_page_is_kept_out(editor):
    response = at_work(someone("Lecteur")).get(reverse("desk_calendar"))

    assert response.status_code == 302


def test_a_full_month_costs_no_more_queries_than_an_empty_one(editor):
    client = at_work(editor)

    def queries():
        client.get(reverse("desk_calendar"))
        with CaptureQueriesContext(connection) as found:
            client.get(reverse("desk_calendar"))
        return len(found)

    empty = queries()
    for number in range(8):
        scheduled(NOON + DAY, f"Programmée {number}")
        a_draft_of(editor, f"Datée {number}", go_live_at=NOON + DAY)
        Embargo.objects.create(page=news(title=f"Tenue {number}"), until=NOON + DAY)
        news(title=f"Ancienne {number}", review_on=date(2011, 10, 6))

    assert queries() == empty
    assert empty <= 25
