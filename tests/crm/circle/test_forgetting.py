"""Anonymised, a person leaves nothing in a circle nor in the directory, theirs or somebody else's."""

import uuid

import pytest

from crm.circle.models import Helper
from crm.letters.models import Letter, SecretLink
from crm.network import relaying
from crm.network.models import Card, ContactMessage
from crm.people.reaching import mail_address
from crm.privacy.services import anonymise
from tests.crm.circle.factories import helped, invited, own_link
from tests.crm.desk import journey_of
from tests.crm.factories import make_person
from tests.crm.network.factories import published

pytestmark = pytest.mark.django_db


def test_the_circle_and_the_card_go_with_the_file():
    helper, _ = helped()
    own_link(helper)
    published(helper.journey.person)

    anonymise(helper.journey.person, by=None)

    assert not Helper.objects.exists()
    assert not Card.objects.exists()
    assert not SecretLink.objects.filter(purpose__in=["mon-cercle", "fiche-annuaire"]).exists()


def test_somebody_who_helped_others_leaves_their_circles():
    partner = make_person()
    invited(journey_of(), email=mail_address(partner), name=str(partner))
    name = partner.last_name

    anonymise(partner, by=None)

    assert not Helper.objects.exists()
    assert not Letter.objects.filter(body__contains=name).exists()


def test_what_somebody_wrote_to_people_of_the_directory_goes_too():
    writer = make_person()
    relaying.relay(
        published(), uuid.uuid4(), name=str(writer), email=mail_address(writer), text="Bonjour"
    )
    name = writer.last_name

    anonymise(writer, by=None)

    assert not ContactMessage.objects.exists()
    assert not Letter.objects.filter(body__contains=name).exists()
