"""An office offered: taken, left, not answered, refused; it goes to the next fitting party."""

from __future__ import annotations

from datetime import timedelta

import pytest

from crm.journal.refusal import Refused
from crm.letters.models import Letter
from crm.people.models import Person
from crm.workspaces.models import Booking, BookingSlot, BookingState, OfferState, OfficeState
from crm.workspaces.offices import lists, offers
from crm.workspaces.offices.jobs import see_to_offers

from .places import NOW, on, somebody, telecentre
from .waits import running, states, waiting

pytestmark = pytest.mark.django_db

LATE = NOW + timedelta(hours=49)


@pytest.fixture(autouse=True)
def today(time_machine):
    time_machine.move_to(NOW, tick=False)


def test_an_expired_offer_goes_to_the_next_fitting_party():
    telecentre(offices=1)
    first, couple, third = (
        waiting(at=on(-3)),
        waiting(at=on(-2), desks=2),
        waiting(at=on(-1)),
    )
    see_to_offers(NOW)

    see_to_offers(LATE)

    assert states(first, couple, third) == ["passed", "waiting", "waiting"]
    assert running(third) is not None
    assert Booking.objects.get(person=first.person).state == BookingState.CANCELLED
    assert not BookingSlot.objects.filter(booking__person=first.person).exists()
    assert Letter.objects.filter(template__endswith="office_expired.txt").count() == 1


def test_an_offer_ends_once():
    telecentre(offices=1)
    offer = running_offer()

    assert offers.expire(offer, at=LATE)
    assert not offers.expire(offer, at=LATE)


def running_offer():
    row = waiting()
    see_to_offers(NOW)
    return running(row)


def test_a_yes_confirms_the_office():
    telecentre(offices=1)
    offer = running_offer()

    offers.accept(offer, at=NOW + timedelta(hours=3))

    assert states(offer.request) == ["given"]
    assert {booking.state for booking in offer.bookings.all()} == {BookingState.CONFIRMED}
    assert offer.state == OfferState.ACCEPTED


def test_a_no_gives_it_to_the_next_at_once():
    telecentre(offices=1)
    offer = running_offer()
    next_one = waiting()

    offers.decline(offer, at=NOW + timedelta(hours=3))

    assert states(offer.request) == ["passed"]
    assert running(next_one) is not None


@pytest.mark.parametrize("door", [offers.accept, offers.decline])
def test_it_is_too_late_to_answer_after_the_delay(door):
    telecentre(offices=1)
    offer = running_offer()

    with pytest.raises(Refused, match="Il fallait répondre avant"):
        door(offer, at=LATE)


def test_who_let_an_offer_pass_comes_back_to_the_end():
    telecentre(offices=1)
    offer = running_offer()
    other = waiting(days=(1,))
    offers.decline(offer, at=NOW + timedelta(hours=1))

    lists.rejoin(offer.request, at=NOW + timedelta(hours=2))

    assert states(offer.request) == ["waiting"]
    assert lists.rank_of(offer.request) == 1
    assert running(other) is not None


def test_an_offer_is_no_sign_of_life_of_the_person_and_an_answer_is():
    telecentre(offices=1)
    person = somebody()
    waiting(person, at=on(-1))
    see_to_offers(NOW)
    heard = Person.objects.get(pk=person.pk).last_inbound_at

    offers.accept(running(person.office_requests.get()), at=NOW + timedelta(hours=1))

    assert heard == on(-1)
    assert Person.objects.get(pk=person.pk).last_inbound_at == NOW + timedelta(hours=1)


def test_refusing_a_request_gives_its_offer_to_the_next_and_tells_the_person():
    telecentre(offices=1)
    offer = running_offer()
    next_one = waiting()

    lists.leave(offer.request, OfficeState.REFUSED, reason="Le bureau sert à la formation.", at=NOW)

    assert states(offer.request, next_one) == ["refused", "waiting"]
    assert running(next_one) is not None
    assert (
        "Le bureau sert à la formation."
        in Letter.objects.get(template__endswith="office_refused.txt").body
    )
