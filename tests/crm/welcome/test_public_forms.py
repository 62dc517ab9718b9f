"""« Nous écrire » and « Être rappelé » as the public meets them."""

import re
from datetime import timedelta

import pytest
from django.core.cache import caches

from crm.consents.services import current_wording
from crm.letters.models import Letter
from crm.welcome.models import ContactRequest, RefusedMessage, RequestKind, RequestState
from tests.crm.applications.posted import make_postcodes
from tests.crm.welcome.posted import CALL, CALLED, WRITE, WRITTEN, asked, signed_key, text, typed

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _limits():
    caches["limits"].clear()


def test_a_message_is_kept_as_it_came(client):
    response = client.post(WRITE, typed())

    row = ContactRequest.objects.get()
    assert response.headers["Location"] == WRITTEN
    assert (row.state, row.kind, row.topic) == (RequestState.NEW, RequestKind.MESSAGE, "settle")
    assert row.said.text == "Nous aimerions venir voir une maison."
    assert (row.said.page, row.said.heard) == ("/s-installer/", "une amie")
    assert row.wording == current_wording("message")


def test_a_call_is_asked_for_with_its_days_and_moments(client):
    response = client.post(CALL, asked(moments=["noon", "evening"]))

    row = ContactRequest.objects.get()
    assert response.headers["Location"] == CALLED
    assert row.wants_a_call
    assert row.said.when == "mardi ou jeudi, à midi ou le soir"
    assert row.phone_key == "+33639980142"


def test_the_page_of_thanks_says_what_comes_next(client):
    assert "le lit et vous répond" in text(client.get(WRITTEN))
    assert "vous appelle au moment" in text(client.get(CALLED))


@pytest.mark.parametrize("address", [WRITE, CALL])
def test_the_notice_says_who_why_how_long_and_ones_rights(client, address):
    page = text(client.get(address))

    for word in ("responsable", "article 6.1.e", "Qui les lit", "6\u00a0mois", "CNIL", "délégué"):
        assert word in page


def test_a_confirmation_leaves_and_echoes_nothing_of_what_was_typed(client):
    client.post(WRITE, typed(first_name="http://spam.example", text="Achetez ceci"))

    letter = Letter.objects.get()
    assert letter.to == "elise.chambon@example.org"
    assert letter.subject == "Nous avons bien reçu votre message"
    assert "spam.example" not in letter.body
    assert "Achetez" not in letter.body


def test_without_an_address_no_letter_is_written(client):
    client.post(CALL, asked())

    assert not Letter.objects.exists()


@pytest.mark.parametrize(
    ("address", "changes", "sentence"),
    [
        (WRITE, {"email": ""}, "Laissez une adresse électronique ou un téléphone"),
        (WRITE, {"email": "elise@"}, "Cette adresse est incomplète"),
        (WRITE, {"phone": "12"}, "Ce numéro est incomplet"),
        (WRITE, {"first_name": " "}, "Indiquez votre prénom."),
        (WRITE, {"last_name": ""}, "Indiquez votre nom de famille."),
        (WRITE, {"last_name": "x" * 81}, "80 caractères au plus"),
        (WRITE, {"text": ""}, "Écrivez votre message."),
        (WRITE, {"text": "é" * 4001}, "Ce texte compte 4001 caractères"),
        (WRITE, {"topic": ""}, "Choisissez un des sujets"),
        (WRITE, {"topic": "élevage"}, "Choisissez un des sujets"),
        (WRITE, {"residence": "lune"}, "en France ou à l’étranger"),
        (WRITE, {"postcode": "00000"}, "Aucune commune n’a ce code postal"),
        (WRITE, {"postcode": "15300"}, "choisissez la vôtre"),
        (WRITE, {"residence": "etranger"}, "Choisissez le pays où vous vivez."),
        (WRITE, {"residence": "etranger", "country": "XX"}, "Choisissez un pays de la liste."),
        (WRITE, {"heard": "x" * 161}, "160 caractères au plus"),
        (CALL, {"phone": ""}, "Indiquez le numéro où vous joindre."),
        (CALL, {"phone": "abc"}, "Ce numéro est incomplet"),
        (CALL, {"days": ["9"]}, "Ce choix n’est pas dans la liste."),
        (CALL, {"moments": ["nuit"]}, "Ce choix n’est pas dans la liste."),
    ],
)
def test_bad_input_gets_a_sentence_and_nothing_typed_is_lost(client, address, changes, sentence):
    make_postcodes()
    answers = (typed if address == WRITE else asked)(**{"heard": "le Forum", **changes})

    page = text(client.post(address, answers))

    assert sentence in page
    assert "Tout ce que vous avez écrit est gardé." in page
    if "heard" not in changes:
        assert 'value="le Forum"' in page
    assert not ContactRequest.objects.exists()


def test_where_one_lives_may_be_left_unsaid_or_said(client):
    make_postcodes()
    client.post(WRITE, typed())
    client.post(WRITE, typed(postcode="69001"))
    client.post(WRITE, typed(residence="etranger", country="BE", postcode="15300"))

    places = [row.said.place for row in ContactRequest.objects.order_by("pk")]
    assert places == ["", "Lyon", "Belgique"]


def test_an_empty_form_says_what_is_missing(client):
    for address in (WRITE, CALL):
        assert "Indiquez votre prénom." in text(client.post(address, {}))


def test_what_a_robot_fills_in_is_thanked_for_counted_and_not_kept(client):
    response = client.post(WRITE, typed(site_web="https://robots.example"))

    assert response.headers["Location"] == WRITTEN
    assert RefusedMessage.objects.get().count == 1
    assert not ContactRequest.objects.exists()
    assert not Letter.objects.exists()


@pytest.mark.parametrize("key", ["", "abc", "é" * 50, signed_key() + "x", "young"])
def test_a_key_that_is_not_ours_or_too_young_is_sent_once_more(client, key):
    told = signed_key(timedelta(0)) if key == "young" else key

    page = text(client.post(WRITE, typed(key=told)))

    assert "envoyez-le encore une fois" in page
    fresh = re.search(r'name="key" value="([^"]+)"', page)[1]
    assert client.post(WRITE, typed(key=fresh)).headers["Location"] == WRITTEN
    assert ContactRequest.objects.count() == 1


def test_the_same_form_sent_twice_is_one_message_and_one_letter(client):
    answers = typed()
    client.post(WRITE, answers)
    client.post(WRITE, answers)

    assert ContactRequest.objects.count() == Letter.objects.count() == 1


def test_too_many_posts_from_one_address_are_asked_to_wait_and_lose_nothing(client):
    for _ in range(10):
        client.post(WRITE, typed(email=""))

    response = client.post(WRITE, typed())

    assert response.status_code == 429
    assert int(response.headers["Retry-After"]) > 0
    assert "Nous aimerions venir voir une maison." in text(response)
    assert not ContactRequest.objects.exists()


@pytest.mark.parametrize(
    ("junk", "statuses"),
    [
        ({"text": "a" * 3_000_000}, {400, 413}),
        ({"first_name": "a\x00b"}, {400}),
        ({f"inconnu{number}": "x" for number in range(300)}, {400}),
        ({"first_name": "\u202eelise 𝒳 ñ"}, {302}),
        ({"page": "//elsewhere.example/"}, {302}),
        ({"days": "x" * 5000}, {302}),
    ],
    ids=["3 MB", "NUL", "300 fields", "RTL", "page", "days"],
)
def test_no_post_is_answered_by_a_fault(client, junk, statuses):
    assert client.post(WRITE, typed(**junk)).status_code in statuses


@pytest.mark.parametrize("query", ["?sujet=%00", "?sujet=lune", "?x=" + "a" * 5000])
def test_no_address_is_answered_by_a_fault(client, query):
    assert client.get(f"{WRITE}{query}").status_code < 500


@pytest.mark.parametrize(
    ("referer", "page"),
    [
        ("http://testserver/telecentre/?utm=x#haut", "/telecentre/"),
        ("https://ailleurs.example/telecentre/", ""),
        ("http://testserver/nous-ecrire/", ""),
        ("http://[", ""),
        ("", ""),
    ],
)
def test_only_the_path_of_a_page_of_ours_is_kept(client, referer, page):
    answer = text(client.get(WRITE, headers={"referer": referer}))

    assert f'name="page" value="{page}"' in answer if page else 'name="page" value' not in answer


@pytest.mark.parametrize("told", ["https://elsewhere.example", "//elsewhere", "javascript:x", "/é"])
def test_what_is_posted_for_a_page_and_is_none_is_left(client, told):
    client.post(WRITE, typed(page=told))

    assert ContactRequest.objects.get().said.page == ""


def test_the_page_that_leads_here_chooses_the_subject(client):
    page = text(client.get(f"{CALL}?sujet=telecentre"))

    assert re.search(r'value="telecentre"[^>]*checked', page)
    assert 'data-chosen="topic"' in page


def test_the_forms_are_kept_by_no_cache(client):
    for address in (WRITE, CALL):
        assert "no-store" in client.get(address).headers["Cache-Control"]
