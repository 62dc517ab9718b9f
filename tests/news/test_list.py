"""The list of news: by theme and by year, whatever an address asks."""

import re
from datetime import date

import pytest
from django.core.cache import caches

from tests.news.factories import ThemeFactory, a_news_index, a_news_item

pytestmark = pytest.mark.django_db


@pytest.fixture
def index():
    caches["default"].clear()
    return a_news_index()


def titles(answer):
    shown = answer.content.decode()
    return re.findall(r"<h3><a [^>]*>([^<]*)</a>", shown)


def test_news_come_newest_first(index, client):
    a_news_item(index, title="Ancienne", published_on=date(2009, 1, 1))
    a_news_item(index, title="Récente", published_on=date(2011, 1, 1))

    assert titles(client.get("/actualites/")) == ["Récente", "Ancienne"]


def test_a_draft_is_not_listed(index, client):
    a_news_item(index, title="Brouillon", live=False)

    assert titles(client.get("/actualites/")) == []
    assert "Pas encore d’actualité" in client.get("/actualites/").content.decode()


def test_a_theme_and_a_year_narrow_the_list(index, client):
    forum, training = ThemeFactory(slug="forum"), ThemeFactory(slug="formation")
    a_news_item(index, title="Forum 2009", theme=forum, published_on=date(2009, 11, 6))
    a_news_item(index, title="Forum 2010", theme=forum, published_on=date(2010, 10, 11))
    a_news_item(index, title="Formation 2010", theme=training, published_on=date(2010, 5, 3))

    assert titles(client.get("/actualites/?theme=forum")) == ["Forum 2010", "Forum 2009"]
    assert titles(client.get("/actualites/?annee=2010")) == ["Forum 2010", "Formation 2010"]
    assert titles(client.get("/actualites/?theme=forum&annee=2010")) == ["Forum 2010"]


def test_an_empty_combination_says_so_and_shows_the_way_back(index, client):
    ThemeFactory(slug="forum")
    a_news_item(index, title="Sans thème")

    shown = client.get("/actualites/?theme=forum").content.decode()

    assert "Rien sous ces filtres" in shown


@pytest.mark.parametrize(
    "asked",
    [
        {"theme": "inconnu"},
        {"annee": "abc"},
        {"annee": "0"},
        {"annee": "٢٠١١"},
        {"annee": "9" * 5000},
        {"page": "abc"},
        {"page": "-1"},
        {"page": "9" * 23},
        {"page": ""},
        {"autre": "'; DROP TABLE"},
        {"date": "2026-02-30"},
        {"commune": "nulle-part"},
        {"commune": "9" * 5000},
        {"q": ""},
        {"q": " \t "},
        {"theme": ["a", "b"], "page": ["1", "x"]},
    ],
)
def test_what_the_list_does_not_hold_is_ignored(index, client, asked):
    a_news_item(index, title="Toujours là")

    answer = client.get("/actualites/", asked)

    assert answer.status_code == 200
    assert titles(answer) == ["Toujours là"]


def test_a_nul_character_is_refused_without_an_error(index, client):
    assert client.get("/actualites/?theme=%00").status_code == 400


def test_pages_of_the_list_keep_what_was_asked(index, client):
    forum = ThemeFactory(slug="forum")
    for number in range(13):
        a_news_item(index, title=f"Nouvelle {number}", theme=forum)

    first = client.get("/actualites/?theme=forum")

    assert len(titles(first)) == 12
    assert "?theme=forum&amp;page=2" in first.content.decode()
    assert len(titles(client.get("/actualites/?theme=forum&page=2"))) == 1


def test_an_item_leads_to_its_neighbours_but_not_to_itself(index, client):
    a_news_item(index, title="Celle-ci", slug="celle-ci")
    a_news_item(index, title="Celle-là", slug="celle-la")

    assert titles(client.get("/actualites/celle-ci/")) == ["Celle-là"]
