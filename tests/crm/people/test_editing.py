"""What changes about a person passes one door, and the frozen origin does not follow."""

import pytest
from django.urls import reverse

from crm.journal.models import Action, Entry
from crm.journal.refusal import Refused
from crm.people.editing import correct_identity
from crm.people.homes import leave_household
from crm.people.models import HouseholdMember, MemberRole, Person
from crm.people.reaching import drop_contact, make_primary
from crm.people.reading import note_reading
from crm.people.services import Minor, add_contact, current_membership, household_of
from territory.models import Postcode
from tests.crm.desk import at_the_desk, colleague, journey_of
from tests.crm.factories import make_person, make_territory

pytestmark = pytest.mark.django_db


def test_a_corrected_name_is_found_again_and_journalled_without_its_value():
    person = make_person(last_name="Montegu")

    changed = correct_identity(person, last_name="Montaigu", by=None)

    assert changed == ["last_name"]
    assert Person.objects.get(pk=person.pk).name_key.endswith("montaigu")
    line = Entry.objects.about(person).get(action=Action.CHANGED)
    assert line.fields == ["last_name"]


def test_moving_house_leaves_the_origin_of_the_journey():
    communes = make_territory()
    person = make_person(commune=communes["lyon"])
    journey = journey_of(person)

    correct_identity(person, commune=communes["murat"], by=None)

    journey.refresh_from_db()
    assert (journey.origin, journey.origin_commune) == ("country", communes["lyon"])


def test_a_file_keeps_a_last_name():
    with pytest.raises(Refused, match="nom de famille"):
        correct_identity(make_person(), last_name=" ", by=None)


def test_a_new_situation_closes_the_former_one():
    person = make_person(professional_status="employee")

    correct_identity(person, professional_status="unemployed", by=None)

    assert [spell.ends_on is None for spell in person.status_spells.all()] == [False, True]


def test_another_contact_becomes_the_primary_one_when_the_first_goes():
    person = make_person(email="", phone="06 39 98 01 42")
    first = person.contact_points.get()
    second = add_contact(person, "phone", "06 39 98 01 43")

    drop_contact(first, by=None)

    second.refresh_from_db()
    assert second.is_primary


def test_one_contact_of_a_kind_is_primary():
    person = make_person(phone="06 39 98 01 42")
    second = add_contact(person, "phone", "06 39 98 01 43")

    make_primary(second, by=None)

    assert [
        str(point) for point in person.contact_points.filter(kind="phone", is_primary=True)
    ] == ["06 39 98 01 43"]


def test_an_adult_lives_in_one_household():
    first, second, third = make_person(), make_person(), make_person()
    household_of(first, adults=[second])

    with pytest.raises(Refused, match="appartient déjà"):
        household_of(third, adults=[second])


def test_the_next_adult_becomes_the_reference_when_the_first_leaves():
    first, second = make_person(), make_person()
    household_of(first, adults=[second], minors=[Minor(2018)])

    leave_household(current_membership(first), by=None)

    assert current_membership(second).role == MemberRole.REFERENCE


def test_the_last_adult_does_not_leave_children_behind():
    person = make_person()
    household_of(person, minors=[Minor(2018)])

    with pytest.raises(Refused, match="au moins un adulte"):
        leave_household(current_membership(person), by=None)


def test_the_household_screen_adds_a_child_without_a_name():
    person = make_person()

    at_the_desk().post(
        reverse("crm_household", args=[person.pk]),
        {"act": "minor", "birth_year": "2018", "school_level": "CE2"},
    )

    child = HouseholdMember.objects.get(person__isnull=True)
    assert (child.minor_birth_year, child.school_level) == (2018, "CE2")


def test_a_refused_adult_keeps_what_was_typed():
    person, other = make_person(), make_person()
    household_of(other)

    answer = at_the_desk().post(
        reverse("crm_household", args=[person.pk]),
        {"act": "adult", "file_number": other.file_number, "phone": "02 61 91 00 00"},
    )

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "appartient déjà à un foyer" in page
    assert "02 61 91 00 00" in page


def test_the_identity_screen_finds_the_communes_of_a_postcode_without_a_script():
    communes = make_territory()
    for key in ("murat", "dienne"):
        Postcode.objects.create(commune=communes[key], code="15300")
    person = make_person()

    page = at_the_desk().post(
        reverse("crm_person_edit", args=[person.pk]),
        {"last_name": "Montaigu", "postcode": "15300", "country": "FR", "lookup": "1"},
    )

    text = page.content.decode()
    assert '<option value="15138">Murat</option>' in text
    assert '<option value="15061">Dienne</option>' in text
    assert 'value="Montaigu"' in text


def test_a_postcode_shared_by_two_communes_asks_which():
    communes = make_territory()
    for key in ("murat", "dienne"):
        Postcode.objects.create(commune=communes[key], code="15300")
    person = make_person()

    answer = at_the_desk().post(
        reverse("crm_person_edit", args=[person.pk]),
        {"last_name": "M", "postcode": "15300", "country": "FR", "preferred_channel": "email"},
    )

    assert "choisissez-en une" in answer.content.decode()


def test_reading_a_file_is_written_once_a_quarter_of_an_hour():
    person, user = make_person(), colleague()

    note_reading(person, user)
    note_reading(person, user)

    assert Entry.objects.filter(action=Action.READ, person=person, actor=user).count() == 1
