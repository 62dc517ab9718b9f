"""How long a message is kept, and what is forgotten with its sender."""

from datetime import timedelta

import pytest
from django.utils import timezone

from crm.letters.models import Letter
from crm.privacy.purges import purge
from crm.privacy.services import anonymise
from crm.welcome.models import ContactRequest, RequestState
from crm.welcome.services import attach, settle
from tests.crm.desk import colleague
from tests.crm.factories import make_person
from tests.crm.welcome.posted import arrived

pytestmark = pytest.mark.django_db

SECRET = "Volcanologue-Émérite"


def remains() -> str:
    rows = [*ContactRequest.objects.values(), *Letter.objects.values()]
    return str(rows)


def test_after_six_months_a_message_that_was_dealt_with_is_emptied():
    by = colleague()
    old = timezone.now() - timedelta(days=190)
    done, waiting = arrived(text=SECRET, at=old), arrived(text="J’attends.", at=old)
    recent = arrived(text="Récent.")
    settle(done, by=by)
    settle(recent, by=by)

    assert purge().messages == 1
    assert purge().messages == 0

    done.refresh_from_db()
    assert (done.payload, done.email_key) == ({}, "")
    assert SECRET not in remains()
    for kept in (waiting, recent):
        kept.refresh_from_db()
        assert kept.payload


def test_a_message_of_a_file_is_forgotten_with_it():
    person = make_person()
    attach(arrived(last_name=SECRET, email="secret@example.org"), person, by=colleague())

    anonymise(person)

    row = ContactRequest.objects.get()
    assert (row.state, row.payload) == (RequestState.FILED, {})
    assert SECRET not in remains()
    assert "secret@example.org" not in remains()


@pytest.mark.parametrize(
    "said",
    [
        {"email": "ELISE@example.org", "phone": ""},
        {"email": "autre@example.org", "phone": "+33 6 39 98 01 42"},
    ],
    ids=["by its address", "by its telephone"],
)
def test_a_message_that_nobody_filed_is_forgotten_with_its_sender(said):
    person = make_person(
        first_name="Zoé", last_name="Quivront", email="elise@example.org", phone="06 39 98 01 42"
    )
    arrived(last_name=SECRET, **said)
    other = arrived(email="ailleurs@example.org")

    anonymise(person)

    row = ContactRequest.objects.exclude(pk=other.pk).get()
    assert (row.state, row.payload, row.phone_key) == (RequestState.SETTLED, {}, "")
    assert SECRET not in remains()
    assert "autre@example.org" not in remains()
    other.refresh_from_db()
    assert (other.state, other.payload["email"]) == (RequestState.NEW, "ailleurs@example.org")
    assert Letter.objects.get().to == "ailleurs@example.org"
