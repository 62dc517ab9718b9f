"""The public directory: what it shows, finds and counts, and that a withdrawal shows on the next request."""

import re

import pytest
from django.core.cache import caches
from django.db import connection
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from crm.consents.models import Purpose
from crm.consents.services import note
from crm.network import services
from crm.network.models import NameForm
from crm.network.public_hooks import who_works_here
from crm.people.models import Person
from crm.privacy.services import anonymise
from tests.crm.factories import make_person, make_territory
from tests.crm.network.factories import draft, proposed, published

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _limits():
    caches["limits"].clear()


def text(response):
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def block():
    return who_works_here(RequestFactory().get("/"), "telecentre_network", None)


def test_a_card_shows_a_first_name_an_initial_and_no_address(client):
    card = published()

    for address in ("/annuaire/", f"/annuaire/{card.pk}/"):
        answer = client.get(address)
        page = answer.content.decode()
        assert "Claire M." in page
        assert "Montaigu" not in page
        assert "@example.org" not in page
        assert answer["Cache-Control"] == "no-store"
        assert "noindex" in answer["X-Robots-Tag"]


def test_a_full_name_is_shown_to_who_chose_it(client):
    published(name_form=NameForm.FULL)

    assert "Claire Montaigu" in client.get("/annuaire/").content.decode()


@pytest.mark.parametrize("make", [draft, proposed])
def test_what_nobody_read_over_is_not_shown(client, make):
    card = make()

    assert "Claire" not in client.get("/annuaire/").content.decode()
    assert client.get(f"/annuaire/{card.pk}/").status_code == 404


def by_a_word_noted_in_the_file(card):
    note(card.person, Purpose.DIRECTORY, given=False, channel="au téléphone")


def by_the_link_of_a_letter(card):
    services.withdraw(card)


def by_hiding(card):
    services.hide(card, "Activité cessée", by=None)


def by_anonymising(card):
    anonymise(card.person, by=None)


def by_merging(card):
    Person.objects.filter(pk=card.person_id).update(merged_into=make_person())


def by_being_a_minor(card):
    Person.objects.filter(pk=card.person_id).update(birth_year=timezone.localdate().year - 18)


@pytest.mark.parametrize(
    "gone",
    [
        by_a_word_noted_in_the_file, by_the_link_of_a_letter, by_hiding, by_anonymising, by_merging,
        by_being_a_minor,
    ],
)  # fmt: skip
def test_a_card_is_gone_everywhere_on_the_next_request(client, gone):
    card = published()
    addresses = ["/annuaire/", "/annuaire/?q=allemand", "/annuaire/?metier=traductrice"]
    for address in addresses:
        assert "Claire M." in client.get(address).content.decode()
    assert "Claire M." in block()

    gone(card)

    for address in addresses:
        page = client.get(address).content.decode()
        assert "Claire" not in page
        assert "0 personne" in text(client.get(address))
    assert client.get(f"/annuaire/{card.pk}/").status_code == 404
    assert block() == ""


def test_consent_given_again_shows_again(client):
    card = published()
    services.withdraw(card)
    note(card.person, Purpose.DIRECTORY, given=True, channel="au téléphone")

    assert "Claire M." in client.get("/annuaire/").content.decode()


@pytest.mark.parametrize("words", ["Allemand", "REVISION", "traduct murat", "claire"])
def test_words_are_found_accents_or_not(client, words):
    published()

    assert "Claire M." in client.get("/annuaire/", {"q": words}).content.decode()
    assert "Claire M." not in client.get("/annuaire/", {"q": words + " soudeur"}).content.decode()


def test_a_hidden_surname_is_not_found_by_search(client):
    published()

    assert "Claire M." not in client.get("/annuaire/?q=montaigu").content.decode()


def test_trade_and_commune_narrow_the_list(client):
    published()
    dienne = make_territory()["dienne"]
    published(known={"first_name": "Malik"}, trade="graphiste", commune=dienne)
    published(known={"first_name": "Inès"}, trade="traductrice", commune=dienne)

    page = client.get(
        "/annuaire/", {"metier": "traductrice", "commune": dienne.pk}
    ).content.decode()

    assert "Inès" in page
    assert "Malik" not in page
    assert "Claire" not in page
    assert '<span class="facet__count">2</span>' in page


@pytest.mark.parametrize(
    "query",
    ["?page=99999999999999999999", "?page=x", "?commune=zzz", "?metier=" + "é" * 500, "?q=%25_%5C"],
)
def test_an_odd_question_gets_a_page(client, query):
    assert client.get(f"/annuaire/{query}").status_code == 200


def test_an_unknown_card_is_not_found(client):
    assert client.get("/annuaire/99999999999999/").status_code == 404
    assert client.get("/annuaire/99999999999999999999999999/").status_code == 404


def test_the_list_asks_the_same_questions_for_two_cards_and_for_twenty(client):
    for _ in range(2):
        published()
    client.get("/annuaire/")
    with CaptureQueriesContext(connection) as two:
        client.get("/annuaire/")
    for _ in range(18):
        published()
    with CaptureQueriesContext(connection) as twenty:
        client.get("/annuaire/")

    assert len(two) == len(twenty)
