"""Asked to choose: sent, reminded once, answered, withdrawn; and the reminders of what is booked."""

from datetime import date, timedelta

import pytest

from crm.appointments import inviting, personal, reminders
from crm.appointments.models import AppointmentParty, BookedThrough, Place
from crm.appointments.moving import reschedule
from crm.appointments.slots import Search
from crm.appointments.wishes import Wish
from crm.journal.refusal import Refused
from crm.letters.models import Letter
from tests.crm.factories import make_person

from .given import NOW, TUESDAY, a_reason, at, booked, later, receives, somebody

pytestmark = pytest.mark.django_db


def invited(**told):
    reason = a_reason(audience="invited")
    advisor = receives(reason)
    receives(reason)
    person = make_person(at=later(days=-90))
    until = told.pop("until", TUESDAY)
    return inviting.invite(person, reason, [advisor], until, by=None, at=NOW, **told)


def answered(invitation, **told):
    search = inviting.search_of(invitation, Place.OFFICE)
    guest = somebody(person=invitation.person, through=BookedThrough.INVITATION, email="", **told)
    return inviting.answer(invitation, Wish(search, at(9)), guest, at=later(hours=1))


def reminded():
    return [row.key for row in Letter.objects.filter(key__contains="rappel")]


def test_an_answer_is_a_booking_with_one_of_the_advisors_and_twice_is_one():
    invitation = invited(words="Parlons de l’école.")

    party = answered(invitation)

    assert answered(invitation) == party
    assert party.appointment.advisor in invitation.advisors.all()
    assert party.person == invitation.person
    letter = Letter.objects.get(key=f"rdv-invitation-{invitation.pk}-envoi")
    assert "Parlons de l’école." in letter.body
    assert "/rendez-vous/invitation/{jeton}/" in letter.body


def test_a_booking_that_is_cancelled_opens_the_invitation_again():
    invitation = invited()
    party = answered(invitation)

    personal.cancel(party, at=later(hours=0))

    invitation.refresh_from_db()
    assert invitation.party is None
    assert answered(invitation) != party


def test_an_invitation_over_or_withdrawn_is_answered_no_more():
    over, withdrawn = invited(until=date(2026, 3, 2)), invited()
    inviting.withdraw(withdrawn, by=None, at=NOW)

    with pytest.raises(Refused, match="plus ouverte"):
        answered(withdrawn)
    search = inviting.search_of(over, Place.OFFICE)
    with pytest.raises(Refused, match="plus ouverte"):
        inviting.answer(over, Wish(search, at(9)), somebody(), at=at(8))
    assert not AppointmentParty.objects.exists()


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        ({"email": ""}, "adresse électronique"),
        ({"seats": 4}, "ne se propose pas"),
        ({"audience": "desk"}, "ne se propose pas"),
    ],
)
def test_an_invitation_that_could_not_be_answered_is_not_sent(told, sentence):
    person = make_person(**{name: told.pop(name) for name in ["email"] if name in told})
    reason = a_reason(**told)

    with pytest.raises(Refused, match=sentence):
        inviting.invite(person, reason, [receives(reason)], TUESDAY, by=None, at=NOW)


def test_who_did_not_answer_is_reminded_once():
    invitation = invited(until=TUESDAY + timedelta(days=30))

    for days in (3, 4, 5):
        reminders.send_due(later(days=days))

    assert reminded() == [f"rdv-invitation-{invitation.pk}-rappel"]


def test_a_reminder_leaves_two_days_before_once():
    party = booked(now=later(days=-3))
    assert reminders.send_due(at(9) - timedelta(hours=49)) == 0

    assert [reminders.send_due(at(9) - timedelta(hours=47)) for _ in range(2)] == [1, 0]
    assert reminded() == [f"rdv-{party.pk}-rappel-0"]


def test_whoever_booked_or_moved_less_than_two_days_before_is_not_reminded():
    reason = a_reason()
    booked(reason, now=at(9) - timedelta(hours=30))
    moved = booked(reason, at(9, 45), email="b@example.org", now=later(days=-9))
    wish = Wish(Search(reason, Place.OFFICE), at(10, 30))
    reschedule(moved.appointment, wish, at=NOW)

    assert reminders.send_due(at(8)) == 0


def test_forty_eight_hours_are_forty_eight_hours_over_a_change_of_hour():
    # Monday the 30th at 9 in summer time: 48 hours before is Saturday at 8, in winter time.
    monday = date(2026, 3, 30)
    reason = a_reason()
    receives(reason, date=monday)
    booked(reason, at(9, day=monday))

    assert reminders.send_due(at(7, 59, day=date(2026, 3, 28))) == 0
    assert reminders.send_due(at(8, 1, day=date(2026, 3, 28))) == 1
    letter = Letter.objects.get(key__contains="rappel")
    assert "lundi 30 mars 2026 à 9 h" in letter.subject.replace("\xa0", " ")
