"""The waiting list for offices: its order, why turns pass, offers that end and go to the next fitting party."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from crm.journal.refusal import Refused
from crm.letters.models import Letter
from crm.people.models import Person
from crm.waiting import services as machine
from crm.waiting.models import Priority, Skip
from crm.workspaces.models import Booking, BookingSlot, BookingState, OfferState, OfficeState
from crm.workspaces.offices import lists, offers
from crm.workspaces.offices.figures import median_wait, waiting_on
from crm.workspaces.offices.jobs import see_to_offers
from tests.telecentre.factories import SiteFactory

from .places import NOW, accompanied, booked, day, half, month, on, somebody, telecentre
from .waits import asked, running, states, waiting

pytestmark = pytest.mark.django_db

LATE = NOW + timedelta(hours=49)


@pytest.fixture(autouse=True)
def today(time_machine):
    time_machine.move_to(NOW, tick=False)


def test_an_office_is_offered_to_the_first_and_held_until_they_answer():
    (office,) = telecentre(offices=1)
    first, second = waiting(at=on(-2)), waiting(at=on(-1))

    see_to_offers(NOW)

    offer = running(first)
    assert running(second) is None
    assert offer.expires_at - NOW == timedelta(hours=48)
    assert {(slot.space, slot.date.weekday()) for slot in BookingSlot.objects.all()} == {
        (office, 1)
    }
    with pytest.raises(Refused, match="pris"):
        booked(office, half(15))
    assert Letter.objects.filter(template__endswith="office_offered.txt").count() == 1


def test_accompanied_people_pass_first():
    telecentre(offices=1)
    first = waiting(at=on(-2))
    helped = waiting(accompanied(), at=NOW)

    see_to_offers(NOW)

    assert running(first) is None
    assert running(helped) is not None


def test_the_house_may_treat_all_alike(settings):
    settings.OFFICES_ACCOMPANIED_FIRST = False

    assert lists.priority_of(accompanied().pk, NOW) == Priority.NORMAL


def test_a_party_that_does_not_fit_lets_its_turn_pass_and_why_is_kept():
    telecentre(offices=1)
    couple, alone = waiting(at=on(-2), desks=2), waiting(at=on(-1))

    see_to_offers(NOW)

    assert running(alone) is not None
    skip = Skip.objects.get()
    assert (skip.entry.reference, skip.reason) == (
        str(couple.pk),
        "Demande 2 places, il en reste 1.",
    )
    assert skip.passed_by.reference == str(alone.pk)


def test_two_offices_of_one_site_are_offered_to_a_couple():
    telecentre(offices=2)
    couple = waiting(desks=2, days=(1, 3))

    see_to_offers(NOW)

    bookings = running(couple).bookings.all()
    assert len({booking.space_id for booking in bookings}) == 2
    assert {booking.state for booking in bookings} == {BookingState.REQUESTED}


def test_days_that_are_taken_let_the_turn_pass_for_a_reason():
    (office,) = telecentre(offices=1)
    booked(office, month(7, 120, "1am"))
    tuesday, thursday = waiting(at=on(-2), days=(1,)), waiting(at=on(-1), days=(3,))

    see_to_offers(NOW)

    assert running(thursday) is not None
    reason = Skip.objects.get(entry__reference=str(tuesday.pk)).reason
    assert reason.startswith("Aucun bureau n’est libre le mardi")


def test_who_wishes_an_office_much_later_is_not_offered_one_yet():
    telecentre(offices=1)
    later, now = waiting(at=on(-2), wished=100), waiting(at=on(-1))

    see_to_offers(NOW)

    assert running(now) is not None
    assert "rien n’est proposé avant" in lists.entry_of(later).skip_reason


def test_four_days_a_week_are_two_bookings_by_the_month():
    telecentre(offices=1)
    row = waiting(days=(0, 1, 2, 3))

    see_to_offers(NOW)

    patterns = sorted(running(row).bookings.values_list("pattern", flat=True))
    assert patterns == ["0am 0pm 1am 1pm", "2am 2pm 3am 3pm"]


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


def test_the_rank_counts_those_who_want_the_same_site():
    offices = telecentre(offices=1)
    elsewhere = SiteFactory()
    waiting(site=offices[0].site, desks=4)
    mine = waiting(site=elsewhere, desks=4)
    anywhere = waiting(desks=4)

    assert (lists.rank_of(mine), lists.rank_of(anywhere)) == (1, 3)


def test_somebody_waits_for_one_office_at_a_time():
    telecentre()
    row = waiting()

    with pytest.raises(Refused, match="attend déjà un bureau"):
        waiting(row.person)


def test_a_rank_changes_with_a_reason_alone():
    telecentre()
    entry = lists.entry_of(waiting(desks=4))

    with pytest.raises(Refused, match="pourquoi"):
        machine.rank(entry, Priority.FIRST, reason=" ", by=None)


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


def test_a_refusal_is_motivated_by_the_database_too():
    row = asked()

    with pytest.raises(Refused, match="pourquoi"):
        lists.leave(row, OfficeState.REFUSED, reason="")
    with pytest.raises(IntegrityError, match="reason"), transaction.atomic():
        type(row).objects.filter(pk=row.pk).update(state="refused", handled_at=NOW)


def test_the_figures_of_the_list_are_those_of_the_day_that_is_asked():
    telecentre(offices=1)
    first = waiting(at=on(-20))
    second = waiting(at=on(-1), desks=3)
    see_to_offers(NOW)
    offers.accept(running(first), at=NOW + timedelta(hours=2))

    assert waiting_on(day(-21)) == set()
    assert waiting_on(day(-1)) == {first.person_id, second.person_id}
    assert waiting_on(day(0)) == {second.person_id}
    assert (median_wait(day(-1)), median_wait(day(0)), median_wait(day(400))) == (None, 20, None)
