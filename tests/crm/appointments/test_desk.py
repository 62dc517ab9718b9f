"""The desk of appointments: the week, one screen, taken from a file, ranges and absences, the day."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from crm.appointments import days
from crm.appointments.dated import appointments
from crm.appointments.models import (
    AppointmentState,
)
from crm.appointments.moments import moments
from crm.appointments.panels import panel
from crm.appointments.week import monday_of, week_of
from crm.journeys.models import Interaction
from tests.crm.desk import another, at_the_desk, colleague
from tests.crm.factories import make_person

from .diary import hour, taken
from .given import a_reason, receives
from .posted import text

pytestmark = pytest.mark.django_db


def test_the_week_costs_the_same_for_two_and_for_twenty_five(django_assert_num_queries):
    me = colleague()
    reason = a_reason()
    receives(reason, me)
    monday = monday_of("", timezone.localdate())

    def fill(first, last):
        for number in range(first, last):
            when = hour((monday - timezone.localdate()).days + number % 5, 8) + timedelta(
                minutes=45 * (number // 5)
            )
            taken(me, when, reason)

    fill(0, 2)
    with django_assert_num_queries(6):
        week_of([me], monday, timezone.now())
    fill(2, 25)
    with django_assert_num_queries(6):
        week = week_of([me], monday, timezone.now())
    assert sum(len(day.lines) for day in week.days) == 25


@pytest.mark.parametrize(
    "query",
    [
        "semaine=0001-S01",
        "semaine=9999-S99",
        "semaine=x",
        "qui=9999999999999999999999",
        "semaine=2026-S54&qui=equipe",
    ],
)
def test_a_week_that_does_not_exist_is_this_one(query):
    assert at_the_desk().get(f"{reverse('crm_appointments')}?{query}").status_code == 200


def test_a_past_appointment_waits_in_the_day_until_its_outcome_is_typed():
    me = colleague()
    party = taken(me)
    desk = at_the_desk(me)
    assert days.to_fill_in(me, timezone.now()).total == 1
    page = text(desk.get(reverse("crm_appointment", args=[party.appointment_id])))
    assert "Personne n’est venu" in page

    desk.post(
        reverse("crm_appointment_fill_in", args=[party.appointment_id, party.pk]),
        {"outcome": "seen", "note": "Vient en mai."},
    )

    assert Interaction.objects.get().text == "Vient en mai."
    assert days.to_fill_in(me, timezone.now()).total == 0


def test_a_colleague_may_not_fill_in_and_a_manager_may():
    party = taken(colleague())
    address = reverse("crm_appointment_fill_in", args=[party.appointment_id, party.pk])

    at_the_desk(another()).post(address, {"outcome": "seen"})
    party.refresh_from_db()
    assert party.state == AppointmentState.PLANNED
    at_the_desk(another("Responsables")).post(address, {"outcome": "no_show"})
    party.refresh_from_db()
    assert party.state == AppointmentState.NO_SHOW


def test_a_cancellation_without_a_reason_comes_back_with_a_sentence():
    me = colleague()
    party = taken(me, hour(2))

    answer = at_the_desk(me).post(
        reverse("crm_appointment_fill_in", args=[party.appointment_id, party.pk]),
        {"outcome": "cancelled_by_service", "note": ""},
    )

    assert answer.status_code == 422
    assert "Dites pourquoi" in text(answer)


def test_the_file_tells_its_appointments_and_the_calendar_its_hours(rf):
    me = colleague()
    person = make_person()
    taken(me, hour(2), person=person)
    request = rf.get("/")
    request.user = me

    assert "Prendre rendez-vous" in panel(request, person)
    assert [one.title for one in moments(person, me)] == ["Rendez-vous pris par le site"]
    today = timezone.localdate()
    assert [one.starts for one in appointments(me, today, today + timedelta(days=7))] == [hour(2)]


def test_the_blocks_of_the_day_cost_the_same_for_two_and_for_twenty_five(
    django_assert_max_num_queries,
):
    me = colleague()
    reason = a_reason()
    for number in range(25):
        taken(me, hour(-1 - number), reason)

    with django_assert_max_num_queries(6):
        block = days.to_fill_in(me, timezone.now())
    assert block.total == 25
