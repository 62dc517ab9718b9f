"""Offers of seats: their end, who comes next, and who comes back."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from crm.applications.models import ApplicationState, Enrolment, EnrolmentState
from crm.applications.services import move, move_enrolment
from crm.applications.waitlist.jobs import expire_offers, remind, see_to_offers
from crm.journal.refusal import Refused
from crm.letters.models import Letter
from crm.waiting.deadlines import end_of_day, working_day_after
from crm.waiting.models import WaitEntry, WaitState
from tests.crm.applications.lives import studied
from tests.crm.applications.waits import (
    BEFORE,
    NOW,
    coming,
    sent_offer,
    states,
    taken,
    waiting,
)

pytestmark = pytest.mark.django_db

State, Seat = ApplicationState, EnrolmentState


def letters(application) -> list[str]:
    rows = Letter.objects.filter(person=application.person).order_by("pk")
    return [row.template.rpartition("/")[2].removesuffix(".txt") for row in rows]


def test_an_offer_ends_after_five_working_days():
    enrolment = sent_offer(coming())

    offered_on = timezone.localdate(enrolment.offered_at)
    assert enrolment.expires_at == end_of_day(working_day_after(offered_on, 5))
    body = Letter.objects.filter(person=enrolment.application.person).last().body
    assert "au plus tard le" in body
    assert "à minuit" in body


@pytest.mark.parametrize("how", [Seat.DECLINED, Seat.EXPIRED, Seat.WITHDRAWN])
def test_a_seat_given_back_goes_to_the_next_in_line(how):
    session = coming()
    enrolment = sent_offer(session)
    second, first = waiting(session), waiting(session, NOW - timedelta(days=12))

    move_enrolment(enrolment, how, at=NOW)

    assert states(first, second) == [State.ADMITTED, State.WAITLISTED]
    offer = Enrolment.objects.get(application=first)
    entry = WaitEntry.objects.get(reference=str(first.pk))
    assert (offer.state, entry.state) == (Seat.OFFERED, WaitState.OFFERED)
    assert entry.offer_expires_at == offer.expires_at > NOW
    assert letters(first) == ["waitlisted", "seat_offered"]


def test_an_application_withdrawn_promotes_one_person():
    session = coming(seats=2)
    going = taken(session)
    taken(session)
    line = [waiting(session, NOW - timedelta(days=9 - rank)) for rank in range(2)]

    move(going.application, State.WITHDRAWN, at=NOW)

    assert states(*line) == [State.ADMITTED, State.WAITLISTED]


def test_an_answer_is_written_on_the_list_too():
    session = coming()
    first = waiting(session)
    move_enrolment(sent_offer(session), Seat.DECLINED, at=NOW)

    move_enrolment(first.enrolment, Seat.CONFIRMED, at=NOW)

    assert WaitEntry.objects.get(reference=str(first.pk)).state == WaitState.ACCEPTED


def test_the_job_ends_what_is_over_and_tells_everybody_once():
    session = coming()
    enrolment, next_one = sent_offer(session, 15), waiting(session)

    see_to_offers(NOW)
    see_to_offers(NOW)

    enrolment.refresh_from_db()
    assert (enrolment.state, enrolment.seat) == (Seat.EXPIRED, None)
    assert letters(enrolment.application) == ["admitted", "offer_expired"]
    assert letters(next_one) == ["waitlisted", "seat_offered"]


def test_the_job_leaves_the_last_day_whole():
    enrolment = sent_offer(coming())

    assert expire_offers(enrolment.expires_at) == 0
    assert expire_offers(enrolment.expires_at + timedelta(seconds=1)) == 1


def test_a_reminder_leaves_on_the_eve_of_the_last_day_once():
    enrolment = sent_offer(coming())
    eve = end_of_day(timezone.localdate(enrolment.expires_at)) - timedelta(days=1, hours=12)
    while working_day_after(timezone.localdate(eve)) > timezone.localdate(enrolment.expires_at):
        eve -= timedelta(days=1)
    early = eve - timedelta(days=2)

    if working_day_after(timezone.localdate(early)) < timezone.localdate(enrolment.expires_at):
        assert remind(early) == 0
    remind(eve)
    remind(eve)

    assert letters(enrolment.application).count("offer_reminder") == 1


def test_who_holds_a_seat_elsewhere_at_the_same_dates_lets_the_turn_pass():
    session, other = coming(), coming()
    first, second = waiting(session, NOW - timedelta(days=12)), waiting(session)
    busy = studied(other, at=BEFORE)
    type(busy).objects.filter(pk=busy.pk).update(person=first.person)
    busy.refresh_from_db()
    move(busy, State.ADMITTED, at=NOW)

    move_enrolment(sent_offer(session), Seat.DECLINED, at=NOW)

    assert states(first, second) == [State.WAITLISTED, State.ADMITTED]
    assert "mêmes dates" in WaitEntry.objects.get(reference=str(first.pk)).skip_reason


def test_nobody_is_promoted_once_the_session_has_begun():
    session = coming(starts_on=timezone.localdate(NOW))
    enrolment, next_one = sent_offer(session), waiting(session)

    move_enrolment(enrolment, Seat.WITHDRAWN, at=NOW)

    assert states(next_one) == [State.WAITLISTED]


def test_somebody_behind_is_admitted_by_hand_with_a_reason_alone():
    session = coming(seats=2)
    first, second = waiting(session, NOW - timedelta(days=12)), waiting(session)

    with pytest.raises(Refused, match="Une personne attend avant elle"):
        move(second, State.ADMITTED, at=NOW)
    move(second, State.ADMITTED, reason="Logée sur place dès lundi.", at=NOW)

    assert states(first, second) == [State.WAITLISTED, State.ADMITTED]
    assert WaitEntry.objects.get(reference=str(second.pk)).state == WaitState.OFFERED


def test_one_waits_for_a_session_and_for_nothing_less():
    row = studied(coming(), at=BEFORE)
    type(row).objects.filter(pk=row.pk).update(session=None)

    with pytest.raises(Refused, match="Choisissez d’abord la session"):
        move(row, State.WAITLISTED, at=NOW)


def test_another_decision_takes_the_person_off_the_list():
    row = waiting(coming())

    move(row, State.POOLED, reason="Préfère l’automne.", at=NOW)

    entry = WaitEntry.objects.get()
    assert (entry.state, entry.reason) == (WaitState.REMOVED, "Préfère l’automne.")
