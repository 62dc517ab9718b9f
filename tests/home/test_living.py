"""Vivre ici: the communes one by one, those who tell, the register of figures."""

import csv
import io
from datetime import date
from decimal import Decimal

import pytest

from editorial.findings.finding import Level
from editorial.models import KeyFigure
from home import models as home_models
from home.models import CommunePage, CommunesIndexPage, FiguresPage, LivingPage
from territory.models import Commune, Postcode, Territory
from tests.news.factories import a_home_page, a_news_index, a_news_item
from tests.site_pages import published, queries_of, text_of, visited

pytestmark = pytest.mark.django_db

COMMUNES = [("15138", "Murat", 45.11, 2.87), ("15263", "Virargues", 45.12, 2.91)]


@pytest.fixture
def living():
    home = a_home_page()
    territory = Territory.objects.create(code="pays", label="Pays", kind="home", current=True)
    for insee, name, latitude, longitude in COMMUNES:
        place = {"department": "15", "latitude": latitude, "longitude": longitude}
        commune, _ = Commune.objects.update_or_create(insee=insee, defaults=place | {"name": name})
        Postcode.objects.get_or_create(commune=commune, code="15300")
        territory.communes.add(commune)
    return published(LivingPage(title="Vivre ici", slug="vivre-ici"), home)


@pytest.fixture
def index(living):
    return published(CommunesIndexPage(title="Les communes", slug="communes"), living)


def sheet(index, insee="15138", **fields):
    commune = Commune.objects.get(pk=insee)
    page = CommunePage(title=commune.name, slug=commune.name.lower(), commune=commune, **fields)
    return published(page, index)


def test_a_commune_shows_its_codes_its_town_hall_and_its_place_on_the_map(client, index):
    shown = text_of(client, sheet(index))

    for words in ["15138", "15300", "Mairie de Murat"]:
        assert words in shown
    assert shown.count('class="here"') == 1


def test_a_commune_shows_its_own_news(client, index):
    page = sheet(index)
    news = a_news_index(index.get_parent().get_parent())
    here = a_news_item(news, title="La halle", slug="la-halle")
    here.communes = [Commune.objects.get(pk="15138")]
    here.save()
    there = a_news_item(news, title="La carrière", slug="la-carriere")
    there.communes = [Commune.objects.get(pk="15263")]
    there.save()

    shown = text_of(client, page)

    assert "La halle" in shown
    assert "La carrière" not in shown


def test_the_map_leads_to_the_sheets_that_can_be_read(client, living, index):
    page = sheet(index)
    sheet(index, "15263", live=False)

    shown = text_of(client, living)

    assert f'href="{page.url}"' in shown
    assert 'href="#commune-15263"' in shown


def test_the_table_of_communes_tells_their_codes(client, index):
    page = sheet(index)

    rows = visited(client, index).context["rows"]

    assert [(commune.name, found, codes) for commune, found, codes in rows] == [
        ("Murat", page, "15300"),
        ("Virargues", None, "15300"),
    ]


def test_a_draft_without_its_commune_can_be_previewed(index):
    draft = published(CommunePage(title="Brouillon", slug="brouillon", live=False), index)

    assert draft.make_preview_request().status_code == 200


def test_vivre_ici_lists_what_is_below_it(client, living, index):
    index.search_description = "Une page pour chacune."
    index.save()
    hidden = FiguresPage(title="Brouillon de chiffres", slug="chiffres", live=False)
    published(hidden, living)

    shown = text_of(client, living)

    assert "Une page pour chacune." in shown
    assert "Brouillon de chiffres" not in shown


@pytest.fixture
def stories(living):
    return published(
        home_models.TestimoniesIndexPage(title="Ils sont venus", slug="temoignages"), living
    )


def a_story(stories, **fields):
    told = {"title": "Un récit", "slug": "recit", "person": "Inès, traductrice"}
    return published(home_models.TestimonyPage(**told | fields), stories)


def test_a_person_who_does_not_exist_is_said_to_be_fictional(client, stories):
    page = a_story(stories, fictional=True)

    assert "Personne fictive" in text_of(client, page)
    assert "personne fictive" in text_of(client, stories)


def test_a_real_person_has_agreed_in_writing(client, stories):
    page = a_story(stories, consent_on=date(2011, 3, 1))

    assert "avec l’accord écrit de la personne, donné le 1<sup>er</sup> mars 2011" in text_of(
        client, page
    )
    assert not [one for one in page.findings() if one.level is Level.BLOCKING]


def test_a_real_person_who_has_not_agreed_is_not_to_be_published(stories):
    page = a_story(stories)

    (finding,) = [one for one in page.findings() if one.level is Level.BLOCKING]

    assert finding.field == "consent_on"


def figures(living):
    page = published(FiguresPage(title="Chiffres clés", slug="chiffres-cles"), living)
    KeyFigure.objects.create(
        label="habitants", value=Decimal(6000), approximate=True, year=2011, source="Statuts"
    )
    KeyFigure.objects.create(
        label="=1+1",
        value=Decimal("267.3"),
        unit="km²",
        year=2014,
        source="Notice",
        theme="economy",
    )
    return page


def test_figures_are_read_theme_by_theme_with_their_source(client, living):
    shown = text_of(client, figures(living))

    assert shown.index("Territoire") < shown.index("Économie")
    for words in ["environ", "6 000", "267,3 km²", "2011. Statuts"]:
        assert words in shown


def test_figures_are_given_as_a_file_that_runs_nothing(client, living):
    response = client.get(f"{figures(living).url}chiffres-cles.csv")

    assert response["Content-Type"] == "text/csv; charset=utf-8"
    rows = list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig")), delimiter=";"))
    assert [row["chiffre"] for row in rows] == ["'=1+1", "habitants"]
    assert [row["valeur"] for row in rows] == ["267.3", "6000"]
    assert [row["ordre_de_grandeur"] for row in rows] == ["non", "oui"]


def test_an_empty_register_says_so(client, living):
    page = published(FiguresPage(title="Chiffres clés", slug="chiffres-cles"), living)

    assert "Le registre est encore vide" in text_of(client, page)


def test_every_page_of_vivre_ici_costs_ten_queries_at_most(client, living, index, stories):
    page = sheet(index)
    sheet(index, "15263")
    news = a_news_index(living.get_parent())
    for number in range(5):
        item = a_news_item(news, title=f"Nouvelle {number}", slug=f"nouvelle-{number}")
        item.communes = [page.commune]
        item.save()
    for number in range(5):
        a_story(stories, slug=f"recit-{number}", fictional=True)
    told = a_story(stories, fictional=True)

    counts = {
        one.slug: queries_of(client, one)
        for one in [living, index, page, stories, told, figures(living)]
    }

    assert {slug: count for slug, count in counts.items() if count > 10} == {}
