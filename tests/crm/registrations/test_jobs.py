"""What happens at its hour: offers that end, an edition that changes, reminders, and what is forgotten."""

from __future__ import annotations

from datetime import timedelta

import pytest

from crm.journal.refusal import Refused
from crm.letters.models import Letter
from crm.registrations import jobs, offers
from crm.registrations.models import EditionSeat, Roster, WorkshopSeat
from crm.registrations.seats import coming
from crm.registrations.services import cancel, change, leave_workshop, register
from crm.waiting.models import Skip, WaitEntry, WaitingList, WaitState
from tests.crm.factories import UserFactory

from .coming import (
    FIRST,
    NOW,
    SOON,
    a_group,
    a_workshop,
    an_edition,
    came_in,
    edition_of,
    letters,
    on,
    state_of,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(time_machine):
    time_machine.move_to(NOW, tick=False)
    return an_edition(capacity=1)


def test_an_offer_without_answer_goes_to_the_next_one_in_the_same_gesture(page):
    first, second, third = (came_in(page, number) for number in range(3))
    cancel(first, at=SOON)

    jobs.see_to_lists(SOON + timedelta(hours=47))
    assert (state_of(second), state_of(third)) == ("offered", "waitlisted")
    late = SOON + timedelta(hours=49)
    jobs.see_to_lists(late)
    jobs.see_to_lists(late)

    assert (state_of(second), state_of(third)) == ("cancelled", "offered")
    assert letters("offer_expired") == [second.email]
    with pytest.raises(Refused, match="Aucune place"):
        offers.accept(second, at=late)


def test_an_offer_is_answered_before_its_end_and_never_after_the_lists_are_frozen(page):
    first, second = came_in(page, 0), came_in(page, 1)
    at = on(5, 17, 9)
    cancel(first, at=at)

    entry = WaitEntry.objects.get(state=WaitState.OFFERED)
    assert entry.offer_expires_at == on(5, 18, 0)
    with pytest.raises(Refused, match="trop tard"):
        offers.accept(second, at=on(5, 18, 1))


def test_a_group_that_does_not_fit_lets_its_turn_pass_and_why_is_kept(time_machine):
    time_machine.move_to(NOW, tick=False)
    page = an_edition(capacity=3)
    first, large = came_in(page, 0, people=3), came_in(page, 1, people=3)
    small = came_in(page, 2)
    change(first, a_group(0, people=2), at=SOON)

    assert (state_of(large), state_of(small)) == ("waitlisted", "offered")
    skip = Skip.objects.get(passed_by__isnull=False)
    assert skip.reason == "Demande 3 places, il en reste 1."


def test_nobody_without_an_address_is_offered_a_place_but_an_agent_may_give_it(page):
    agent = UserFactory()
    first = came_in(page, 0)
    unreached = register(page.edition, a_group(1, email=""), by=agent, at=NOW)
    cancel(first, at=SOON)
    assert state_of(unreached) == "waitlisted"

    offers.seat_by_hand(unreached, by=agent, at=SOON)

    assert state_of(unreached) == "confirmed"


def test_a_larger_capacity_reaches_those_who_wait_at_the_next_pass(page):
    came_in(page, 0)
    waiting = came_in(page, 1)
    edition = edition_of(page)
    edition.capacity = 2
    edition.save()

    jobs.see_to_lists(SOON)

    assert state_of(waiting) == "offered"


def test_when_the_lists_are_frozen_who_waits_is_told_once_that_no_place_came(page):
    shop = a_workshop(page, seats=1)
    inside = came_in(page, 0, people=1, workshops=[shop])
    waiting = came_in(page, 1)

    for _ in range(2):
        jobs.see_to_lists(on(5, 18, 1))

    assert (state_of(inside), state_of(waiting)) == ("confirmed", "cancelled")
    assert letters("never_came") == [waiting.email]
    assert not WaitingList.objects.filter(closed_at=None).exists()


def test_a_freeze_that_an_agent_sets_holds(page):
    row = came_in(page, 0)
    Roster.objects.update(frozen_at=SOON)

    with pytest.raises(Refused, match="Les listes sont arrêtées"):
        change(row, a_group(0), at=SOON)


def test_a_cancelled_edition_tells_everybody_once_and_keeps_nobody(page):
    rows = [came_in(page, number) for number in range(3)]
    edition = edition_of(page)
    edition.cancelled_on, edition.reason = NOW.date(), "La salle est fermée."
    edition.save()

    for _ in range(2):
        jobs.see_to_lists(SOON)

    assert letters("edition_cancelled") == [row.email for row in rows]
    assert {state_of(row) for row in rows} == {"cancelled"}
    assert not EditionSeat.objects.filter(participant__isnull=False).exists()
    assert "La salle est fermée." in Letter.objects.latest("pk").body


def test_a_postponed_edition_keeps_its_registrations_and_says_the_new_dates(page):
    row = came_in(page, 0)
    edition = edition_of(page)
    edition.postponed, edition.reason = True, "La neige."
    edition.save()
    for _ in range(2):
        jobs.see_to_lists(SOON)
    assert (letters("edition_postponed"), state_of(row)) == ([row.email], "confirmed")

    edition.postponed, edition.reason = False, ""
    edition.starts_on = edition.ends_on = FIRST + timedelta(days=30)
    edition.save()
    for _ in range(2):
        jobs.see_to_lists(SOON)

    assert letters("practical") == [row.email]
    body = Letter.objects.latest("pk").body
    assert "le 19\u00a0juin\u00a02011" in body
    assert "et non les 20 et 21" in body


def test_a_workshop_that_moves_or_goes_is_told_to_those_who_have_a_place(time_machine):
    time_machine.move_to(NOW, tick=False)
    page = an_edition()
    moved, gone = a_workshop(page, title="Votre offre"), a_workshop(page, begins=14, seats=1)
    one, other = came_in(page, 0, workshops=[moved]), came_in(page, 1, workshops=[gone])
    waits = came_in(page, 2, workshops=[gone])
    moved.room.name = "Grange"
    moved.room.save()
    gone.delete()

    for _ in range(2):
        jobs.see_to_lists(SOON)

    assert sorted(letters("practical")) == sorted([one.email, other.email, waits.email])
    bodies = "".join(
        Letter.objects.filter(template__endswith="practical.txt").values_list("body", flat=True)
    )
    assert "Grange" in bodies
    assert "n’a plus lieu" in bodies
    assert not WorkshopSeat.objects.filter(slot=None).exists()


@pytest.mark.parametrize(
    ("at", "told"),
    [(on(5, 12), 0), (on(5, 13), 1), (on(5, 16), 1), (on(5, 19), 1), (on(5, 20), 0)],
)
def test_who_comes_is_reminded_seven_days_and_one_day_before(page, at, told):
    came_in(page, 0)

    assert jobs.remind(at) == told
    assert jobs.remind(at + timedelta(hours=2)) == 0


def test_who_was_confirmed_since_a_reminder_was_due_is_not_reminded(page):
    came_in(page, 0, at=on(5, 14))

    assert jobs.remind(on(5, 15)) == 0
    assert jobs.remind(on(5, 19)) == 1


def test_an_offered_workshop_ends_and_goes_on(time_machine):
    time_machine.move_to(NOW, tick=False)
    page = an_edition()
    shop = a_workshop(page, seats=1)
    rows = [came_in(page, number, workshops=[shop]) for number in range(3)]
    leave_workshop(*coming(rows[0]), shop, at=SOON)

    jobs.see_to_lists(SOON + timedelta(hours=49))

    seat = WorkshopSeat.objects.get(slot=shop)
    assert [seat.participant] == coming(rows[2])
    assert letters("workshop_expired") == [rows[1].email]
