"""An agreement is taken back from one's own page as easily as it was given."""

from __future__ import annotations

import pytest

from crm.applications.models import ApplicationState
from crm.consents.models import Consent, Purpose
from crm.consents.services import current_wording, given_by, note
from tests.crm.applications.lives import brought_to
from tests.crm.applications.posted import page_of
from tests.crm.factories import make_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def application():
    return brought_to(ApplicationState.SUBMITTED)


def agree(person, purpose=Purpose.PHOTO):
    wording = current_wording("lettre-information")
    return note(person, purpose, given=True, channel="au téléphone", wording=wording)


def test_what_was_agreed_to_is_on_the_page_with_its_button(client, application):
    agree(application.person)

    page = client.get(page_of(application)).content.decode()

    assert "Vos accords" in page
    assert "Photographie" in page


def test_a_page_without_an_agreement_says_nothing_of_them(client, application):
    assert "Vos accords" not in client.get(page_of(application)).content.decode()


def test_one_button_takes_it_back_with_its_proof_and_the_text_that_was_read(client, application):
    word = agree(application.person)

    client.post(f"{page_of(application)}accords/", {"accord": word.pk})

    last = Consent.objects.latest("pk")
    assert (last.given, last.channel, last.wording) == (False, "page de suivi", word.wording)
    assert Consent.objects.filter(pk=word.pk, given=True).exists(), "what was said stays said"
    assert given_by(application.person) == []


def test_reading_takes_nothing_back(client, application):
    word = agree(application.person)

    client.get(f"{page_of(application)}accords/", {"accord": word.pk})

    assert given_by(application.person) == [word]


def test_the_agreement_of_somebody_else_is_out_of_reach(client, application):
    other = make_person()
    word = agree(other)

    client.post(f"{page_of(application)}accords/", {"accord": word.pk})

    assert given_by(other) == [word]


def test_twice_is_once(client, application):
    word = agree(application.person)

    for _ in range(2):
        client.post(f"{page_of(application)}accords/", {"accord": word.pk})

    assert Consent.objects.filter(person=application.person, given=False).count() == 1
