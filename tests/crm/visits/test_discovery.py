"""Discovery days: one seat a household, given once, given back, and what the public reads."""

from datetime import timedelta

import pytest

from crm.journal.refusal import Refused
from crm.letters.models import Letter
from crm.people.merging.services import merge
from crm.visits.discovery import DayPlan, cancel_day, change_day, move_registration, register
from crm.visits.discovery_letters import remind
from crm.visits.forgetting import forget_registrations
from crm.visits.models import DiscoveryRegistration, RegistrationState
from tests.crm.desk import colleague
from tests.crm.factories import make_person
from tests.crm.visits.visiting import FIRST, HOME, PREPARED, discovery, family

pytestmark = pytest.mark.django_db

State = RegistrationState


def kept(day):
    return day.registrations.kept().count()


def test_a_family_holds_one_seat_and_the_day_gets_full():
    day = discovery(seats=2)
    for number in range(2):
        register(day, family(number), at=PREPARED)

    with pytest.raises(Refused, match="complète"):
        register(day, family(3), at=PREPARED)

    assert sorted(day.seats.values_list("registration", flat=True)) == sorted(
        day.registrations.values_list("pk", flat=True)
    )


def test_called_off_by_the_family_its_seat_goes_to_another():
    day = discovery(seats=1)
    row = register(day, family(), at=PREPARED)

    move_registration(row, State.CANCELLED, at=PREPARED)

    assert register(day, family(), at=PREPARED).seat.number == 1


@pytest.mark.parametrize(("seats", "left"), [(1, 0), (2, 1), (5, 4)])
def test_seats_follow_the_day_and_only_free_ones_go(seats, left):
    day = discovery(seats=3)
    register(day, family(), at=PREPARED)

    change_day(day, DayPlan(FIRST, "Autre titre", FIRST, seats), by=None)

    assert (day.seats.count(), day.seats.filter(registration=None).count()) == (seats, left)


def test_fewer_seats_than_families_are_refused():
    day = discovery(seats=2)
    for number in range(2):
        register(day, family(number), at=PREPARED)

    with pytest.raises(Refused, match="déjà inscrites"):
        change_day(day, DayPlan(FIRST, "Une", FIRST, 1), by=None)


@pytest.mark.parametrize(
    ("told", "why"),
    [
        ({"closes_on": FIRST + timedelta(days=1)}, "au plus tard"),
        ({"seats": 0}, "entre une et cent"),
    ],
)
def test_a_day_makes_sense(told, why):
    with pytest.raises(Refused, match=why):
        discovery(**told)


def test_one_day_a_date():
    discovery()
    with pytest.raises(Refused, match="déjà lieu"):
        discovery()


def test_the_public_registers_until_it_closes_and_the_team_until_the_day():
    day, user = discovery(), colleague()
    late = PREPARED.replace(month=6, day=5)

    with pytest.raises(Refused, match="closes"):
        register(day, family(), at=late)
    register(day, family(), by=user, at=late)


def test_presences_are_noted_on_the_day():
    person = make_person(at=PREPARED)
    row = register(discovery(), family(), person=person, at=PREPARED)

    with pytest.raises(Refused, match="à venir"):
        move_registration(row, State.ATTENDED, at=PREPARED)
    move_registration(row, State.ATTENDED, at=HOME)

    person.refresh_from_db()
    assert person.last_inbound_at == HOME


def test_a_day_called_off_tells_each_family():
    day = discovery()
    register(day, family(), at=PREPARED)

    assert cancel_day(day, by=None, at=PREPARED) == 1
    assert cancel_day(day, by=None, at=PREPARED) == 0
    assert Letter.objects.filter(key__endswith="day_called_off").count() == 1
    assert kept(day) == 0


def test_families_are_reminded_once():
    register(discovery(), family(), at=PREPARED)
    near = PREPARED.replace(month=6, day=4)

    assert remind(PREPARED) == 0
    remind(near)
    remind(near)

    assert Letter.objects.filter(key__endswith="reminder").count() == 1


def test_who_came_is_forgotten_and_how_many_is_not():
    row = register(discovery(), family(adults=2, children=3), at=PREPARED)

    assert forget_registrations(HOME) == 0
    assert forget_registrations(HOME + timedelta(days=190)) == 1
    assert forget_registrations(HOME + timedelta(days=190)) == 0

    row.refresh_from_db()
    assert (row.email, row.first_name, row.adults, row.children) == ("", "", 2, 3)


def test_two_files_registered_for_one_day_keep_one_place():
    day, first, second = discovery(), make_person(), make_person()
    register(day, family(1), person=first, at=PREPARED)
    register(day, family(2), person=second, at=PREPARED)

    merge(first, second, by=colleague())

    assert DiscoveryRegistration.objects.kept().get().person == first
