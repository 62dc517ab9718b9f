"""A household through time: who joins and leaves on which day, who answers for it."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from crm.journal.refusal import Refused
from crm.people.homes import join_household, leave_household, make_reference
from crm.people.models import HouseholdMember, MemberRole, Person
from crm.people.services import Minor, current_membership, household_of
from tests.crm.desk import at_the_desk
from tests.crm.factories import make_person

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


def days_ago(days):
    return TODAY - timedelta(days=days)


def post(person, data, name="crm_household", *args):
    return at_the_desk().post(reverse(name, args=[person.pk, *args]), data)


def test_somebody_joins_on_a_past_day():
    person, partner = make_person(), make_person()

    join_household(person, partner, on=days_ago(30), by=None)

    assert current_membership(partner).starts_on == days_ago(30)


def test_nobody_joins_or_leaves_on_a_day_to_come():
    person, partner = make_person(), make_person()
    household_of(person, adults=[partner])

    with pytest.raises(Refused, match="à venir"):
        join_household(person, Minor(2018), on=days_ago(-1), by=None)
    with pytest.raises(Refused, match="à venir"):
        leave_household(current_membership(partner), on=days_ago(-1), by=None)


def test_nobody_leaves_before_they_came():
    person, partner = make_person(), make_person()
    join_household(person, partner, on=days_ago(10), by=None)

    with pytest.raises(Refused, match="La sortie suit l’entrée"):
        leave_household(current_membership(partner), on=days_ago(11), by=None)


def test_an_adult_moves_from_one_household_to_another_on_one_day():
    former, person, adult = make_person(), make_person(), make_person()
    join_household(former, adult, on=days_ago(100), by=None)

    join_household(person, adult, on=days_ago(5), moving=True, by=None)

    spells = adult.memberships.order_by("starts_on").values_list("starts_on", "ends_on")
    assert list(spells) == [(days_ago(100), days_ago(5)), (days_ago(5), None)]


def test_nobody_lives_in_two_households_on_one_day():
    former, person, adult = make_person(), make_person(), make_person()
    join_household(former, adult, on=days_ago(100), by=None)
    leave_household(current_membership(adult), on=days_ago(5), by=None)

    with pytest.raises(Refused, match="autre foyer jusqu’au"):
        join_household(person, adult, on=days_ago(50), by=None)


def test_nobody_opens_a_household_for_a_day_when_they_lived_in_another():
    former, person = make_person(), make_person()
    join_household(former, person, on=days_ago(100), by=None)
    leave_household(current_membership(person), on=days_ago(5), by=None)

    with pytest.raises(Refused, match="autre foyer jusqu’au"):
        join_household(person, Minor(2018), on=days_ago(50), by=None)


def test_another_adult_answers_for_the_household():
    person, partner = make_person(), make_person()
    household_of(person, adults=[partner])

    make_reference(current_membership(partner), by=None)

    assert current_membership(partner).role == MemberRole.REFERENCE
    assert current_membership(person).role == MemberRole.ADULT


def test_a_child_answers_for_nobody():
    household_of(make_person(), minors=[Minor(2018)])

    with pytest.raises(Refused, match="un adulte"):
        make_reference(HouseholdMember.objects.get(person=None), by=None)


def test_an_adult_who_looks_like_a_known_file_is_a_question():
    known, person = make_person(last_name="Montaigu", first_name="Claire"), make_person()
    typed = {"act": "adult", "first_name": "Claire", "last_name": known.last_name}
    before = Person.objects.count()

    asked = post(person, typed)

    assert asked.status_code == 422
    assert known.file_number in asked.content.decode()
    assert Person.objects.count() == before

    post(person, typed | {"onto": known.file_number})
    assert current_membership(known).household == current_membership(person).household


def test_an_adult_who_is_somebody_else_gets_a_file():
    known, person = make_person(last_name="Montaigu", first_name="Claire"), make_person()
    typed = {"act": "adult", "first_name": "Claire", "last_name": known.last_name, "anyway": "1"}

    post(person, typed)

    assert current_membership(known) is None
    assert current_membership(person).household.members.count() == 2


def test_the_screen_tells_those_who_left_apart():
    person, partner = make_person(), make_person()
    join_household(person, partner, on=days_ago(30), by=None)
    member = current_membership(partner)

    post(person, {"on": days_ago(3).isoformat()}, "crm_household_leave", member.pk)

    page = at_the_desk().get(reverse("crm_household", args=[person.pk])).content.decode()
    assert "Ont quitté le foyer" in page
    member.refresh_from_db()
    assert member.ends_on == days_ago(3)


@pytest.mark.parametrize("typed", ["demain", "0001-01-01", "99999-01-01"])
def test_a_bad_day_of_leaving_is_said_beside_its_field(typed):
    person, partner = make_person(), make_person()
    household_of(person, adults=[partner])
    member = current_membership(partner)

    answer = post(person, {"on": typed}, "crm_household_leave", member.pk)

    assert answer.status_code == 422
    member.refresh_from_db()
    assert member.ends_on is None


def test_a_member_of_another_household_is_not_found():
    person, other = make_person(), make_person()
    household_of(person)
    household_of(other)

    for name in ("crm_household_leave", "crm_household_reference"):
        assert post(person, {}, name, current_membership(other).pk).status_code == 404
