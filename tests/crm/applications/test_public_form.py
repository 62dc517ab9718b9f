"""The application form: what it accepts, what it says, and that nothing typed is ever lost."""

import re

import pytest
from django.utils.html import escape

from crm.applications.models import Application, Submission
from crm.consents.models import Consent, Purpose
from crm.letters.models import Letter
from territory.models import Origin
from tests.crm.applications.posted import (
    ANY,
    THANKS,
    make_postcodes,
    open_session,
    typed,
)
from tests.crm.factories import make_person

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _postcodes():
    make_postcodes()


def text(response) -> str:
    return response.content.decode()


def test_a_complete_form_is_filed_and_thanked_for(client):
    session = open_session()

    response = client.post(f"/candidater/{session.pk}/", typed(session=session.pk))

    assert response.headers["Location"] == THANKS
    application = Application.objects.get()
    assert (application.session, application.origin) == (session, Origin.TERRITORY)
    assert (str(application.person), application.person.birth_year) == ("Élise Chambon", 1978)


def test_the_thanks_tell_what_comes_next(client):
    assert "mise à l’étude" in text(client.get(THANKS))


def test_a_form_without_a_session_waits_for_the_first_possible(client):
    client.post(ANY, typed())

    assert Application.objects.get().session is None


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"first_name": " "}, "Indiquez votre prénom."),
        ({"last_name": ""}, "Indiquez votre nom de famille."),
        ({"email": ""}, "Indiquez une adresse électronique"),
        ({"email": "elise@"}, "Cette adresse est incomplète."),
        ({"phone": "06 39"}, "Ce numéro est incomplet."),
        ({"birth_year": "78"}, "Écrivez l’année en quatre chiffres"),
        ({"birth_year": "2087"}, "Écrivez l’année en quatre chiffres"),
        ({"residence": ""}, "Dites si vous vivez en France"),
        ({"postcode": ""}, "Indiquez le code postal de votre logement."),
        ({"postcode": "00000"}, "Aucune commune n’a ce code postal."),
        ({"postcode": "Murat"}, "Aucune commune n’a ce code postal."),
        ({"commune": ""}, "Plusieurs communes ont ce code postal"),
        ({"commune": "69123"}, "Plusieurs communes ont ce code postal"),
        ({"residence": "etranger"}, "Choisissez le pays où vous vivez."),
        ({"residence": "etranger", "country": "ZZ"}, "Choisissez un pays de la liste."),
        ({"professional_status": ""}, "Choisissez la situation"),
        ({"experience_years": "beaucoup"}, "Écrivez un nombre d’années"),
        ({"experience_years": "9" * 5000}, "Écrivez un nombre d’années"),
        ({"project": ""}, "Dites en une ou deux phrases"),
        ({"project": "a" * 4001}, "Ce texte compte 4001 caractères"),
        ({"first_name": "a" * 100_000}, "80 caractères au plus"),
        ({"session": "abc"}, "Cette session ne reçoit plus de candidatures."),
    ],
)
def test_a_bad_answer_gets_a_sentence_and_loses_nothing(client, changes, sentence):
    answers = typed(trade="Métier gardé") | changes

    response = client.post(ANY, answers)

    page = text(response)
    assert response.status_code == 200
    assert sentence in page
    assert "Erreur" in re.search(r"<title>(.*?)</title>", page)[1]
    assert "Métier gardé" in page
    assert answers["form_key"] in page
    assert not Submission.objects.exists()


def test_what_was_typed_badly_comes_back_as_it_was(client):
    page = text(client.post(ANY, typed(email="elise@", project="<b>Mon</b> projet", last_name="")))

    assert 'value="elise@"' in page
    assert escape("<b>Mon</b> projet") in page


def test_a_postcode_of_several_communes_comes_back_with_a_choice(client):
    page = text(client.post(ANY, typed(commune="")))

    assert re.search(r'type="radio" name="commune" value="15138"', page)
    assert re.search(r'type="radio" name="commune" value="15061"', page)


def test_a_postcode_of_one_commune_needs_no_question(client):
    client.post(ANY, typed(postcode="69 001", commune=""))

    assert Application.objects.get().origin_commune_id == "69123"


def test_somebody_from_abroad_says_a_country_and_no_commune(client):
    client.post(ANY, typed(residence="etranger", country="BE"))

    application = Application.objects.get()
    assert (application.origin, application.origin_commune) == (Origin.ABROAD, None)


def test_a_name_is_one_line_whatever_was_posted(client):
    client.post(ANY, typed(first_name="Élise\r\nBcc: autre@example.org"))

    assert Application.objects.get().person.first_name == "Élise Bcc: autre@example.org"


def test_the_newsletter_is_optional_and_not_ticked(client):
    assert not re.search(r'name="newsletter"[^>]*checked', text(client.get(ANY)))

    client.post(ANY, typed())

    assert not Consent.objects.filter(purpose=Purpose.NEWSLETTER).exists()


def test_a_ticked_newsletter_is_noted_with_its_own_wording(client):
    client.post(ANY, typed(newsletter="on"))

    consents = {consent.purpose: consent.wording.code for consent in Consent.objects.all()}
    assert consents == {Purpose.NOTICE: "candidature", Purpose.NEWSLETTER: "lettre-information"}


def test_the_notice_that_was_read_is_kept_with_the_form(client):
    client.post(ANY, typed())

    wording = Submission.objects.get().wording
    assert (wording.code, wording.version) == ("candidature", 1)


def test_a_known_address_gets_the_same_answer_and_one_letter(client):
    make_person(email="connue@example.org")
    unknown = client.post(ANY, typed(), follow=True)

    known = client.post(ANY, typed(email="Connue@example.org"), follow=True)

    assert known.redirect_chain == unknown.redirect_chain
    assert text(known) == text(unknown)
    letters = Letter.objects.order_by("pk")
    assert [letter.to for letter in letters] == ["elise.chambon@example.org", "Connue@example.org"]
    assert letters[0].body == letters[1].body
