"""A message of service: one letter a person, their own name in it, and who gets none with the reason."""

from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from crm.journeys.bulk.messages import Draft, preview
from crm.journeys.models import Direction, Interaction, Track
from crm.letters.models import Letter
from crm.people.models import ContactPoint, Person
from tests.crm.desk import at_the_desk, colleague, journey_of
from tests.crm.factories import make_person

pytestmark = pytest.mark.django_db
TYPED = {
    "subject": "Dossier {dossier}",
    "text": "Bonjour {prénom} {nom},\r\n\r\nÀ lundi.",
    "service": "on",
}


def send(user, journeys, **more):
    told = {
        "journey": [row.pk for row in journeys], "action": "message", "key": str(uuid4()),
        "do": "1", **TYPED, **more,
    }  # fmt: skip
    return at_the_desk(user).post(reverse("crm_bulk"), told)


def test_each_person_gets_one_letter_with_their_own_name_and_an_exchange():
    user = colleague()
    claire, paul = make_person(first_name="Claire"), make_person(first_name="Paul")

    send(user, [journey_of(claire), journey_of(paul)])

    assert Letter.objects.count() == 2
    letter = Letter.objects.get(person=claire)
    assert letter.subject == f"Dossier {claire.file_number}"
    assert letter.body.startswith(f"Bonjour Claire {claire.last_name},\n\nÀ lundi.")
    assert letter.to == ContactPoint.objects.get(person=claire).value
    said = Interaction.objects.get(person=claire)
    assert (said.direction, said.author, said.journey.person) == (Direction.OUT, user, claire)
    assert said.text == f"Bonjour Claire {claire.last_name},\n\nÀ lundi."


def test_somebody_with_two_journeys_gets_one_letter():
    user, person = colleague(), make_person()
    journeys = [journey_of(person), journey_of(person, track=Track.RETURN)]

    page = send(user, journeys).content.decode()

    assert Letter.objects.count() == Interaction.objects.count() == 1
    assert "Reçoit déjà ce message" in page


def test_the_same_page_sent_twice_writes_once():
    user, journey = colleague(), journey_of()
    key = str(uuid4())

    send(user, [journey], key=key)
    send(user, [journey], key=key)

    assert Letter.objects.count() == Interaction.objects.count() == 1


def test_a_message_says_nothing_new_of_the_person_to_the_retention_clock():
    journey = journey_of(at=timezone.now().replace(year=2024))
    before = Person.objects.get().last_inbound_at

    send(colleague(), [journey])

    assert Person.objects.get().last_inbound_at == before


def test_who_has_no_address_or_a_broken_one_gets_none_and_it_is_said_before_and_after():
    user = colleague()
    silent, broken, fine = make_person(email=""), make_person(), make_person()
    ContactPoint.objects.filter(person=broken).update(bounced_at=timezone.now(), verified_at=None)
    journeys = [journey_of(person) for person in (silent, broken, fine)]

    seen = preview(journeys, Draft("Objet", "Texte"), user)

    assert [row.person for row, _ in seen.without] == [silent, broken]
    assert seen.total == 1

    after = send(user, journeys).content.decode()

    assert [letter.person for letter in Letter.objects.all()] == [fine]
    assert "N’a pas d’adresse électronique principale." in after
    assert "Son adresse est en erreur depuis" in after


def test_a_preview_writes_nothing():
    user = colleague()
    journeys = [journey_of() for _ in range(5)]
    told = {
        "journey": [row.pk for row in journeys], "action": "message", "key": str(uuid4()),
        "preview": "1", **TYPED,
    }  # fmt: skip

    page = at_the_desk(user).post(reverse("crm_bulk"), told).content.decode()

    assert page.count("letter-sample") == 3
    assert "Envoyer 5 lettres" in page
    assert not Letter.objects.exists()
    assert not Interaction.objects.exists()


def test_somebody_anonymised_meanwhile_gets_none():
    user, journey = colleague(), journey_of()
    Person.objects.filter(pk=journey.person_id).update(anonymised_at=timezone.now())

    send(user, [journey])

    assert not Letter.objects.exists()


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("{prénom}", "Anne"), ("{PRÉNOM}", "Anne"), ("{prenom}", "Anne"), ("{ prénom }", "Anne"),
        ("{pre\u0301nom}", "Anne"), ("{nom}{nom}", "{dossier} <b>{dossier} <b>"),
        ("{{nom}}", "{{dossier} <b>}"),
    ],
)  # fmt: skip
def test_fields_are_filled_once_and_with_what_the_file_says(typed, written):
    person = Person(first_name="Anne", last_name="{dossier} <b>", file_number="2010-0001")

    assert Draft("Objet", typed).for_person(person).text == written


def test_a_name_never_adds_a_line_to_the_header_nor_markup_to_the_page():
    user = colleague()
    person = make_person(first_name="Anne\r\nBcc: x@example.org", last_name="<script>x</script>")

    told = {
        "journey": journey_of(person).pk, "action": "message", "key": str(uuid4()),
        "preview": "1", **TYPED, "subject": "{prénom} {nom}",
    }  # fmt: skip
    page = at_the_desk(user).post(reverse("crm_bulk"), told).content.decode()
    send(user, [journey_of(person)], subject="{prénom} {nom}")

    assert "<script>x" not in page
    assert "\n" not in Letter.objects.get().subject


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        ("text", "Bonjour {prenon}", "« {prenon} » n’est pas un champ."),
        ("subject", "{mail}", "« {mail} » n’est pas un champ."),
        ("service", "", "Un message groupé sert au suivi."),
        ("text", "", "Champ requis."),
        ("subject", "a" * 151, "150"),
    ],
)
def test_a_message_that_cannot_leave_says_why_beside_its_field(field, typed, sentence):
    answer = send(colleague(), [journey_of()], **{field: typed})

    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert not Letter.objects.exists()


def test_a_page_without_its_key_is_refused_with_what_was_typed():
    answer = send(colleague(), [journey_of()], key="zut")

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Cette page a expiré" in page
    assert "À lundi." in page
