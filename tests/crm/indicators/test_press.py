"""I12 by hand: five articles and five people around one edition of October 2010."""

from datetime import date, timedelta

import pytest

from crm.indicators.counting import compute
from crm.indicators.services import freeze
from crm.journeys.models import AcquisitionKind
from crm.people.merging.services import merge
from crm.privacy.services import anonymise
from home.models import SettlePage
from tests.crm.attribution.given import applied
from tests.crm.factories import UserFactory, make_territory
from tests.forum.factories import edition_page, forum_page
from tests.news.press import CoverageFactory
from tests.site_pages import published

pytestmark = pytest.mark.django_db

HELD, D = date(2010, 10, 7), date(2010, 12, 31)


def told(code, day=D):
    figure = compute(day)[code]
    return figure.value, figure.unknown


@pytest.fixture
def autumn():
    make_territory()
    forum = forum_page()
    page = edition_page(forum, number=5, starts_on=HELD, ends_on=HELD + timedelta(days=1))
    elsewhere = published(SettlePage(title="S’installer", slug="s-installer"))

    def article(days, about):
        return CoverageFactory(published_on=HELD + timedelta(days=days), about=about)

    first, last = article(-30, page), article(31, forum)
    article(-31, page)
    article(32, forum)
    article(2, elsewhere)
    people = [
        applied(date(2010, 9, 20), f"c-{first.pk}"),
        applied(date(2010, 11, 20), f"c-{last.pk}"),
        applied(date(2010, 10, 7), "f-5"),
        applied(date(2010, 10, 8), kind=AcquisitionKind.WORD_OF_MOUTH),
        applied(date(2010, 10, 9)),
    ]
    return page.edition, people


def test_two_articles_of_five_are_about_the_forum_and_near_enough(autumn):
    assert told("I12") == (2, None)
    assert told("I12", HELD + timedelta(days=30)) == (1, None)
    assert told("I12", HELD - timedelta(days=31)) == (0, None)


def test_three_of_five_came_by_them_or_by_the_edition_and_one_by_nobody_knows_what(autumn):
    assert told("I12_came") == (3, 1)
    assert told("I12_came", date(2010, 11, 19)) == (2, 1)
    assert told("I12_came", date(2010, 10, 6)) == (1, 0)


def test_an_edition_that_was_cancelled_by_then_has_no_press(autumn):
    edition, _ = autumn
    edition.cancelled_on, edition.reason = date(2010, 10, 1), "Neige."
    edition.save(update_fields=["cancelled_on", "reason"])

    assert told("I12") == (0, None)
    assert told("I12_came") == (0, 1)
    assert told("I12", date(2010, 9, 30)) == (1, None)


def test_anonymising_changes_nothing_and_two_files_made_one_are_one(autumn):
    _, people = autumn
    anonymise(people[0].person, by=UserFactory())
    assert (told("I12"), told("I12_came")) == ((2, None), (3, 1))

    merge(people[1].person, people[2].person, by=None)
    assert told("I12_came") == (2, 1)


def test_it_is_published_with_its_definition(autumn):
    snapshot = freeze(D)

    assert snapshot.figures["indicators"]["I12"]["value"] == 2
    assert snapshot.definitions["I12"]["version"] == 1
    assert "trente jours" in snapshot.definitions["I12"]["text"]
