"""The sheet of each space, and the pages of the telecentre's topics."""

import json
import re
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail import hooks

from editorial.plugins import Availability
from telecentre.models import Equipment, ServicesHousePage, TelecentrePage, TelecentreTopicPage
from tests.site_pages import published, text_of, visited
from tests.telecentre.factories import HoursFactory, SpaceFactory, TariffFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def telecentre():
    return published(
        TelecentrePage(title="Télécentre", slug="telecentre", free_title="Gratuit deux ans")
    )


def read(client, address):
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode().replace("\u00a0", " ").replace("\u202f", " ")


def test_a_space_shows_its_equipment_its_hours_and_the_tariffs(client, telecentre):
    space = SpaceFactory(site=HoursFactory().site, slug="bureau-1", equipment="ordinateur, écran")
    TariffFactory(price_cents=1000)

    shown = read(client, f"{telecentre.url}bureaux/{space.slug}/")

    for words in [
        "<li>Ordinateur</li>",
        "<li>Écran</li>",
        "9 h – 12 h",
        "10 €",
        "Gratuit deux ans",
    ]:
        assert words in shown


def test_the_site_map_lists_the_spaces_in_service(client, telecentre):
    space = SpaceFactory(site=HoursFactory().site, slug="bureau-1")

    told = client.get("/sitemap.xml").content.decode()

    assert f"<loc>http://testserver{telecentre.url}bureaux/{space.slug}/</loc>" in told


def test_the_plan_marks_the_space_of_the_page(client, telecentre):
    site = HoursFactory().site
    first, second = SpaceFactory.create_batch(2, site=site)

    shown = read(client, f"{telecentre.url}bureaux/{second.slug}/")

    assert shown.count('class="here"') == 1
    assert f"/bureaux/{first.slug}/" in shown


def test_a_room_comes_with_an_office_and_has_no_price_of_its_own(client, telecentre):
    TariffFactory(price_cents=1000)
    room = SpaceFactory(kind="meeting")

    shown = read(client, f"{telecentre.url}bureaux/{room.slug}/")

    assert "10 €" not in shown
    assert "compris dans le prix d’un bureau" in shown


def test_a_plugin_says_what_is_free_and_fills_the_sheet(client, telecentre):
    space = SpaceFactory()

    def answer(kind, ids):
        found = Availability(3, 10, "3 demi-journées libres", "open", "/reserver/", "Réserver")
        return {pk: found for pk in ids if kind == "telecentre.space"}

    def block(request, name, page):
        return f"<p>Semaine du {page.space.label}</p>" if name == "telecentre_space" else ""

    with (
        hooks.register_temporarily("register_availability", answer, order=1000),
        hooks.register_temporarily("register_page_block", block),
    ):
        shown = read(client, f"{telecentre.url}bureaux/{space.slug}/")

    for words in ["3 demi-journées libres", 'href="/reserver/"', f"Semaine du {space.label}"]:
        assert words in shown


@pytest.mark.parametrize("field", ["valid_to", "valid_from"])
def test_a_space_that_is_not_there_today_is_not_found(client, telecentre, field):
    tomorrow = timezone.localdate() + timedelta(days=1)
    days = {"valid_to": timezone.localdate(), "valid_from": tomorrow}
    space = SpaceFactory(**{field: days[field]})

    assert client.get(f"{telecentre.url}bureaux/{space.slug}/").status_code == 404


@pytest.mark.parametrize("junk", ["rien", "9" * 80, "bureau_", "%C3%A9"])
def test_a_space_that_does_not_exist_is_not_found(client, telecentre, junk):
    assert client.get(f"{telecentre.url}bureaux/{junk}/").status_code == 404


def test_the_list_of_spaces_is_the_page_of_the_telecentre(client, telecentre):
    assert client.get(f"{telecentre.url}bureaux/")["Location"] == telecentre.url


@pytest.mark.parametrize("count", [1, 10])
def test_a_space_costs_few_queries(client, telecentre, count):
    for _ in range(count):
        SpaceFactory.create_batch(3, site=HoursFactory().site)
    address = f"{telecentre.url}bureaux/{SpaceFactory(site=HoursFactory().site).slug}/"
    client.get(address)

    with CaptureQueriesContext(connection) as found:
        client.get(address)

    assert len(found) <= 14


def topic(telecentre, name, **fields):
    page = TelecentreTopicPage(title=name, slug=name, topic=name, **fields)
    return published(page, telecentre)


def test_the_equipment_is_that_of_each_space_and_that_of_the_house(client, telecentre):
    SpaceFactory(label="Bureau 1", equipment="Grand écran")
    house = ServicesHousePage(title="Maison", slug="maison")
    house.equipment = [Equipment(name="Borne internet", text="Sans code.")]
    published(house)

    shown = text_of(client, topic(telecentre, "equipment"))

    assert "Grand écran" in shown
    assert "Borne internet" in shown


def test_the_tariffs_are_those_of_today(client, telecentre):
    TariffFactory(price_cents=1000)

    shown = text_of(client, topic(telecentre, "tariffs"))

    assert "10 €" in shown
    assert "Gratuit deux ans" in shown


def test_asking_for_an_office_is_helpful_without_a_plugin(client, telecentre):
    HoursFactory()

    shown = text_of(client, topic(telecentre, "asking"))

    assert "Par téléphone ou par courriel" in shown
    assert "9 h – 12 h" in shown


def test_a_plugin_takes_the_request_of_an_office_in_charge(client, telecentre):
    page = topic(telecentre, "asking")

    def offer(request, shown_page):
        return "<p>Demander en ligne</p>" if shown_page.pk == page.pk else ""

    with hooks.register_temporarily("register_page_action", offer):
        assert "Demander en ligne" in text_of(client, page)


def test_a_topic_has_one_page(telecentre):
    topic(telecentre, "tariffs")

    with pytest.raises(ValidationError, match="Une autre page traite déjà de ce sujet"):
        TelecentreTopicPage(title="Prix", slug="prix", topic="tariffs").clean()


@pytest.mark.parametrize("name", ["equipment", "tariffs", "asking"])
def test_a_topic_costs_few_queries(client, telecentre, name):
    SpaceFactory.create_batch(3, site=HoursFactory().site)
    page = topic(telecentre, name)
    visited(client, page)

    with CaptureQueriesContext(connection) as found:
        visited(client, page)

    assert len(found) <= 10


def test_the_telecentre_lists_the_pages_below_it(client, telecentre):
    topic(telecentre, "tariffs", search_description="Ce que coûte un bureau.")
    topic(telecentre, "asking", live=False, search_description="Un brouillon.")

    shown = text_of(client, telecentre)

    assert "Ce que coûte un bureau." in shown
    assert "Un brouillon." not in shown


def test_search_engines_read_the_hours_of_each_site(client, telecentre):
    HoursFactory()

    shown = visited(client, telecentre).content.decode()

    blocks = re.findall(r'<script type="application/ld\+json">(.*?)</script>', shown)
    (place,) = [one for one in map(json.loads, blocks) if one["@type"] == "LocalBusiness"]
    assert place["openingHoursSpecification"][0]["opens"] == "09:00"
