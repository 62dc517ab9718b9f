"""The same hour and the last seat wanted at the same moment, on the database that the tests run on."""

from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise

import pytest
from django.db import connections

from crm.appointments.diary import Taken
from crm.appointments.inviting import answer, invite, search_of
from crm.appointments.models import (
    AdvisorQuarter,
    Appointment,
    AppointmentParty,
    AppointmentSeat,
    Invitation,
    Place,
)
from crm.appointments.moving import reschedule
from crm.appointments.openings import be_away
from crm.appointments.personal import cancel
from crm.appointments.services import book, join
from crm.appointments.slots import Search
from crm.appointments.wishes import Wish
from crm.journal.refusal import Refused
from crm.letters.models import Letter
from tests.crm.factories import make_person

from .given import NOW, TUESDAY, a_group, a_reason, at, booked, receives, somebody

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(act, rows):
    """Do the same for each row, in as many threads; what is refused comes back as its exception."""

    def alone(row):
        try:
            return act(row)
        except Refused as refusal:
            return refusal
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(rows)) as threads:
        return list(threads.map(alone, rows))


def guests(number):
    return [somebody(email=f"p{rank}@example.org") for rank in range(number)]


def refused(answers):
    return sum(isinstance(one, Taken) for one in answers)


def test_eight_people_and_two_advisors_at_one_hour_make_two_appointments():
    reason = a_reason()
    receives(reason)
    receives(reason)
    wish = Wish(Search(reason, Place.OFFICE), at(9))

    answers = at_once(lambda guest: book(wish, guest, at=NOW), guests(8))

    assert refused(answers) == 6
    assert Appointment.objects.count() == AppointmentParty.objects.count() == 2
    assert AdvisorQuarter.objects.count() == 6


def test_hours_that_overlap_never_share_a_quarter():
    reason = a_reason(minutes=45)
    receives(reason)
    starts = [at(9), at(9, 15), at(9, 30), at(9, 45), at(10), at(10, 15)]

    at_once(
        lambda job: book(Wish(Search(reason, Place.OFFICE), job[0]), job[1], at=NOW),
        list(zip(starts, guests(6), strict=True)),
    )

    rows = list(Appointment.objects.order_by("starts_at"))
    assert rows
    assert all(one.ends_at <= two.starts_at for one, two in pairwise(rows))
    assert AdvisorQuarter.objects.count() == 3 * len(rows)


def test_eight_identical_posts_are_one_booking_and_one_letter():
    reason = a_reason()
    receives(reason)
    receives(reason)
    guest, wish = somebody(), Wish(Search(reason, Place.OFFICE), at(9))

    answers = at_once(lambda _: book(wish, guest, at=NOW).pk, list(range(8)))

    assert len(set(answers)) == 1
    assert Appointment.objects.count() == Letter.objects.count() == 1


def test_the_last_seats_of_a_group_are_given_once():
    group = a_group(seats=3)

    answers = at_once(lambda guest: join(group, guest, at=NOW), guests(8))

    assert refused(answers) == 5
    assert AppointmentSeat.objects.filter(party__isnull=False).count() == 3


def test_two_appointments_moved_to_one_hour_and_one_cancelled_at_once():
    reason = a_reason(minutes=30)
    rows = [
        booked(reason, hour, email=f"p{hour:%H%M}@example.org")
        for hour in (at(9), at(9, 30), at(10))
    ]
    wish = Wish(Search(reason, Place.OFFICE), at(11))

    def act(rank):
        if rank == 2:
            cancel(AppointmentParty.objects.get(pk=rows[2].pk), at=NOW)
        else:
            reschedule(Appointment.objects.get(pk=rows[rank].appointment_id), wish, at=NOW)

    answers = at_once(act, [0, 1, 2])

    assert refused(answers[:2]) == 1
    assert Appointment.objects.filter(starts_at=at(11)).count() == 1
    assert AdvisorQuarter.objects.count() == 4


def test_an_absence_and_a_booking_at_once_never_leave_a_booking_made_after_it():
    reason = a_reason()
    user = receives(reason)

    def act(rank):
        if rank:
            return book(Wish(Search(reason, Place.OFFICE), at(9)), somebody(), at=NOW)
        return be_away(user, at(9), at(12), by=None, at=NOW)

    at_once(act, [0, 1])

    with pytest.raises(Taken):
        booked(reason, at(9, 45), email="autre@example.org")


def test_an_invitation_answered_several_times_at_once_is_one_booking():
    reason = a_reason(audience="invited")
    advisor = receives(reason)
    invitation = invite(make_person(), reason, [advisor], TUESDAY, by=None, at=NOW)
    wishes = [Wish(search_of(invitation, Place.OFFICE), hour) for hour in (at(9), at(9, 45))]

    def act(wish):
        mine = Invitation.objects.get(pk=invitation.pk)
        return answer(mine, wish, somebody(person=mine.person, email=""), at=NOW).pk

    assert len(set(at_once(act, wishes * 2))) == 1
    assert Appointment.objects.count() == 1
