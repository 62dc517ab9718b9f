"""What a search shows around its results: facets, what editors put forward, what is nearest."""

from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.contrib.search_promotions.models import Query, QueryDailyHits, SearchPromotion
from wagtail.models import get_page_models

from editorial.models import BasePage, Embargo, StandardPage
from editorial.retention import forget
from editorial.search.answer import details_query, facet_of
from tests.news.factories import a_news_index, a_news_item
from tests.news.press import a_press_room, a_release
from tests.site_pages import published

pytestmark = pytest.mark.django_db


@pytest.fixture
def index():
    index = a_news_index()
    a_news_item(index, title="Le télétravail en 2010", slug="ancien", published_on="2010-10-07")
    a_news_item(index, title="Le télétravail en 2011", slug="recent", published_on="2011-03-23")
    published(StandardPage(title="Télétravail, mode d’emploi", slug="mode"), index.get_parent())
    return index


def searched(client, **asked):
    return client.get("/recherche/", asked).content.decode()


def test_a_kind_narrows_the_words_and_is_taken_off_again(index, client):
    of_kind = searched(client, q="télétravail", rubrique="pages")

    assert "/mode/" in of_kind
    assert "/actualites/ancien/" not in of_kind
    assert 'href="?q=t%C3%A9l%C3%A9travail"' in of_kind
    assert "/actualites/ancien/" in searched(client, q="télétravail")


def test_a_year_narrows_within_a_kind(index, client):
    shown = searched(client, q="télétravail", rubrique="actualites", annee="2010")

    assert "/actualites/ancien/" in shown
    assert "/actualites/recent/" not in shown
    assert "rubrique=actualites&amp;annee=2011" in shown


@pytest.mark.parametrize("value", ["", "zz", "2026-02-30", "9" * 30, "<b>", "é"])
@pytest.mark.parametrize("name", ["rubrique", "annee", "page"])
def test_what_a_facet_does_not_know_is_ignored(index, client, name, value):
    answer = client.get("/recherche/", {"q": "télétravail", name: value})

    assert answer.status_code == 200
    assert "3 pages" in answer.content.decode()


@pytest.mark.parametrize(
    "typed", ["télétravial", "teletravai", "télétravvail", "télétravail zzzzzz"]
)
def test_a_slip_brings_the_nearest_pages_said_to_be_so(index, client, typed):
    shown = searched(client, q=typed)

    assert "Résultats approchants" in shown
    assert "/actualites/recent/" in shown


def test_an_exact_answer_is_never_mixed_with_what_is_near(index, client):
    a_news_item(index, title="Le télétravial, une plaisanterie", slug="plaisanterie")

    shown = searched(client, q="télétravial")

    assert "/actualites/plaisanterie/" in shown
    assert "/actualites/recent/" not in shown


def test_nothing_withheld_is_near_nor_put_forward(index, client):
    held = a_news_item(index, title="Confidences", slug="confidences")
    Embargo.objects.create(page=held, until=timezone.now() + timedelta(days=1))
    SearchPromotion.objects.create(query=Query.get("bureau"), page=held)

    assert "confidences" not in searched(client, q="confidenses").replace("confidenses", "")
    assert "/actualites/confidences/" not in searched(client, q="bureau")


def test_editors_put_a_page_first(index, client):
    pick = StandardPage.objects.get(slug="mode")
    SearchPromotion.objects.create(
        query=Query.get("Travailler"), page=pick, description="Tout y est."
    )

    shown = searched(client, q="travailler")

    assert "À lire d’abord" in shown
    assert "Tout y est." in shown


def test_a_question_is_counted_by_day(index, client):
    for _ in range(3):
        searched(client, q="Télétravail")
    searched(client, q="Télétravail", annee="2010")

    assert QueryDailyHits.objects.get(query__query_string="télétravail").hits == 3


@pytest.mark.parametrize("words", ["claire@example.org", "06 12 34 56 78", "mot " * 20])
def test_a_question_that_may_name_somebody_is_not_kept(index, client, words):
    searched(client, q=words)

    assert not Query.objects.exists()


@pytest.mark.parametrize(("words", "most"), [("télétravail", 8), ("télétravial", 8)])
def test_a_search_costs_few_queries(index, client, words, most):
    searched(client, q=words)
    with CaptureQueriesContext(connection) as found:
        searched(client, q=words)

    assert len(found) <= most, "\n".join(query["sql"][:200] for query in found)


def test_old_questions_are_forgotten(index, client):
    searched(client, q="télétravail")
    with time_machine.travel(timezone.now() + timedelta(days=400)):
        forget(timezone.now())

    assert not Query.objects.exists()


@pytest.mark.parametrize("model", [one for one in get_page_models() if issubclass(one, BasePage)])
def test_every_type_of_page_can_be_found_under_a_name(model):
    assert facet_of(model)
    assert list(details_query(model, [])) == []


def test_a_page_that_is_called_so_comes_first(index, client):
    home = index.get_parent()
    published(StandardPage(title="Murat", slug="murat", lead="Une ville, un bureau."), home)
    long = "Louer un bureau pour un jour, une semaine ou un mois"
    published(StandardPage(title=long, slug="louer", lead="Au télécentre."), home)

    shown = searched(client, q="bureaux")

    assert shown.index('href="/louer/"') < shown.index('href="/murat/"')


def test_a_release_is_found_at_its_own_address(index, client):
    release = a_release(a_press_room(index.get_parent()), title="Le Forum rouvre")

    shown = searched(client, q="rouvre", rubrique="presse")

    assert f'href="{release.url}"' in shown
    assert "/2011/" in release.url
