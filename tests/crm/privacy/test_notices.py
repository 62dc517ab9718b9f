"""Nobody is forgotten without having been told, and one word of theirs keeps the file."""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from crm.consents.models import SuppressionReason
from crm.consents.suppression import suppress
from crm.journeys.models import Direction, InteractionKind
from crm.journeys.services import log
from crm.letters.delivery import send
from crm.letters.models import Letter, LetterState
from crm.people.restriction import restrict
from crm.people.services import heard_from
from crm.privacy import notices
from crm.privacy.due import kept_until
from crm.privacy.holds import Why, set_hold
from crm.privacy.models import Answer, HoldReason, LineState, Notice, Way
from tests.crm.factories import UserFactory

from .endings import ending_in, state_of, told

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def test_who_ends_within_thirty_days_is_written_to_once_and_who_ends_later_is_not():
    near, far = ending_in(30, email="near@example.org"), ending_in(31, email="far@example.org")
    now = timezone.now()

    assert notices.write_due(now) == 1
    assert notices.write_due(now + timedelta(hours=1)) == 0
    notice = Notice.objects.get()
    assert (notice.person, notice.way, notice.letter.to) == (near, Way.LETTER, "near@example.org")
    assert notice.due_on == kept_until(near) + DAY
    assert not Notice.objects.filter(person=far).exists()


def test_the_letter_says_the_day_and_carries_one_link():
    person = ending_in(30, email="x@example.org")
    notice = told(person)
    send(notice.letter_id)

    body = mail.outbox[-1].body
    assert "/conservation/" in body
    assert "Effacez mon dossier maintenant" in body
    token = body.split("/conservation/")[1].split("/")[0]
    assert notices.notice_of(token) == notice


@pytest.mark.parametrize(
    ("told_of", "way"),
    [
        pytest.param({"phone": "06 39 98 01 42"}, Way.CALL, id="a telephone alone"),
        pytest.param({}, Way.NONE, id="nothing"),
    ],
)
def test_without_an_address_no_letter_leaves(told_of, way):
    assert told(ending_in(30, email="", **told_of)).way == way
    assert not Letter.objects.exists()


def test_whoever_objected_to_every_letter_is_not_written_to():
    person = ending_in(30, email="no@example.org")
    suppress("no@example.org", reason=SuppressionReason.OBJECTION)

    assert told(person).way == Way.OBJECTED
    assert not Letter.objects.exists()


def test_a_held_or_restricted_file_is_not_announced():
    held, restricted = ending_in(30), ending_in(30)
    why = Why(HoldReason.REQUEST, "x", "y", until=timezone.localdate() + timedelta(days=90))
    set_hold(held, why, by=None)
    restrict(restricted, "Le temps d’une vérification", by=None)

    assert notices.write_due(timezone.now()) == 0


def test_without_an_answer_the_file_goes_after_the_day_told_and_not_on_it():
    person = ending_in(30, email="x@example.org")
    assert state_of(person, 31) == LineState.EARLY
    notice = told(person)
    assert state_of(person, 31) == LineState.EARLY
    send(notice.letter_id)

    assert state_of(person, 30) is None
    assert state_of(person, 31) == LineState.TO_DO


def test_whose_end_is_passed_already_still_has_thirty_days_to_answer():
    person = ending_in(-400, email="x@example.org")
    send(told(person).letter_id)

    assert state_of(person, 29) == LineState.EARLY
    assert state_of(person, 30) == LineState.TO_DO


def test_a_letter_that_did_not_leave_or_came_back_tells_nobody():
    away = told(ending_in(30, email="a@example.org", phone="06 39 98 01 42"))
    back = told(ending_in(30, email="b@example.org"))
    Letter.objects.filter(pk=away.letter_id).update(state=LetterState.FAILED)
    send(back.letter_id)
    Letter.objects.filter(pk=back.letter_id).update(
        bounced_at=timezone.now(), bounce_status="5.1.1"
    )
    assert notices.follow(timezone.now()) == 2

    away.refresh_from_db()
    back.refresh_from_db()
    assert (away.way, back.way) == (Way.CALL, Way.NONE)
    assert away.due_on == timezone.localdate() + timedelta(days=90)


def test_a_sign_of_life_before_the_letter_leaves_keeps_it_here():
    person = ending_in(10, email="x@example.org")
    notice = told(person)
    heard_from(person, at=timezone.now() + timedelta(minutes=1))
    send(notice.letter_id)

    assert mail.outbox == []
    notice.letter.refresh_from_db()
    assert notice.letter.state == LetterState.WITHHELD
    notices.follow(timezone.now())
    notice.refresh_from_db()
    assert notice.answer == Answer.SIGN


def test_a_call_of_the_person_ends_the_notice_and_one_of_ours_does_not():
    person = ending_in(10, email="", phone="06 39 98 01 42")
    notice, adviser = told(person), UserFactory()
    later = timezone.now() + timedelta(minutes=5)
    log(person, InteractionKind.NOTE, by=adviser, text="Relancée", at=later)
    notices.follow(later)
    notice.refresh_from_db()
    assert notice.answer == Answer.NONE

    log(person, InteractionKind.CALL, direction=Direction.OUT, by=adviser, at=later)
    notices.follow(later)
    notice.refresh_from_db()
    assert notice.answer == Answer.NONE

    log(person, InteractionKind.CALL, direction=Direction.IN, by=adviser, at=later)
    notices.follow(later)
    notice.refresh_from_db()
    assert notice.answer == Answer.SIGN
