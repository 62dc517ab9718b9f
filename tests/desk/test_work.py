"""« Mon travail »: what awaits a person, and what will not happen by itself."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.test import RequestFactory
from django.urls import reverse

from desk.dashboard.items import DRAFTS, OUTDATED, TO_REVIEW, WEEK, page_items
from editorial.models import Embargo
from tests.desk.dated import a_draft_of, news, plain, scheduled, under_review
from tests.desk.people import a_site, at_work, someone

pytestmark = pytest.mark.django_db

NOON = datetime(2011, 10, 3, 10, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def _at_noon():
    with time_machine.travel(NOON, tick=False):
        yield


@pytest.fixture
def home():
    return a_site()


@pytest.fixture
def editor(home):
    return someone("Relecteur")


def lines(user, group):
    request = RequestFactory().get("/")
    request.user = user
    return [item for item in page_items(request, NOON) if item.group == group]


def test_my_drafts_are_mine(editor):
    mine = a_draft_of(editor, "À moi")
    a_draft_of(someone("Rédacteur"), "À une autre")

    (line,) = lines(editor, DRAFTS)

    assert (line.text, line.url) == ("À moi", reverse("wagtailadmin_pages:edit", args=[mine.pk]))


def test_a_draft_with_a_date_that_nobody_published_cannot_wait(editor):
    a_draft_of(editor, go_live_at=NOON + DAY)

    (line,) = lines(editor, WEEK)

    assert line.urgent
    assert "mardi 4 octobre à 12 h, mais pas publiée" in plain(line.why)
    assert lines(editor, DRAFTS) == []


def test_a_date_that_has_passed_is_still_told(editor):
    a_draft_of(editor, go_live_at=NOON - 3 * DAY)

    assert [line.urgent for line in lines(editor, WEEK)] == [True]


def test_a_dated_draft_under_review_is_not_forgotten(editor):
    writer = someone("Rédacteur")
    under_review(writer, go_live_at=NOON + DAY)

    (line,) = lines(editor, WEEK)

    assert not line.urgent
    assert "en relecture" in line.why


def test_a_page_scheduled_for_good_appears_on_its_day(editor):
    scheduled(NOON + DAY)

    (line,) = lines(editor, WEEK)

    assert not line.urgent
    assert plain(line.why) == "Paraît le mardi 4 octobre à 12 h."


def test_what_is_further_than_a_week_is_left_to_the_calendar(editor):
    scheduled(NOON + 9 * DAY)

    assert lines(editor, WEEK) == []


def test_a_page_whose_hour_has_passed_accuses_the_scheduler(editor):
    with time_machine.travel(NOON - DAY, tick=False):
        scheduled(NOON - timedelta(hours=1))

    (line,) = lines(editor, WEEK)

    assert line.urgent
    assert "planificateur" in line.why


@pytest.mark.parametrize(("live", "urgent"), [(True, False), (False, True)])
def test_an_embargo_to_come_is_told_and_cannot_wait_without_its_page(editor, live, urgent):
    page = news(live=live)
    Embargo.objects.create(page=page, until=NOON + DAY)

    assert [line.urgent for line in lines(editor, WEEK)] == [urgent]


def test_a_page_whose_review_date_has_passed_is_to_be_read_again(editor):
    news(title="Hier", review_on=(NOON - DAY).date())
    news(title="Aujourd’hui", review_on=NOON.date())

    assert [line.text for line in lines(editor, OUTDATED)] == ["Hier"]


def test_the_home_page_itself_can_be_due_for_review(home, editor):
    home.review_on = (NOON - DAY).date()
    home.save()

    assert [line.text for line in lines(editor, OUTDATED)] == [home.title]


def test_what_was_submitted_awaits_whoever_reviews(editor):
    writer = someone("Rédacteur")
    under_review(writer, "À lire")

    (line,) = lines(editor, TO_REVIEW)

    assert (line.text, line.action) == ("À lire", "Relire")
    assert "rédacteur attend votre avis" in line.why
    assert lines(writer, TO_REVIEW) == []


def test_pages_out_of_reach_are_not_told(editor):
    a_draft_of(None, go_live_at=NOON + DAY)
    news(review_on=(NOON - DAY).date())

    elsewhere = someone("Responsable télécentre")
    assert lines(elsewhere, WEEK) == lines(elsewhere, OUTDATED) == []


def test_the_first_page_begins_with_the_work(editor):
    a_draft_of(editor, "Le Forum approche", go_live_at=NOON + DAY)

    page = plain(at_work(editor).get(reverse("wagtailadmin_home")).content.decode())

    assert "1 chose ne peut pas attendre" in page
    assert "Le Forum approche" in page


def test_when_nothing_awaits_one_is_invited_to_write(editor):
    page = plain(at_work(editor).get(reverse("wagtailadmin_home")).content.decode())

    assert "Rien n’attend." in page
    assert "Publier une actualité" in page


def test_whoever_writes_no_page_sees_no_empty_panel(home):
    page = at_work(someone("Lecteur")).get(reverse("wagtailadmin_home")).content.decode()

    assert "Mon travail" not in page
