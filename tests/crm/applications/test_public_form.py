"""The questions, step by step: what each accepts, what it says, and that nothing typed is ever lost."""

import re

import pytest
from django.utils.html import escape

from crm.applications.drafts.steps import COMING, PROJECT, SITUATION, YOU, typed_in
from crm.applications.models import Application, Draft
from territory.models import Origin
from tests.crm.applications.posted import (
    ANY,
    THANKS,
    drafted,
    make_postcodes,
    open_session,
    sent,
    step_of,
    typed,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _postcodes():
    make_postcodes()


def text(response) -> str:
    return response.content.decode()


def answered(client, slug, opened=None, **changes):
    """The answer to a step of a complete draft, posted with some changes."""
    opened = opened or drafted()
    return client.post(step_of(opened, slug), typed_in(slug, typed(**changes)))


def test_one_answers_step_by_step_and_is_thanked(client):
    session = open_session()
    said = typed()
    response = client.post(f"/candidater/{session.pk}/", said)
    for slug in (YOU, SITUATION, PROJECT, COMING):
        assert response.headers["Location"].endswith(f"/{slug}/")
        choice = {"session": session.pk} if slug == COMING else {}
        response = client.post(response.headers["Location"], typed_in(slug, said | choice))
    response = client.post(response.headers["Location"], {})
    response = client.post(response.headers["Location"], {})

    assert response.headers["Location"] == THANKS
    application = Application.objects.get()
    assert (application.session, application.origin) == (session, Origin.TERRITORY)
    assert (str(application.person), application.person.birth_year) == ("Élise Chambon", 1978)


def test_the_session_of_the_page_is_chosen_beforehand(client):
    session = open_session()

    response = client.post(f"/candidater/{session.pk}/", typed())

    page = text(client.get(response.headers["Location"].replace(YOU, COMING)))
    assert re.search(rf'name="session" value="{session.pk}"[^>]*checked', page)


def test_the_thanks_tell_what_comes_next(client):
    assert "mise à l’étude" in text(client.get(THANKS))


def test_an_application_without_a_session_waits_for_the_first_possible(client):
    sent(client)

    assert Application.objects.get().session is None


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"first_name": " "}, "Indiquez votre prénom."),
        ({"email": ""}, "Indiquez une adresse électronique"),
        ({"email": "elise@"}, "Cette adresse est incomplète."),
        ({"first_name": "a" * 100_000}, "80 caractères au plus"),
    ],
)
def test_a_bad_beginning_gets_a_sentence_and_begins_nothing(client, changes, sentence):
    answers = typed() | changes

    response = client.post(ANY, answers)

    assert response.status_code == 200
    assert sentence in text(response)
    assert answers["form_key"] in text(response)
    assert not Draft.objects.exists()


@pytest.mark.parametrize(
    ("slug", "changes", "sentence"),
    [
        (YOU, {"last_name": ""}, "Indiquez votre nom de famille."),
        (YOU, {"phone": "06 39"}, "Ce numéro est incomplet."),
        (YOU, {"birth_year": "78"}, "Écrivez l’année en quatre chiffres"),
        (YOU, {"birth_year": "2087"}, "Écrivez l’année en quatre chiffres"),
        (YOU, {"residence": ""}, "Dites si vous vivez en France"),
        (YOU, {"postcode": ""}, "Indiquez le code postal de votre logement."),
        (YOU, {"postcode": "00000"}, "Aucune commune n’a ce code postal."),
        (YOU, {"postcode": "Murat"}, "Aucune commune n’a ce code postal."),
        (YOU, {"commune": ""}, "Plusieurs communes ont ce code postal"),
        (YOU, {"commune": "69123"}, "Plusieurs communes ont ce code postal"),
        (YOU, {"residence": "etranger"}, "Choisissez le pays où vous vivez."),
        (YOU, {"residence": "etranger", "country": "ZZ"}, "Choisissez un pays de la liste."),
        (SITUATION, {"professional_status": ""}, "Choisissez la situation"),
        (SITUATION, {"experience_years": "beaucoup"}, "Écrivez un nombre d’années"),
        (SITUATION, {"experience_years": "9" * 5000}, "Écrivez un nombre d’années"),
        (PROJECT, {"project": ""}, "Dites en une ou deux phrases"),
        (PROJECT, {"project": "a" * 4001}, "Ce texte compte 4001 caractères"),
        (COMING, {"session": "abc"}, "Cette session ne reçoit plus de candidatures."),
        (COMING, {"lodging": "peut-être"}, "Répondez par oui ou par non."),
        (COMING, {"lodging": "oui"}, "Dites combien de personnes loger."),
        (COMING, {"lodging": "oui", "people": "40"}, "de 1 à 12"),
        (COMING, {"lodging": "oui", "people": "1", "arrives_on": "demain"}, "la date d’arrivée"),
        (
            COMING,
            {
                "lodging": "oui",
                "people": "1",
                "arrives_on": "2027-05-09",
                "leaves_on": "2027-05-09",
            },
            "Le départ suit l’arrivée",
        ),
        (COMING, {"companions": "Paul"}, "n’est ni une adresse électronique ni un code"),
        (COMING, {"companions": " ".join(f"p{n}@example.org" for n in range(7))}, "6 personnes"),
    ],
)
def test_a_bad_answer_gets_a_sentence_and_loses_nothing(client, slug, changes, sentence):
    opened = drafted()

    response = answered(client, slug, opened, **changes)

    assert response.status_code == 200
    assert sentence in text(response)
    assert "Erreur" in re.search(r"<title>(.*?)</title>", text(response))[1]
    opened.draft.refresh_from_db()
    assert slug not in opened.draft.done
    name, value = next(iter(changes.items()))
    assert opened.draft.payload[slug][name] == value[:10_000]


def test_what_was_typed_badly_comes_back_as_it_was(client):
    opened = drafted()
    answered(client, PROJECT, opened, project="<b>Mon</b> projet" + "a" * 4000)

    assert escape("<b>Mon</b> projet") in text(client.get(step_of(opened, PROJECT)))


def test_a_step_that_is_not_right_is_left_all_the_same_to_go_back_or_to_stop(client):
    opened = drafted()
    said = typed_in(PROJECT, typed(project="")) | {"go": "retour"}

    back = client.post(step_of(opened, PROJECT), said)
    later = client.post(step_of(opened, PROJECT), said | {"go": "plus-tard"})

    assert back.headers["Location"] == step_of(opened, SITUATION)
    assert "elise.chambon@example.org" in text(client.get(later.headers["Location"]))


def test_a_postcode_of_several_communes_comes_back_with_a_choice(client):
    page = text(answered(client, YOU, commune=""))

    assert re.search(r'type="radio" name="commune" value="15138"', page)
    assert re.search(r'type="radio" name="commune" value="15061"', page)


def test_a_postcode_of_one_commune_needs_no_question(client):
    sent(client, postcode="69 001", commune="")

    assert Application.objects.get().origin_commune_id == "69123"


def test_somebody_from_abroad_says_a_country_and_no_commune(client):
    sent(client, residence="etranger", country="BE")

    application = Application.objects.get()
    assert (application.origin, application.origin_commune) == (Origin.ABROAD, None)


def test_a_name_is_one_line_whatever_was_posted(client):
    client.post(ANY, typed(first_name="Élise\r\nBcc: autre@example.org"))

    assert Draft.objects.get().payload["debut"]["first_name"] == "Élise Bcc: autre@example.org"
