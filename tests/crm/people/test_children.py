"""The image and the words of a child: two adults agree, each in their name, or nothing is shown."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from crm.consents.models import Consent, Purpose
from crm.consents.services import note
from crm.journal.refusal import Refused
from crm.people.children import agree_for, may_show
from crm.people.services import Minor, household_of
from tests.crm.desk import colleague
from tests.crm.factories import UserFactory, make_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def family():
    """The child, and the memberships of both adults."""
    home = household_of(make_person(), adults=[make_person()], minors=[Minor(2018, "CE1")])
    child = home.members.get(person__isnull=True)
    return child, *home.members.filter(person__isnull=False).order_by("pk")


def said(child, adult, given=True, **options):
    how = {"channel": "papier signé", "proof": "classeur 3", "by": None} | options
    return agree_for(child, adult, Purpose.PHOTO, given=given, **how)


def test_one_adult_is_not_enough_and_two_are(family):
    child, first, second = family

    said(child, first)
    assert not may_show(child, Purpose.PHOTO)
    said(child, second)
    assert may_show(child, Purpose.PHOTO)
    assert not may_show(child, Purpose.TESTIMONY)


def test_the_same_adult_twice_is_one(family):
    child, first, _ = family

    said(child, first)
    said(child, first)

    assert not may_show(child, Purpose.PHOTO)


def test_either_adult_ends_it(family):
    child, first, second = family
    said(child, first, at=timezone.now() - timedelta(days=1))
    said(child, second, at=timezone.now() - timedelta(days=1))

    said(child, second, given=False, proof="")

    assert not may_show(child, Purpose.PHOTO)


def test_the_proof_keeps_the_text_that_was_signed_and_says_nothing_of_the_adult(family):
    child, first, _ = family

    row = said(child, first)

    assert row.wording is not None
    assert row.wording.code == "enfant"
    assert row.label == "photographie d’un enfant du foyer"
    assert not Consent.objects.filter(person=first.person, about="").exists()


def test_an_agreement_without_its_paper_is_refused(family):
    child, first, _ = family

    with pytest.raises(Refused, match="où est gardé"):
        said(child, first, proof=" ")


def test_an_adult_of_another_household_does_not_count(family):
    child, *_ = family
    other = household_of(make_person()).members.get()

    with pytest.raises(Refused, match="même foyer"):
        said(child, other)


def test_the_letter_is_not_agreed_to_for_a_child(family):
    child, first, _ = family

    with pytest.raises(Refused, match="seuls la photographie"):
        agree_for(child, first, Purpose.NEWSLETTER, given=True, channel="x", proof="x", by=None)


@pytest.mark.parametrize("purpose", [Purpose.PHOTO, Purpose.TESTIMONY])
def test_a_minor_with_a_file_does_not_agree_alone(purpose):
    young = make_person(birth_year=timezone.localdate().year - 16)

    with pytest.raises(Refused, match="mineure"):
        note(young, purpose, given=True, channel="au téléphone")


def test_the_household_page_notes_it_and_keeps_what_was_typed(client, family):
    child, first, _ = family
    client.force_login(colleague())
    address = reverse("crm_child_consent", args=[first.person_id, child.pk])
    typed = {"adult": first.pk, "purpose": "photo", "given": "yes", "channel": "papier signé"}

    refused = client.post(address, typed)
    kept = client.post(address, typed | {"proof": "classeur 3"}, follow=True)

    assert refused.status_code == 422
    assert "papier signé" in refused.content.decode()
    assert "un adulte accepte, il manque l’autre" in kept.content.decode()


def test_nothing_of_it_is_offered_without_the_right(client, family):
    _, first, _ = family
    user = UserFactory(groups=["Délégué à la protection des données"])
    client.force_login(user)

    assert client.get(reverse("crm_household", args=[first.person_id])).status_code == 302
