"""Read again as a whole, then sent once: what is lacking is named, what was read is kept, nothing is revealed."""

import re

import pytest

from crm.applications.drafts.steps import PROJECT, typed_in
from crm.applications.models import Submission
from crm.consents.models import Consent, Purpose
from crm.letters.models import Letter
from tests.crm.applications.posted import THANKS, drafted, make_postcodes, sent, step_of, typed
from tests.crm.factories import make_person

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _postcodes():
    make_postcodes()


def text(response) -> str:
    return response.content.decode()


def answered(client, slug, opened, **changes):
    return client.post(step_of(opened, slug), typed_in(slug, typed(**changes)))


def test_everything_is_read_again_before_it_leaves(client):
    opened = drafted(lodging="oui", people="2", arrives_on="2027-05-09", leaves_on="2027-05-20")

    page = text(client.get(step_of(opened, "relire"))).replace("\N{NO-BREAK SPACE}", " ")

    for told in ("Chambon", "Murat", "En poste, je veux changer", "9 mai 2027", "Traductrice"):
        assert told in page
    assert "Pays" not in page


def test_what_is_lacking_is_named_and_nothing_leaves(client):
    opened = drafted()
    answered(client, PROJECT, opened, project="")

    response = client.post(step_of(opened, "relire"), {})

    assert "Il reste à compléter la partie «\N{NO-BREAK SPACE}Projet" in text(response)
    assert not Submission.objects.exists()


def test_whoever_corrects_an_answer_goes_back_to_reading_it_all_again(client):
    opened = drafted()

    response = answered(client, PROJECT, opened, project="Autre chose.")

    assert response.headers["Location"] == step_of(opened, "relire")


def test_the_newsletter_is_optional_and_not_ticked(client):
    page = text(client.get(step_of(drafted(), "relire")))
    assert not re.search(r'name="newsletter"[^>]*checked', page)

    sent(client)

    assert not Consent.objects.filter(purpose=Purpose.NEWSLETTER).exists()


def test_a_ticked_newsletter_is_noted_with_its_own_wording(client):
    sent(client, newsletter="on")

    consents = {consent.purpose: consent.wording.code for consent in Consent.objects.all()}
    assert consents == {Purpose.NOTICE: "candidature", Purpose.NEWSLETTER: "lettre-information"}


def test_the_notice_that_was_read_is_kept_with_the_form(client):
    sent(client)

    wording = Submission.objects.get().wording
    assert (wording.code, wording.version) == ("candidature", 1)


def test_a_known_address_gets_the_same_answer_and_one_letter(client):
    make_person(email="connue@example.org")
    unknown = sent(client)

    known = sent(client, email="Connue@example.org")

    assert known.headers["Location"] == unknown.headers["Location"] == THANKS
    letters = Letter.objects.filter(template__endswith="received.txt").order_by("pk")
    assert [letter.to for letter in letters] == ["elise.chambon@example.org", "Connue@example.org"]
    assert letters[0].body == letters[1].body
