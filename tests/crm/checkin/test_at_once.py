"""Several doors at the same moment, on the database that the tests run on."""

import pytest

from crm.checkin.entering import enter, enter_all
from crm.checkin.models import CheckIn, How
from crm.checkin.walking_in import WalkIn, admit, walk_in
from crm.registrations.models import EditionSeat, Registration
from crm.registrations.services import cancel
from tests.crm.checkin.arriving import a_forum, before, group_of, one_of, somebody, today_at
from tests.crm.factories import UserFactory
from tests.crm.registrations.coming import at_once

pytestmark = pytest.mark.django_db(transaction=True)


def test_fifty_people_at_two_doors_at_once_come_in_once_each():
    page = a_forum(capacity=60)
    rows = [group_of(page, number, people=10) for number in range(5)]
    people = [one_of(row, rank) for row in rows for rank in range(1, 11)]
    outcomes = []

    def come(turn):
        door = "Nord" if turn % 2 else "Sud"
        outcomes.append(enter(people[turn // 2], how=How.QR, door=door, at=today_at()).already)

    told = at_once(come, 100)

    assert told.count("") == 100
    assert (outcomes.count(False), outcomes.count(True)) == (50, 50)
    assert CheckIn.objects.values("participant").distinct().count() == CheckIn.objects.count() == 50


def test_a_group_and_its_people_at_once_are_once_each():
    row = group_of(a_forum(), people=4)
    people = [one_of(row, rank) for rank in range(1, 5)]

    def come(turn):
        if turn % 2:
            enter_all(row, how=How.NAME, at=today_at())
        else:
            enter(people[turn // 2], how=How.NAME, at=today_at())

    assert at_once(come, 8).count("") == 8
    assert CheckIn.objects.count() == 4


def test_the_last_seat_goes_to_one_of_those_who_came_without_a_registration():
    page = a_forum(capacity=1)

    told = at_once(lambda rank: walk_in(page.edition, WalkIn(f"Roche {rank}"), at=today_at()), 6)

    assert told.count("") == CheckIn.objects.count() == 1
    assert EditionSeat.objects.filter(participant__isnull=False).count() == 1


def test_somebody_admitted_at_two_doors_at_once_comes_in_once():
    one = somebody(a_forum())
    cancel(one.registration, at=before())
    agent = UserFactory()

    told = at_once(lambda rank: admit(one, by=agent, at=today_at()), 6)

    assert told.count("") == 6
    assert CheckIn.objects.count() == Registration.objects.filter(walk_in=True).count() == 1
