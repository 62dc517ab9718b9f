"""What a plan makes free, whatever becomes of the plan and whatever is booked."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from crm.journal.models import Action, Entry
from crm.journal.refusal import Refused
from crm.letters.models import Letter
from crm.support.entitlement import free_spans, is_free
from crm.support.models import PlanState
from crm.support.plans import move_plan
from crm.workspaces.bookings.nightly import check_what_is_free
from crm.workspaces.bookings.openness import in_service, openness
from crm.workspaces.models import BookingSlot
from telecentre.models import Closure
from tests.crm.workspaces.places import (
    accompanied,
    booked,
    day,
    half,
    meeting_room,
    month,
    on,
    somebody,
    telecentre,
    week,
    whole_day,
)


def free(booking):
    return list(booking.slots.order_by("date", "half").values_list("free", flat=True))


@pytest.mark.django_db
def test_an_office_is_free_on_the_days_of_the_plan_and_paid_before():
    office, _ = telecentre()

    booking = booked(office, whole_day(1), accompanied(since=0))
    before = booked(office, whole_day(2), accompanied(since=3))

    assert (free(booking), booking.price_cents) == ([True, True], 0)
    assert (free(before), before.price_cents) == ([False, False], 2000)


@pytest.mark.django_db
def test_a_room_that_comes_with_an_office_is_never_marked():
    office, _ = telecentre()
    person = accompanied(since=0)

    assert free(booked(meeting_room(office.site), half(1), person)) == [False]


@pytest.mark.django_db
def test_an_early_end_makes_the_days_to_come_paid_and_tells_the_person():
    office, _ = telecentre()
    person = accompanied(since=0)
    booking = booked(office, month(0, 24, "1am"), person)

    plan = person.plans.get()
    move_plan(plan, PlanState.ENDED_EARLY, reason="Départ", at=on(10))

    booking.refresh_from_db()
    assert free(booking) == [True, True, False, False]
    assert booking.price_cents == 2000
    letter = Letter.objects.get(person=person, template__contains="now_paid")
    assert "mardi\u00a022\u00a0mars" in letter.body
    changed = Entry.objects.filter(action=Action.CHANGED, object_type="crm_workspaces.booking")
    assert changed.get().fields == ["free", "price_cents"]


@pytest.mark.django_db
def test_a_pause_and_its_end_mark_the_days_to_come_again():
    office, _ = telecentre()
    person = accompanied(since=0)
    booking = booked(office, month(0, 24, "1am"), person)
    plan = person.plans.get()

    move_plan(plan, PlanState.PAUSED, reason="Congé", at=on(5))
    assert free(booking) == [True, False, False, False]
    move_plan(plan, PlanState.ACTIVE, at=on(10))

    booking.refresh_from_db()
    assert free(booking) == [True, False, True, True]
    assert booking.price_cents == 1000


@pytest.mark.django_db
def test_a_plan_that_opens_makes_free_what_was_booked():
    office, _ = telecentre()
    person = somebody()
    booking = booked(office, week(1), person)

    plan = accompanied(since=2).plans.get()
    plan.person = person
    plan.save()
    check_what_is_free(on(0))

    booking.refresh_from_db()
    assert free(booking) == [False, False, *[True] * 8]
    assert booking.price_cents == 2000


ACTS = st.lists(
    st.tuples(
        st.integers(0, 20),
        st.sampled_from([PlanState.PAUSED, PlanState.ACTIVE, PlanState.ENDED_EARLY]),
    ),
    max_size=4,
)
ASKED = st.one_of(
    st.builds(half, st.integers(0, 40), st.sampled_from(["am", "pm"])),
    st.builds(week, st.integers(0, 40)),
    st.builds(whole_day, st.integers(0, 40)),
    st.builds(
        month,
        st.integers(0, 20),
        st.integers(30, 60),
        st.sampled_from(["0am", "1am 1pm", "2pm 4am", "3am 3pm 4pm"]),
    ),
)


class Properties(TestCase):
    @settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
    @given(st.integers(-30, 30), st.lists(ASKED, min_size=1, max_size=3), ACTS)
    def test_entitlement_never_outlives_the_plan(self, since, bookings, acts):
        office, _ = telecentre()
        person = accompanied(since=since)
        for asked in bookings:
            try_to(lambda asked=asked: booked(office, asked, person))
        for number, state in sorted(acts, key=lambda act: act[0]):
            plan = person.plans.get()
            try_to(lambda: move_plan(plan, state, reason="x", at=on(number)))  # noqa: B023
        last = max([number for number, _ in acts], default=0)

        spans = free_spans([person.pk]).get(person.pk, [])

        ahead = BookingSlot.objects.filter(date__gte=day(last))
        assert all(slot.free == is_free(spans, slot.date) for slot in ahead)
        assert not BookingSlot.objects.filter(free=True, date__lt=day(since)).exists()

    @settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
    @given(ASKED, st.integers(-5, 30), st.integers(1, 40), st.integers(0, 40))
    def test_slots_lie_within_validity_and_opening(self, asked, starts, length, shut):
        office, _ = telecentre()
        office.valid_from, office.valid_to = day(starts), day(starts + length)
        office.save()
        Closure.objects.create(site=office.site, starts_on=day(shut), ends_on=day(shut + 2))
        try_to(lambda: booked(office, asked))

        calendar = openness(office.site)
        for slot in BookingSlot.objects.all():
            assert in_service(office, slot.date)
            assert slot.half in calendar.halves(slot.date)
            assert asked.starts_on <= slot.date <= asked.ends_on


def try_to(act):
    with suppress(Refused):
        act()
