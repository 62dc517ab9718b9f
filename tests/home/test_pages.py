"""The pages of the real site: whole, light in queries, and never at a loss."""

import re
from datetime import date, timedelta

import pytest
from django.utils import timezone
from wagtail.models import Page

from editorial.models.visibility import visible
from forum.models import Edition
from news.models import NewsIndexPage, NewsPage, ReleasePage
from territory.home import forget_home_communes
from territory.models import Territory
from tests.forum.factories import EditionFactory
from tests.training.factories import SessionFactory

pytestmark = pytest.mark.django_db

ADDRESSES = [
    "/",
    "/s-installer/",
    "/depliant/",
    "/agenda/",
    "/agenda/?mois=2010-10",
    "/agenda/reunion-d-information/",
    "/vivre-ici/",
    "/actualites/",
    "/actualites/?theme=formation&annee=2011",
    "/actualites/le-premier-telecentre-du-cantal/",
    "/contact/",
    "/mentions-legales/",
    "/plan-du-site/",
    "/recherche/?q=formation",
]


@pytest.fixture
def more_news(real_site):
    index = NewsIndexPage.objects.get()
    for number in range(25):
        index.add_child(
            instance=NewsPage(
                title=f"Nouvelle {number}",
                lead="Une formation de plus.",
                published_on=date(2012, 1, 1) + timedelta(days=number),
            )
        )


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_page_asks_the_database_ten_times_at_most(
    more_news, client, address, django_assert_max_num_queries
):
    client.get(address)

    with django_assert_max_num_queries(10):
        assert client.get(address).status_code == 200


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_page_has_one_title_and_one_heading_of_first_level(real_site, client, address):
    shown = client.get(address).content.decode()

    assert len(re.findall("<h1[ >]", shown)) == 1
    assert "Pays de Murat</title>" in shown
    assert "style=" not in shown


def test_the_home_page_lists_the_communes_and_the_latest_news(real_site, client):
    shown = client.get("/").content.decode()

    assert 'id="commune-15141"' in shown
    latest = NewsPage.objects.live().newest_first()[0]
    assert latest.slug in shown


def test_a_quoted_person_who_does_not_exist_is_said_to_be_fictional(real_site, client):
    assert "Personnes fictives" in client.get("/").content.decode()
    news = client.get("/actualites/les-premieres-familles-s-installent/").content.decode()
    assert "Personne fictive" in news


def test_sessions_and_forum_share_one_board_soonest_first(real_site, client):
    today = timezone.localdate()
    SessionFactory(starts_on=today + timedelta(days=3), label="toute proche")
    EditionFactory(number=99, title="99e Forum", starts_on=today + timedelta(days=2))
    SessionFactory(starts_on=today + timedelta(days=1), cancelled=True, label="annulée")

    shown = client.get("/").content.decode()

    assert shown.index("99e Forum") < shown.index("toute proche")
    assert "Session annulée" not in shown


def test_the_communes_are_those_of_the_territory_loaded_since(real_site, client):
    client.get("/")
    Territory.objects.filter(kind="home").get().communes.remove("15138")
    forget_home_communes()

    assert 'id="commune-15138"' not in client.get("/").content.decode()


def test_the_next_forum_is_on_the_board_however_late(real_site, client):
    today = timezone.localdate()
    Edition.objects.update(
        starts_on=date(2009, 11, 5),
        ends_on=date(2009, 11, 5),
        registration_opens_on=None,
        registration_closes_on=None,
    )
    EditionFactory(number=99, title="99e Forum", starts_on=today + timedelta(days=900))
    for days in range(1, 9):
        SessionFactory(starts_on=today + timedelta(days=days))

    assert "99e Forum" in client.get("/").content.decode()


def test_the_address_of_every_page_that_is_out_answers(real_site, client):
    pages = visible(Page.objects.filter(depth__gt=1))

    answers = {page.url: client.get(page.url).status_code for page in pages}

    assert {url for url, status in answers.items() if status != 200} == set()


def test_the_release_that_waits_for_its_hour_answers_nobody(real_site, client):
    waiting = ReleasePage.objects.get(slug="le-programme-du-prochain-forum")

    assert waiting.live
    assert client.get(waiting.url).status_code == 404


def test_the_editor_opens_for_a_page_of_each_type(real_site, admin_client):
    types = {}
    for page in Page.objects.filter(depth__gt=1):
        types[page.content_type_id] = page

    statuses = {
        page.title: admin_client.get(f"/admin/pages/{page.pk}/edit/").status_code
        for page in types.values()
    }

    assert {title for title, status in statuses.items() if status != 200} == set()
