"""One screen opens a whole file, or nothing at all; somebody alike is a question."""

import pytest
from django.urls import reverse
from django.utils import timezone

from crm.consents.models import Consent
from crm.journal.refusal import Refused
from crm.journeys.exchanges import Said
from crm.journeys.first_contact import FirstContact, welcome
from crm.journeys.models import (
    Acquisition,
    AcquisitionKind,
    CloseReason,
    InteractionKind,
    Journey,
    Stage,
    Track,
)
from crm.journeys.services import move, open_journey
from crm.journeys.sources import Source
from crm.people.models import Household, Person
from crm.people.services import Identity, Minor, current_membership
from crm.waiting.deadlines import working_day_after
from territory.models import Postcode
from tests.crm.desk import at_the_desk, colleague
from tests.crm.factories import make_person, make_territory

pytestmark = pytest.mark.django_db
URL = "crm_first_contact"


def contact(**told):
    known = {
        "identity": Identity(last_name="Montaigu", first_name="Claire", phone="06 39 98 01 42"),
        "said": Said(InteractionKind.CALL, "in"),
        "track": Track.RELOCATION,
        "source": Source(AcquisitionKind.PRESS, "La Montagne"),
    }
    return FirstContact(**known | told)


def typed(**told):
    return {
        "way": "call", "first_name": "Claire", "last_name": "Montaigu", "phone": "06 39 98 01 42",
        "preferred_channel": "phone", "country": "FR", "track": "t3", "source": "press",
        "minors-TOTAL_FORMS": "3", "minors-INITIAL_FORMS": "0",
    } | told  # fmt: skip


def test_person_household_journey_exchange_and_next_action_come_at_once():
    second = Identity(last_name="Le Goff", first_name="Yann")
    user = colleague()

    journey = welcome(
        contact(second_adult=second, minors=[Minor(2018, "CE2")], text="Cherche un bureau"), by=user
    )

    assert journey.owner == user
    assert journey.household.members.count() == 3
    assert journey.interactions.get().text == "Cherche un bureau"
    assert journey.source.declared_text == "La Montagne"
    assert timezone.localdate(journey.next_action_at) == working_day_after(timezone.localdate())
    assert current_membership(Person.objects.get(last_name="Le Goff")) is not None


def test_a_refusal_on_the_way_leaves_nothing_behind():
    second = Identity(last_name="Le Goff", phone="12")

    with pytest.raises(Refused, match="téléphone"):
        welcome(contact(second_adult=second), by=None)

    assert not Person.objects.exists()
    assert not Household.objects.exists()
    assert not Acquisition.objects.exists()


def test_all_that_qualifies_a_journey_qualifies_it():
    lyon = make_territory()["lyon"]
    identity = Identity(last_name="Montaigu", commune=lyon)

    journey = welcome(contact(identity=identity, project="Traduire", horizon="été"), by=None)

    journey.refresh_from_db()
    assert (journey.stage, journey.origin) == (Stage.QUALIFIED, "country")


def test_logging_on_a_known_file_never_rewrites_it():
    person = make_person(first_name="Clara", last_name="Montaigu")

    journey = welcome(contact(), by=None, onto=person)

    person.refresh_from_db()
    assert (journey.person, person.first_name) == (person, "Clara")
    assert not person.contact_points.filter(kind="phone").exists()
    assert Person.objects.count() == 1


def test_a_journey_closed_lately_is_taken_up_again():
    person = make_person()
    journey = open_journey(person, Track.RELOCATION)
    move(journey, Stage.CLOSED, close_reason=CloseReason.GAVE_UP)

    assert welcome(contact(), by=None, onto=person) == journey
    journey.refresh_from_db()
    assert journey.closed_at is None


def test_the_notice_given_is_kept_with_its_channel():
    welcome(contact(informed="elle appelle"), by=None)

    assert Consent.objects.get().purpose == "notice"


def test_the_screen_opens_the_file_and_goes_to_it():
    answer = at_the_desk().post(reverse(URL), typed(**{"minors-0-birth_year": "2018"}))

    journey = Journey.objects.get()
    assert answer.url == reverse("crm_person", args=[journey.person_id])
    assert journey.household.members.count() == 2


def test_a_look_alike_stops_the_screen_with_three_ways_out():
    known = make_person(first_name="Claire", last_name="Montaigu")

    answer = at_the_desk().post(reverse(URL), typed(declared_text="entendu à la radio"))

    page = answer.content.decode()
    assert answer.status_code == 422
    assert reverse("crm_person", args=[known.pk]) in page
    assert f'name="onto" value="{known.file_number}"' in page
    assert 'name="anyway"' in page
    assert "entendu à la radio" in page
    assert Person.objects.count() == 1


def test_the_same_form_posted_twice_opens_one_file():
    desk = at_the_desk()

    desk.post(reverse(URL), typed())
    second = desk.post(reverse(URL), typed())

    assert second.status_code == 422
    assert Person.objects.count() == 1


@pytest.mark.parametrize(("button", "people"), [("onto", 1), ("anyway", 2)])
def test_the_advisor_decides_whose_file_it_is(button, people):
    known = make_person(first_name="Claire", last_name="Montaigu")

    at_the_desk().post(reverse(URL), typed(**{button: known.file_number}))

    assert Person.objects.count() == people
    assert Journey.objects.filter(person=known).exists() == (button == "onto")


def test_the_communes_of_a_postcode_come_without_a_script_and_tell_the_origin():
    Postcode.objects.create(commune=make_territory()["lyon"], code="69001")

    page = at_the_desk().post(reverse(URL), typed(postcode="69001", lookup="1")).content.decode()

    assert '<option value="69123">Lyon</option>' in page
    assert "d’une autre région" in page
    assert 'value="Montaigu"' in page
    assert "à corriger" not in page


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        ({"last_name": ""}, "Indiquez au moins un nom"),
        ({"phone": "12"}, "incomplet"),
        ({"postcode": "1530"}, "cinq chiffres"),
        ({"postcode": "99999"}, "Aucune commune"),
        ({"track": "t9"}, "t9"),
        ({"second_email": "yann@example.org"}, "second adulte"),
        ({"minors-0-birth_year": "1950"}, "dix-huit ans"),
        ({"birth_year": "12"}, "quatre chiffres"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_lost(told, sentence):
    answer = at_the_desk().post(reverse(URL), typed(project="Traduire du norvégien") | told)

    page = answer.content.decode()
    assert answer.status_code == 422
    assert sentence in page
    assert "Traduire du norvégien" in page
    assert not Person.objects.exists()


def test_look_alikes_are_told_while_one_types():
    known = make_person(phone="06 39 98 01 42")

    answer = at_the_desk().post(reverse("crm_alike"), {"phone": "0639980142"})

    assert [row["number"] for row in answer.json()["alike"]] == [known.file_number]


def test_look_alikes_are_not_asked_by_address():
    assert at_the_desk().get(reverse("crm_alike")).status_code == 405
