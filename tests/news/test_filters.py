"""Theme, commune, year, words and page: each narrows the list, each comes off, all hold together."""

import re
from datetime import date

import pytest

from news.models import NewsPage
from tests.news.factories import ThemeFactory, a_news_index, a_news_item
from tests.territory.factories import CommuneFactory, TerritoryFactory

pytestmark = pytest.mark.django_db

ALL = {"Le Forum s’ouvre", "Un bureau se libère", "La fibre arrive"}


@pytest.fixture
def index():
    murat, dienne = CommuneFactory(name="Murat"), CommuneFactory(name="Dienne")
    TerritoryFactory(communes=[murat, dienne])
    forum = ThemeFactory(slug="forum", name="Forum")
    telecentre = ThemeFactory(slug="telecentre", name="Télécentre")
    index = a_news_index()
    opening = a_news_item(index, title="Le Forum s’ouvre", theme=forum)
    opening.communes = [murat]
    opening.save()
    office = a_news_item(
        index,
        title="Un bureau se libère",
        theme=telecentre,
        published_on=date(2010, 5, 3),
        lead="Au premier étage, face aux monts.",
    )
    office.communes = [murat]
    office.save()
    fibre = a_news_item(index, title="La fibre arrive", published_on=date(2010, 6, 7))
    fibre.communes = [dienne]
    fibre.save()
    return index


def titles(answer):
    return set(re.findall(r"<h3><a [^>]*>([^<]*)</a>", answer.content.decode()))


@pytest.mark.parametrize(
    ("name", "value", "left"),
    [
        ("theme", "forum", {"Le Forum s’ouvre"}),
        ("commune", "murat", {"Le Forum s’ouvre", "Un bureau se libère"}),
        ("commune", "dienne", {"La fibre arrive"}),
        ("annee", "2010", {"Un bureau se libère", "La fibre arrive"}),
        ("q", "fibre", {"La fibre arrive"}),
        ("q", "étage monts", {"Un bureau se libère"}),
        ("q", "introuvable", set()),
    ],
)
def test_a_filter_narrows_the_list_and_comes_off(index, client, name, value, left):
    narrowed = client.get("/actualites/", {name: value})

    assert titles(narrowed) == left
    assert 'href="?"' in narrowed.content.decode()
    assert titles(client.get("/actualites/?")) == ALL


def test_filters_hold_together(index, client):
    asked = {"theme": "telecentre", "commune": "murat", "annee": "2010", "q": "bureau"}

    assert titles(client.get("/actualites/", asked)) == {"Un bureau se libère"}
    assert titles(client.get("/actualites/", asked | {"annee": "2011"})) == set()


def test_each_filter_in_force_has_a_link_that_takes_it_away(index, client):
    shown = client.get("/actualites/?theme=telecentre&annee=2010&page=1").content.decode()

    assert 'href="?annee=2010"' in shown
    assert 'href="?theme=telecentre"' in shown


def test_choices_say_what_they_would_leave(index, client):
    shown = client.get("/actualites/?commune=murat").content.decode()

    options = re.findall(r"<option [^>]*>([^<]*)</option>", shown)
    assert options == [
        *("Tous les thèmes", "Forum (1)", "Télécentre (1)"),
        *("Toutes les communes", "Dienne (1)", "Murat (2)"),
        *("Toutes les années", "2011 (1)", "2010 (1)"),
    ]


def test_a_choice_in_force_is_offered_even_when_it_leaves_nothing(index, client):
    shown = client.get("/actualites/?theme=forum&annee=2010").content.decode()

    assert "Forum (0)" in shown
    assert "2010 (0)" in shown
    assert "Rien sous ces filtres" in shown


def test_a_commune_is_also_known_by_its_code(index, client):
    murat = NewsPage.objects.get(title="Le Forum s’ouvre").communes.get()

    assert len(titles(client.get("/actualites/", {"commune": murat.insee}))) == 2


def test_a_visitor_reads_back_what_was_asked(index, client):
    shown = client.get("/actualites/", {"q": '<b>"fibre"'}).content.decode()

    assert 'value="&lt;b&gt;&quot;fibre&quot;"' in shown
    assert '<b>"fibre"' not in shown


@pytest.mark.parametrize(
    "words",
    ["AND", "NOT fibre", "fibre*", "NEAR(", "'", '"', "a" * 10_000, "l’étage", "🏔", "%", "\\"],
)
def test_no_words_break_the_list(index, client, words):
    assert client.get("/actualites/", {"q": words}).status_code == 200
