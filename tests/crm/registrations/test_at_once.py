"""Many who want the last places at the same moment, on the database that the tests run on."""

from __future__ import annotations

import uuid
from datetime import timedelta

import pytest

from crm.registrations import offers
from crm.registrations.models import (
    EditionSeat,
    Participant,
    Registration,
    RegistrationState,
    WorkshopSeat,
)
from crm.registrations.services import cancel, confirm, register
from crm.waiting.models import WaitEntry, WaitState

from .coming import NOW, SOON, a_group, a_workshop, an_edition, at_once, came_in

pytestmark = pytest.mark.django_db(transaction=True)


def states() -> dict[str, int]:
    found: dict[str, int] = {}
    for state in Registration.objects.values_list("state", flat=True):
        found[state] = found.get(state, 0) + 1
    return found


def test_forty_at_once_on_twenty_places_and_three_workshops_are_never_one_too_many():
    page = an_edition(capacity=20)
    shops = [a_workshop(page, seats, hour) for seats, hour in ((3, 10), (2, 11), (4, 14))]

    def come(rank: int) -> None:
        group = a_group(rank, workshops=[shops[rank % 3]])
        confirm(register(page.edition, group, at=NOW), at=SOON)

    told = at_once(come, 40)

    assert told.count("") == 40
    assert states() == {"confirmed": 20, "waitlisted": 20}
    seats = EditionSeat.objects.filter(participant__isnull=False)
    assert (EditionSeat.objects.count(), seats.count()) == (20, 20)
    for shop in shops:
        taken = WorkshopSeat.objects.filter(slot=shop, participant__isnull=False)
        assert taken.count() <= shop.seats
        assert WorkshopSeat.objects.filter(slot=shop).count() == shop.seats
    inside = Participant.objects.filter(registration__state="confirmed")
    placed = WorkshopSeat.objects.filter(participant__isnull=False).count()
    in_line = WaitEntry.objects.filter(waiting_list__kind="forum.slot").count()
    assert placed + in_line == inside.count()


def test_one_who_cancels_twice_at_once_lets_one_party_in():
    page = an_edition(capacity=1)
    row = came_in(page, 0)
    waiting = [came_in(page, number) for number in (1, 2, 3)]

    at_once(lambda rank: cancel(Registration.objects.get(pk=row.pk), at=SOON), 4)

    offered = WaitEntry.objects.filter(state=WaitState.OFFERED)
    assert [int(entry.reference) for entry in offered] == [waiting[0].pk]
    assert states() == {"cancelled": 1, "offered": 1, "waitlisted": 2}


def test_a_yes_and_a_no_to_one_offer_at_once_count_for_one():
    page = an_edition(capacity=1)
    row = came_in(page, 0)
    first = came_in(page, 1)
    came_in(page, 2)
    cancel(row, at=SOON)

    def answer(rank: int) -> None:
        door = offers.accept if rank else offers.decline
        door(Registration.objects.get(pk=first.pk), at=SOON)

    told = at_once(answer, 2)

    first.refresh_from_db()
    assert told.count("") == 1
    held = EditionSeat.objects.filter(participant__isnull=False).count()
    assert held == 1
    assert first.state in {RegistrationState.CONFIRMED, RegistrationState.CANCELLED}


def test_two_machines_end_an_offer_once_and_the_next_is_promoted_once():
    page = an_edition(capacity=1)
    row = came_in(page, 0)
    came_in(page, 1)
    came_in(page, 2)
    came_in(page, 3)
    cancel(row, at=SOON)
    entry = WaitEntry.objects.get(state=WaitState.OFFERED)
    late = SOON + timedelta(hours=49)

    at_once(lambda rank: offers.expire(entry, at=late), 3)

    assert states() == {"cancelled": 2, "offered": 1, "waitlisted": 1}


def test_the_same_form_posted_many_times_at_once_is_one_registration():
    page = an_edition(capacity=5)
    key = uuid.uuid4()

    told = at_once(lambda rank: register(page.edition, a_group(0), form_key=key, at=NOW), 6)

    assert told.count("") == 6
    assert Registration.objects.count() == Participant.objects.count() == 1
