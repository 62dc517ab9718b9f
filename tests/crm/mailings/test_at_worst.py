"""The worst that happens to a mailing: its worker is killed, its mail server goes away."""

import signal
from collections import Counter
from datetime import timedelta

import pytest
from django.utils import timezone

from crm.letters.delivery import mark_cut_off, send_due
from crm.letters.models import Letter, LetterState
from crm.mailings.audiences import Addressee
from crm.mailings.launching import launch, progress
from crm.mailings.models import Nature

from .post import Received, server, worker
from .publics import plan

MANY = 500
# Some ten seconds on a machine at rest; on one that is not, late is not wrong.
SECONDS = 300


def launched(count, at=None):
    many = [Addressee(f"a{rank}@example.org") for rank in range(count)]
    service = plan(nature=Nature.SERVICE, audience="")
    return launch(service, many, by=None, at=at)


@pytest.mark.django_db(transaction=True)
def test_a_worker_killed_in_the_middle_sends_to_nobody_twice_and_forgets_nobody():
    mailing = launched(MANY, timezone.now() - timedelta(seconds=1))
    received = Received()
    with server(received) as port:
        first = worker(port, "--pause 0.1")
        try:
            assert received.wait_for(MANY // 4, SECONDS)
        finally:
            first.send_signal(signal.SIGKILL)
            first.wait()
        gone = received.count.total()
        assert MANY // 4 <= gone < MANY

        assert worker(port, "--once").wait(SECONDS) == 0

    mark_cut_off(timezone.now() + timedelta(hours=1))
    letters = dict(Letter.objects.values_list("to", "state"))
    assert max(received.count.values()) == 1
    lost = {to for to, state in letters.items() if not received.count[to]}
    uncertain = {to for to, state in letters.items() if state == LetterState.UNCERTAIN}
    assert lost <= uncertain
    assert len(uncertain) <= 1
    assert progress(mailing).sent + len(uncertain) == MANY


@pytest.mark.django_db(transaction=True)
def test_a_worker_asked_to_stop_finishes_the_letter_under_way_and_leaves_the_others_waiting():
    launched(MANY, timezone.now() - timedelta(seconds=1))
    received = Received()
    with server(received) as port:
        asked = worker(port, "--pause 0.1")
        try:
            assert received.wait_for(MANY // 10, SECONDS)
        finally:
            asked.send_signal(signal.SIGTERM)
            status = asked.wait(SECONDS)

    states = Counter(Letter.objects.values_list("state", flat=True))
    assert status == 0
    assert set(received.count.values()) == {1}
    assert states == {
        LetterState.SENT: received.count.total(),
        LetterState.QUEUED: MANY - received.count.total(),
    }
    assert states[LetterState.QUEUED]


@pytest.mark.django_db
def test_a_real_server_that_stops_and_starts_again_delays_letters_and_loses_none(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST = "127.0.0.1"
    now = timezone.now()
    received = Received()
    mailing = launched(20, now - timedelta(seconds=10))
    late = Letter.objects.order_by("pk")[10:].values("pk")
    Letter.objects.filter(pk__in=list(late.values_list("pk", flat=True))).update(
        next_try_at=now + timedelta(minutes=1)
    )

    with server(received) as port:
        settings.EMAIL_PORT = port
        send_due(now)
    assert received.count.total() == 10
    for minutes in (1, 30, 600):
        assert send_due(now + timedelta(minutes=minutes)) <= 1
    assert progress(mailing).waiting == 10
    with server(received, port):
        later = now + timedelta(minutes=700)
        send_due(later)
        send_due(later + timedelta(minutes=3))

    assert set(received.count.values()) == {1}
    assert progress(mailing).sent == len(received.count) == 20
