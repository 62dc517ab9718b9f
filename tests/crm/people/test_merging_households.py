"""Two files of one person in two households: whose is kept, or both made one."""

import pytest

from crm.journal.refusal import Refused
from crm.journeys.models import Track
from crm.journeys.services import open_journey
from crm.needs.models import NeedKind
from crm.needs.services import note_need
from crm.people.merging.rules import BOTH, ENDED, KEPT, Choices
from crm.people.merging.services import merge
from crm.people.models import Household, HouseholdMember, MemberRole
from crm.people.services import Minor, current_membership, household_of
from crm.support.models import Settlement, SettlementState
from crm.support.services import intend_settlement, move_settlement
from tests.crm.factories import make_person, make_territory
from tests.crm.people.doubles import FIRST, LATER, NOW, two_files

pytestmark = pytest.mark.django_db


def in_one(kept, ended, household=""):
    merged = merge(kept, ended, choices=Choices(household=household), by=None, at=NOW)
    kept.refresh_from_db()
    return merged


def lived_with(person, name, at):
    """A household with another adult and a child."""
    other = make_person(first_name=name, last_name=person.last_name, at=at)
    return household_of(person, adults=[other], minors=[Minor(2004, "CE1")], at=at), other


def test_two_households_are_a_question():
    kept, ended = two_files()
    lived_with(kept, "Paul", FIRST)
    lived_with(ended, "Luc", LATER)

    with pytest.raises(Refused, match="dites lequel garder"):
        in_one(kept, ended)


@pytest.mark.parametrize("choice", [KEPT, ENDED])
def test_one_household_is_kept_and_the_other_one_left(choice):
    kept, ended = two_files()
    mine, _ = lived_with(kept, "Paul", FIRST)
    theirs, _ = lived_with(ended, "Luc", LATER)

    in_one(kept, ended, choice)

    stays, left = (mine, theirs) if choice == KEPT else (theirs, mine)
    assert current_membership(kept).household == stays
    assert left.members.get(person=kept).ends_on == NOW.date()
    assert left.members.filter(role="adult_ref", ends_on__isnull=True).count() == 1


def test_two_households_become_one_and_a_child_noted_twice_counts_once():
    kept, ended = two_files()
    mine, paul = lived_with(kept, "Paul", FIRST)
    _, luc = lived_with(ended, "Luc", LATER)
    journey = open_journey(ended, Track.RELOCATION, at=LATER)

    told = in_one(kept, ended, BOTH).told

    assert Household.objects.get() == mine
    living = mine.members.filter(ends_on__isnull=True)
    assert set(living.filter(person__isnull=False).values_list("person", flat=True)) == {
        kept.pk, paul.pk, luc.pk,
    }  # fmt: skip
    assert living.filter(role="child").count() == 1
    assert living.filter(role="adult_ref").count() == 1
    journey.refresh_from_db()
    assert journey.household == mine
    assert "rejoint" in told[0]


def test_the_same_person_twice_in_one_household_lives_there_once():
    kept, ended = two_files()
    home = household_of(ended, adults=[kept], at=FIRST)

    in_one(kept, ended)

    member = home.members.get()
    assert (member.person, member.role) == (kept, "adult_ref")


def settled(household, state, commune):
    row = intend_settlement(household, commune, at=FIRST)
    if state != SettlementState.INTENDED:
        move_settlement(row, SettlementState.MOVED_IN, on=LATER.date(), at=LATER)
    return row


def test_of_two_settlements_of_one_family_the_one_that_got_further_stays():
    communes = make_territory()
    kept, ended = two_files()
    settled(household_of(kept, at=FIRST), SettlementState.INTENDED, communes["murat"])
    further = settled(household_of(ended, at=FIRST), SettlementState.MOVED_IN, communes["dienne"])

    in_one(kept, ended, BOTH)

    assert Settlement.objects.get() == further
    assert Settlement.objects.get().household == current_membership(kept).household


def test_a_family_that_lives_somewhere_is_not_left_without_anybody():
    communes = make_territory()
    kept, ended = two_files()
    household_of(kept, at=FIRST)
    settled(household_of(ended, at=FIRST), SettlementState.MOVED_IN, communes["murat"])

    with pytest.raises(Refused, match="n’aurait plus personne"):
        in_one(kept, ended, KEPT)


def test_what_a_member_noted_twice_needs_is_kept():
    kept, ended = two_files()
    home = household_of(kept)
    HouseholdMember.objects.create(
        household=home, person=ended, role=MemberRole.ADULT, starts_on=FIRST.date()
    )
    need = note_need(
        home, NeedKind.JOB, "Un poste de comptable",
        member=home.members.get(person=ended), by=None,
    )  # fmt: skip

    merge(kept, ended, by=None, at=NOW)

    need.refresh_from_db()
    assert need.member.person == kept
