"""Nights are rows: all of them or none, given back when nobody sleeps there."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from crm.journal.refusal import Refused
from crm.lodging.models import HousingUnit, NightValue, Stay, StayNight, StayState
from crm.lodging.rules import party_of
from crm.lodging.services import Told, end_holds, move_stay
from crm.people.services import Minor, household_of
from tests.crm.factories import make_person
from tests.crm.lodging.lodgings import (
    ARRIVE,
    ASKED,
    arrived,
    confirmed,
    dwelling,
    held,
    noon,
    requested,
    slept,
)

pytestmark = pytest.mark.django_db


def days_of(stay):
    return list(stay.nights_held.order_by("date").values_list("date", flat=True))


def test_a_request_takes_no_night():
    assert days_of(requested(dwelling())) == []


def test_held_it_takes_its_nights_and_the_morning_of_leaving_is_free():
    unit = dwelling()

    assert days_of(held(unit)) == [date(2011, 6, 6), date(2011, 6, 7), date(2011, 6, 8)]
    assert days_of(held(unit, arrive=date(2011, 6, 9)))[0] == date(2011, 6, 9)


def test_a_stay_that_meets_one_taken_night_takes_none_and_says_which():
    unit = dwelling()
    held(unit, arrive=date(2011, 6, 8), nights=1)
    late = requested(unit)

    with pytest.raises(Refused, match=r"nuit du mercredi\W8\Wjuin\W2011 est déjà prise"):
        move_stay(late, StayState.HELD, at=ASKED)

    late.refresh_from_db()
    assert (late.state, days_of(late)) == (StayState.REQUESTED, [])


@pytest.mark.parametrize("end", [StayState.REFUSED, StayState.CANCELLED])
def test_ended_with_a_reason_it_gives_its_nights_back(end):
    unit = dwelling()
    stay = held(unit)

    move_stay(stay, end, Told(reason="Les dates changent."), at=ASKED)

    assert days_of(stay) == []
    held(unit)


def test_nobody_is_refused_without_a_reason():
    with pytest.raises(Refused, match="motivés"):
        move_stay(held(dwelling()), StayState.CANCELLED, at=ASKED)


def test_a_family_that_does_not_come_gives_its_nights_back_once_expected():
    stay = confirmed(dwelling())

    with pytest.raises(Refused, match="à venir"):
        move_stay(stay, StayState.NO_SHOW, at=ASKED)
    move_stay(stay, StayState.NO_SHOW, at=noon(ARRIVE))

    assert days_of(stay) == []


def test_who_leaves_early_gives_back_the_nights_not_slept():
    stay = arrived(dwelling())

    move_stay(stay, StayState.DONE, Told(), at=noon(date(2011, 6, 7)))

    assert days_of(stay) == [date(2011, 6, 6)]


def test_keys_are_given_to_somebody_on_a_day_of_the_stay():
    stay = confirmed(dwelling())

    with pytest.raises(Refused, match="arrivée est prévue"):
        move_stay(stay, StayState.IN_HOUSE, Told(keys_to="Ana"), at=ASKED)
    with pytest.raises(Refused, match="à qui les clés"):
        move_stay(stay, StayState.IN_HOUSE, at=noon(ARRIVE))


def test_an_arrival_is_a_sign_of_the_person_and_a_request_noted_at_the_desk_is_none():
    person = make_person(at=ASKED)
    stay = confirmed(dwelling(), person)
    person.refresh_from_db()
    assert person.last_inbound_at == ASKED

    move_stay(stay, StayState.IN_HOUSE, Told(keys_to="Elle"), at=noon(ARRIVE))

    person.refresh_from_db()
    assert person.last_inbound_at == noon(ARRIVE)


def test_a_done_stay_goes_nowhere():
    with pytest.raises(Refused, match="ne devient pas"):
        move_stay(slept(dwelling()), StayState.CANCELLED, Told(reason="Non"))


def test_a_hold_that_nobody_confirmed_ends_once_and_frees_its_nights():
    unit = dwelling()
    stay, other = held(unit), confirmed(unit, arrive=date(2011, 7, 1))

    assert end_holds(ASKED) == 0
    assert end_holds(ASKED + timedelta(hours=72)) == 1
    assert end_holds(ASKED + timedelta(hours=80)) == 0

    stay.refresh_from_db()
    assert (stay.state, stay.reason) == (StayState.CANCELLED, "Réservation non confirmée à temps.")
    assert days_of(stay) == []
    assert len(days_of(other)) == 3


def test_a_household_that_comes_whole_is_counted_and_a_baby_sleeps_in_a_cot():
    person = make_person()
    home = household_of(
        person, adults=[make_person()], minors=[Minor(2004), Minor(2009), Minor(2010)]
    )
    stay = requested(dwelling(4), person, whole=True)

    assert (stay.household, stay.persons, stay.babies) == (home, 4, 1)
    assert party_of(home, date(2012, 1, 5)).persons == 5


def test_a_household_too_large_for_the_beds_is_refused():
    person = make_person()
    household_of(person, adults=[make_person()])

    with pytest.raises(Refused, match=r"a un couchage\W: il ne peut pas loger deux personnes"):
        requested(dwelling(1), person, whole=True)


def test_a_household_is_needed_to_come_whole():
    with pytest.raises(Refused, match="pas de foyer"):
        requested(dwelling(), whole=True)


def test_beds_taken_away_since_the_request_are_missed_when_it_is_held():
    unit = dwelling(4)
    stay = requested(unit, persons=4)
    HousingUnit.objects.filter(pk=unit.pk).update(beds=2)

    with pytest.raises(Refused, match="deux couchages"):
        move_stay(stay, StayState.HELD, at=ASKED)


@pytest.mark.parametrize(
    ("arrive", "nights", "why"),
    [
        (date(2009, 12, 31), 3, "à partir du"),
        (date(2011, 12, 30), 3, "n’est plus prêté"),
        (ARRIVE, 0, "une nuit au moins"),
        (ARRIVE, 191, "au plus 190 nuits"),
    ],
)
def test_a_stay_is_within_the_life_of_the_dwelling(arrive, nights, why):
    with pytest.raises(Refused, match=why):
        requested(dwelling(available_until=date(2012, 1, 1)), arrive=arrive, nights=nights)


def test_the_last_night_lent_is_the_one_before_the_end():
    unit = dwelling(available_until=date(2011, 6, 9))

    assert len(days_of(held(unit))) == 3


def test_the_value_of_a_night_is_that_of_the_arrival():
    unit = dwelling()
    NightValue.objects.create(unit=unit, valid_from=date(2011, 6, 7), cents=6000)

    assert requested(unit).free_value_cents == 4500
    assert requested(unit, arrive=date(2011, 6, 7)).free_value_cents == 6000


@pytest.mark.parametrize(
    "change",
    [
        {"persons": 5},
        {"persons": 0},
        {"depart": ARRIVE},
        {"state": "held"},
        {"state": "refused"},
        {"state": "in_house"},
        {"state": "done", "arrived_at": ASKED},
        {"funder_share": 101},
    ],
)
def test_the_database_itself_says_no(change):
    stay = requested(dwelling(4))

    with pytest.raises(IntegrityError), transaction.atomic():
        Stay.objects.filter(pk=stay.pk).update(**change)


def test_the_database_gives_a_night_once():
    unit = dwelling()
    held(unit)

    with pytest.raises(IntegrityError), transaction.atomic():
        StayNight.objects.create(stay=requested(unit), unit=unit, date=ARRIVE)
