"""What a message says to each, read together for many, and tried on nobody."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from crm.journal.refusal import Refused
from crm.letters.models import Letter
from crm.mailings.models import Mailing
from crm.people.models import ContactPoint, Person
from crm.segments.sending import campaigns
from crm.segments.sending.reaching import addressees
from tests.crm.desk import colleague, journey_of
from tests.crm.factories import make_application, make_person, make_territory
from tests.crm.segments.factories import asks, draft, segment_of
from tests.training.factories import SessionFactory

pytestmark = pytest.mark.django_db
TRADE = asks("trade", trade="maçon")


@pytest.fixture
def manager():
    return colleague("Responsables")


def mason(**known):
    return make_person(trade="maçon", **known)


def address(person: Person) -> str:
    return person.contact_points.get().normalised


def test_fields_are_those_of_each_and_escape_what_they_hold(manager):
    lyon = make_territory()["lyon"]
    session = SessionFactory()
    known = make_application(session, first_name="<b>Ana</b>", trade="maçon", commune=lyon).person
    journey = known.journeys.get()
    journey.owner = manager
    journey.save(update_fields=["owner"])
    unknown = journey_of(mason(first_name="")).person
    campaign = draft(
        manager, segment_of(manager, TRADE),
        text="Bonjour {prenom}, {conseiller} vous suit ; {commune} ; {session} ; {dossier}.",
    )  # fmt: skip

    found = campaigns.outcome(campaign, by=manager).sorted.kept
    told = {one.person: campaigns.preview(campaign, one) for one in found}

    assert f"{manager.get_full_name()} vous suit ; Lyon ; {session} ;" in told[known].text
    assert known.file_number in told[known].text
    assert "&lt;b&gt;Ana&lt;/b&gt;" in told[known].html
    assert "<b>Ana</b>" not in told[known].html
    assert (
        "Bonjour, notre équipe vous suit ; votre commune ; votre formation ;" in told[unknown].text
    )


def test_the_main_address_that_works_is_written_to(manager):
    person = journey_of(mason()).person
    main = person.contact_points.get()
    ContactPoint.objects.filter(pk=main.pk).update(bounced_at=timezone.now())
    ContactPoint.objects.create(
        person=person, kind="email", value="autre@example.org", normalised="autre@example.org",
        is_primary=False,
    )  # fmt: skip

    assert [one.email for one in addressees(Person.objects.all(), [])] == ["autre@example.org"]


def test_addressing_asks_the_same_questions_for_two_people_and_for_forty():
    named = ["conseiller", "commune", "session", "dossier"]
    for _ in range(2):
        journey_of(mason())
    with CaptureQueriesContext(connection) as two:
        list(addressees(Person.objects.all(), named))
    for _ in range(38):
        journey_of(mason())
    with CaptureQueriesContext(connection) as forty:
        list(addressees(Person.objects.all(), named))

    assert len(two) == len(forty)


def test_a_trial_goes_to_whoever_asks_about_nobody_real(manager):
    journey_of(mason(last_name="Delorme"))
    campaign = draft(manager, segment_of(manager, TRADE))
    with pytest.raises(Refused, match="pas d’adresse"):
        campaigns.send_test(campaign, by=manager)
    manager.email = "responsable@example.org"

    letter = campaigns.send_test(campaign, by=manager)

    assert letter is not None
    assert letter.to == "responsable@example.org"
    assert "Delorme" not in letter.body + letter.subject
    assert "Rose" in letter.body
    assert not Mailing.objects.exists()
    assert Letter.objects.count() == 1
