"""The search: what anybody may read, and no error whatever is asked."""

import pytest
from django.core.cache import caches
from wagtail.models import PageViewRestriction

from tests.news.factories import a_news_index, a_news_item

pytestmark = pytest.mark.django_db


@pytest.fixture
def index():
    caches["default"].clear()
    return a_news_index()


def searched(client, words):
    return client.get("/recherche/", {"q": words}).content.decode()


def test_a_page_is_found_by_its_words_with_what_it_is(index, client):
    a_news_item(index, title="Le télécentre ouvre", lead="Quatre bureaux à Murat.")

    shown = searched(client, "télécentre")

    assert "Le télécentre ouvre" in shown
    assert "Actualité" in shown
    assert "Quatre bureaux" in shown


@pytest.mark.parametrize(
    "words",
    [
        "télécentre",
        "télécentres",
        "telecentre",
        "TELECENTRES",
        "le télécentre",
        "l’ouverture du télécentre",
        "telecentre ouvert",
        "bureau",
        "formation",
    ],
)
def test_neither_accents_nor_plurals_nor_capitals_matter(index, client, words):
    a_news_item(
        index,
        title="Le télécentre : ouverture",
        slug="ouverture",
        lead="Ouvert à tous, quatre bureaux, des formations.",
    )
    a_news_item(index, title="La foire aux livres", slug="foire", lead="Sur la place.")

    shown = searched(client, words)

    assert "/actualites/ouverture/" in shown
    assert "/actualites/foire/" not in shown


def test_drafts_and_private_pages_are_not_found(index, client):
    a_news_item(index, title="Formation brouillon", live=False)
    private = a_news_item(index, title="Formation privée")
    PageViewRestriction.objects.create(page=private, restriction_type="login")

    assert "Rien ne répond" in searched(client, "formation")


def test_nothing_asked_shows_only_the_form(index, client):
    shown = searched(client, "   ")

    assert 'name="q"' in shown
    assert "Rien ne répond" not in shown


@pytest.mark.parametrize(
    "words",
    [
        '"',
        "'",
        "*",
        "a AND",
        "NOT",
        "(",
        "-",
        "NEAR/2",
        "é" * 100,
        "%",
        "\\",
        "<script>",
        "𝒳",
        "a:b",
    ],
)
def test_strange_words_are_only_words(index, client, words):
    answer = client.get("/recherche/", {"q": words})

    assert answer.status_code == 200
    assert "<script>" not in answer.content.decode().replace("&lt;script&gt;", "")


def test_too_long_a_question_is_refused_with_a_sentence(index, client):
    shown = searched(client, "mot " * 5000)

    assert "100 signes au plus" in shown


@pytest.mark.parametrize("number", ["abc", "-1", "0", "9" * 23, ""])
def test_any_page_number_is_answered(index, client, number):
    a_news_item(index, title="Formation")

    answer = client.get("/recherche/", {"q": "formation", "page": number})

    assert answer.status_code == 200
    assert "/actualites/formation/" in answer.content.decode()


def test_a_nul_character_is_refused_without_an_error(index, client):
    assert client.get("/recherche/?q=%00").status_code == 400


def test_results_come_ten_by_ten(index, client):
    for number in range(25):
        a_news_item(index, title=f"Formation {number}")

    shown = client.get("/recherche/?q=formation&page=2").content.decode()

    assert "25 pages" in shown
    assert "?q=formation&amp;page=3" in shown
