"""What becomes of a letter: sent once, tried again, given up, or shown to a human."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.core import mail
from django.db import connections
from django.utils import timezone

from crm.letters import services as outbox
from crm.letters.delivery import MAX_ATTEMPTS, mark_cut_off, move, send, send_due
from crm.letters.models import PATHS, Letter, LetterState

pytestmark = pytest.mark.django_db

SERVERS = "tests.crm.letters.servers."


def letter(to: str = "elise@example.org") -> Letter:
    return outbox.write(
        "crm_applications/letters/received.txt", to=to, key="essai", context={"person": "Élise"}
    )


@pytest.mark.parametrize("server", ["Unreachable", "Busy", "Refusing"])
def test_a_letter_that_did_not_leave_is_tried_again_later_and_later(settings, server):
    settings.EMAIL_BACKEND = SERVERS + server
    row = letter()
    waits = []
    now = timezone.now()

    for _ in range(3):
        send(row.pk, now)
        row.refresh_from_db()
        assert row.state == LetterState.QUEUED
        waits.append(row.next_try_at - now)
        now = row.next_try_at

    assert waits == [timedelta(minutes=2), timedelta(minutes=8), timedelta(minutes=32)]


def test_a_letter_is_not_tried_before_its_hour(settings):
    settings.EMAIL_BACKEND = SERVERS + "Busy"
    row = letter()
    now = timezone.now()
    send(row.pk, now)

    assert send_due(now + timedelta(minutes=1)) == 0
    assert send_due(now + timedelta(minutes=3)) == 1


def test_a_letter_refused_too_often_is_given_up(settings):
    settings.EMAIL_BACKEND = SERVERS + "Busy"
    row = letter()

    for _ in range(MAX_ATTEMPTS):
        send(row.pk)

    row.refresh_from_db()
    assert (row.state, row.attempts) == (LetterState.FAILED, MAX_ATTEMPTS)
    assert row.last_error == "SMTPDataError"


@pytest.mark.parametrize("server", ["CutOff", "Silent"])
def test_a_letter_cut_off_while_it_left_is_uncertain_and_stays_so(settings, server):
    settings.EMAIL_BACKEND = SERVERS + server
    row = letter()

    send(row.pk)
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    send_due(timezone.now() + timedelta(days=30))

    row.refresh_from_db()
    assert row.state == LetterState.UNCERTAIN
    assert mail.outbox == []


def test_a_letter_whose_worker_died_is_shown_and_never_sent_by_itself(settings):
    settings.EMAIL_BACKEND = SERVERS + "Dying"
    row = letter()
    now = timezone.now()
    with pytest.raises(KeyboardInterrupt):
        send(row.pk, now)

    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    assert mark_cut_off(now + timedelta(minutes=5)) == 0
    assert mark_cut_off(now + timedelta(hours=1)) == 1
    send_due(now + timedelta(days=30))

    assert [row.pk for row in Letter.objects.to_look_at()] == [row.pk]
    assert mail.outbox == []


def test_a_human_may_send_an_uncertain_letter_again(settings, django_capture_on_commit_callbacks):
    settings.LETTERS_IN_PROCESS = True
    row = letter()
    move(row.pk, LetterState.SENDING, claimed_at=timezone.now())
    move(row.pk, LetterState.UNCERTAIN)

    with django_capture_on_commit_callbacks(execute=True):
        assert outbox.send_again(row)

    assert len(mail.outbox) == 1


def test_a_letter_to_no_address_is_given_up_at_once():
    row = letter(to="élise@exam\nple.org")

    send(row.pk)

    row.refresh_from_db()
    assert row.state == LetterState.FAILED
    assert mail.outbox == []


@pytest.mark.parametrize("end", [state for state in LetterState if not PATHS[state]])
def test_a_letter_that_left_or_was_withheld_does_not_move_any_more(end):
    row = letter()
    if end == LetterState.SENT:
        send(row.pk)
    else:
        move(row.pk, end, withheld_because="arrêté")

    row.refresh_from_db()
    assert row.state == end
    assert move(row.pk, LetterState.QUEUED) is None


@pytest.mark.django_db(transaction=True)
def test_a_letter_claimed_by_several_threads_is_sent_once():
    row = letter()

    def claim(_: int) -> None:
        try:
            send(row.pk)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(6) as workers:
        list(workers.map(claim, range(6)))

    assert len(mail.outbox) == 1
