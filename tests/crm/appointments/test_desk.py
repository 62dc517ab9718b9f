"""The desk of appointments: the week, one screen, taken from a file, ranges and absences, the day."""

from datetime import time, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from crm.appointments import days
from crm.appointments.dated import appointments
from crm.appointments.models import (
    Absence,
    Appointment,
    AppointmentParty,
    AppointmentState,
    Invitation,
    OpeningRange,
    Place,
)
from crm.appointments.moments import moments
from crm.appointments.openings import be_away, to_move
from crm.appointments.panels import panel
from crm.appointments.services import book
from crm.appointments.slots import Search
from crm.appointments.week import monday_of, week_of
from crm.appointments.wishes import Wish, by_hand
from crm.journeys.models import Interaction
from tests.crm.desk import another, at_the_desk, colleague
from tests.crm.factories import make_person

from .given import a_group, a_reason, receives, somebody

pytestmark = pytest.mark.django_db


def hour(days=1, at=9):
    return timezone.make_aware(
        timezone.datetime.combine(timezone.localdate() + timedelta(days=days), time(at))
    )


def taken(advisor, starts_at=None, reason=None, **told):
    """An appointment in somebody's diary, yesterday unless told."""
    row = reason or a_reason()
    when = starts_at or hour(-1)
    told = {"person": make_person(), "email": ""} | told
    wish = Wish(Search(row, Place.OFFICE), when, by_hand(advisor, when, 45))
    return book(wish, somebody(**told), at=when - timedelta(days=9))


def text(response):
    return response.content.decode()


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


def test_an_appointment_is_taken_from_a_file_in_a_range_or_by_hand():
    me = colleague()
    reason = a_reason()
    person = make_person()
    day = timezone.localdate() + timedelta(days=2)
    address = reverse("crm_appointment_new", args=[person.pk])
    query = f"?motif={reason.pk}&comment=home&conseiller={me.pk}"

    desk = at_the_desk(me)
    done = desk.post(
        address + query,
        {"day": day, "hour": "18:00", "adults": "2", "children": "3", "where": "Le bourg, Dienne"},
    )

    party = AppointmentParty.objects.get()
    assert done.status_code == 302
    assert (party.person, party.adults, party.children) == (person, 2, 3)
    assert party.appointment.where == "Le bourg, Dienne"
    again = desk.post(
        address + query, {"day": day, "hour": "18:15", "adults": "1", "children": "0"}
    )
    assert again.status_code == 422
    assert Appointment.objects.count() == 1


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31", "2026-02-30", "\x00"])
def test_an_absurd_day_is_told_beside_its_field(day):
    me = colleague()
    reason = a_reason()
    address = reverse("crm_appointment_new", args=[make_person().pk])

    answer = at_the_desk(me).post(
        f"{address}?motif={reason.pk}&comment=office&conseiller={me.pk}",
        {"day": day, "hour": "18:00", "adults": "1", "children": "0"},
    )

    assert answer.status_code == 422
    assert not Appointment.objects.exists()


def test_somebody_unknown_is_put_in_a_file_by_whoever_is_at_the_desk():
    me = colleague()
    person = make_person()
    party = taken(me, hour(2), person=None, first_name="Anaïs", email="anais@example.org")
    assert days.to_file(me, timezone.now()).total == 1

    at_the_desk(another()).post(
        reverse("crm_appointment_attach", args=[party.appointment_id, party.pk]),
        {"dossier": person.file_number},
    )

    party.refresh_from_db()
    assert party.person == person


def test_a_move_keeps_the_row_and_an_absence_asks_to_move():
    me = colleague()
    party = taken(me, hour(2))
    be_away(me, hour(2, 8), hour(2, 12), by=me)
    assert days.met_by_absence(me, timezone.now()).total == 1

    at_the_desk(me).post(
        reverse("crm_appointment_move", args=[party.appointment_id]),
        {"day": timezone.localdate() + timedelta(days=3), "hour": "9:00"},
    )

    party.appointment.refresh_from_db()
    assert party.appointment.starts_at == hour(3)
    assert to_move([me], timezone.now()) == []


def test_ranges_and_absences_are_ones_own():
    me = colleague()
    desk = at_the_desk(me)
    reason = a_reason()
    told = {"weekday": "1", "starts": "9:00", "ends": "12:00", "reasons": [reason.pk]}
    desk.post(reverse("crm_range_open", args=[me.pk]), told)
    row = OpeningRange.objects.get()

    meets = desk.post(reverse("crm_range_open", args=[me.pk]), told | {"starts": "11:00"})
    assert (meets.status_code, OpeningRange.objects.count()) == (422, 1)
    other = another()
    desk.post(reverse("crm_range_open", args=[other.pk]), told)
    assert OpeningRange.objects.count() == 1
    desk.post(reverse("crm_range_close", args=[row.pk]), {"last_day": timezone.localdate()})
    row.refresh_from_db()
    assert row.valid_until == timezone.localdate()
    day = timezone.localdate() + timedelta(days=4)
    desk.post(reverse("crm_absence_new", args=[me.pk]), {"from_day": day, "to_day": day})
    assert Absence.objects.get().advisor == me


def test_a_person_is_invited_and_the_invitation_withdrawn_from_their_file():
    me = colleague()
    reason = a_reason()
    person = make_person()
    desk = at_the_desk(me)

    desk.post(
        reverse("crm_appointment_invite", args=[person.pk]),
        {
            "reason": reason.pk,
            "advisors": [me.pk],
            "until": timezone.localdate() + timedelta(days=9),
        },
    )
    row = Invitation.objects.get()
    desk.post(reverse("crm_invitation_withdraw", args=[row.pk]))

    row.refresh_from_db()
    assert row.withdrawn_at is not None


def test_a_collective_appointment_shows_its_households_and_takes_another_in():
    manager = colleague("Responsables")
    group = a_group(starts_at=hour(4, 14))
    person = make_person()

    page = at_the_desk(manager).post(
        reverse("crm_appointment_seat", args=[group.pk]),
        {"dossier": person.file_number, "adults": "2", "children": "0"},
        follow=True,
    )

    assert str(person) in text(page)
    assert group.parties.get().adults == 2


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
