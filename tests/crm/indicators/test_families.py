"""Families that leave, split, merge, or come from nobody knows where, as of any day."""

from datetime import date, timedelta

import pytest

from crm.indicators.counting import compute
from crm.people.homes import leave_household
from crm.people.models import HouseholdMember
from crm.people.services import household_of
from crm.support.models import Settlement, SettlementState
from crm.support.services import move_settlement
from tests.crm.factories import make_person, make_territory
from tests.crm.indicators.factories import noon, settle

pytestmark = pytest.mark.django_db
D = date(2010, 6, 30)
LATER = D + timedelta(days=200)


@pytest.fixture
def places():
    return make_territory()


def came(places, **known):
    person = make_person(at=noon(D), commune=places["lyon"], **known)
    settlement = settle(person, places["murat"], D, origin=places["lyon"], adults=2)
    return person, settlement


def five(day):
    found = compute(day)
    return found["I5"].value, found["I5_net"].value


def part(person, partner, day):
    """The partner leaves the household on a day, for one of their own."""
    household_of(person, adults=[partner], at=noon(D))
    member = HouseholdMember.objects.get(person=partner, ends_on__isnull=True)
    leave_household(member, on=day, by=None, at=noon(day))


def test_a_departure_counts_from_its_day(places):
    _, settlement = came(places)
    move_settlement(
        settlement, SettlementState.DEPARTED, on=LATER, reason="travail", at=noon(LATER)
    )

    assert five(LATER - timedelta(days=1)) == (1, 1)
    assert five(LATER) == (1, 0)
    assert five(D - timedelta(days=1)) == (0, 0)


def test_a_household_that_splits_here_adds_none(places):
    person, _ = came(places)
    partner = make_person(at=noon(D), commune=places["lyon"])
    part(person, partner, LATER)

    settle(partner, places["dienne"], LATER, origin=places["lyon"])

    assert five(LATER) == (1, 1)


def test_who_left_and_comes_back_with_others_is_another_family(places):
    person, settlement = came(places)
    partner = make_person(at=noon(D), commune=places["lyon"])
    part(person, partner, LATER)
    move_settlement(settlement, SettlementState.DEPARTED, on=LATER, reason="x", at=noon(LATER))

    back = LATER + timedelta(days=400)
    settle(partner, places["dienne"], back, origin=places["lyon"])

    assert five(back) == (2, 1)


def test_an_unknown_origin_is_counted_apart(places):
    settle(make_person(at=noon(D)), places["murat"], D)

    found = compute(D)["I5"]

    assert (found.value, found.unknown) == (0, 1)


def test_a_confirmation_noted_later_changes_no_past_day(places):
    _, settlement = came(places)
    before = five(D)

    move_settlement(settlement, SettlementState.CONFIRMED, proof="Bail", at=noon(LATER))

    assert five(D) == before == (1, 1)
    assert Settlement.objects.get().state == SettlementState.CONFIRMED
