"""At the desk: taken from a file, moved, filed; ranges, absences, invitations, collective dates."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from crm.appointments import days
from crm.appointments.models import (
    Absence,
    Appointment,
    AppointmentParty,
    Invitation,
    OpeningRange,
)
from crm.appointments.openings import be_away, to_move
from crm.appointments.services import join
from tests.crm.desk import another, at_the_desk, colleague
from tests.crm.factories import make_person

from .diary import hour, taken
from .given import a_group, a_reason, somebody
from .posted import text

pytestmark = pytest.mark.django_db


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


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31", "2026-02-30"])
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


def test_the_list_of_households_costs_the_same_for_two_and_for_twenty_five():
    desk = at_the_desk(colleague("Responsables"))
    group = a_group(seats=30, starts_at=hour(4, 14))
    address = reverse("crm_appointment", args=[group.pk])

    def queries(first, last):
        for number in range(first, last):
            person = make_person() if number % 2 else None
            join(group, somebody(email=f"foyer{number}@example.org", person=person))
        desk.get(address)
        with CaptureQueriesContext(connection) as told:
            assert desk.get(address).status_code == 200
        return len(told)

    assert queries(0, 2) == queries(2, 25)
