"""The waiting list for offices: its order, why turns pass, and what it was on a past day."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from crm.journal.refusal import Refused
from crm.letters.models import Letter
from crm.support.models import PlanBasis
from crm.support.plans import open_plan
from crm.waiting import services as machine
from crm.waiting.models import Priority, Skip
from crm.workspaces.models import BookingSlot, BookingState, OfficeState
from crm.workspaces.offices import lists, offers
from crm.workspaces.offices.figures import office_waiting
from crm.workspaces.offices.jobs import see_to_offers
from tests.telecentre.factories import SiteFactory

from .places import NOW, accompanied, booked, day, half, month, on, telecentre
from .waits import asked, running, waiting

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


def test_who_begins_to_be_accompanied_while_waiting_passes_first_from_then_on():
    telecentre()
    row = waiting(desks=4)

    open_plan(row.person, PlanBasis.SETTLED, day(0), at=NOW)

    assert lists.entry_of(row).priority_class == Priority.FIRST


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

    people = [office_waiting(day(number)).people for number in (-21, -1, 0)]
    assert people == [set(), {first.person_id, second.person_id}, {second.person_id}]
    waits = [office_waiting(day(number)).median_wait for number in (-1, 0, 400)]
    assert waits == [None, 20, None]
