"""A mailing under way: paused, resumed, stopped, postponed by a server that is away, settled by a human."""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from crm.journal.models import Action, Entry
from crm.journal.refusal import Refused
from crm.letters.delivery import MAX_ATTEMPTS, move, send, send_due
from crm.letters.models import Letter, LetterState
from crm.letters.services import write
from crm.mailings import jobs
from crm.mailings.audiences import Addressee
from crm.mailings.launching import launch, pause, progress, resume, stop
from crm.mailings.models import MailingState, Nature
from crm.mailings.running import progress_of
from crm.mailings.services import retry_failed, settle_letter
from tests.crm.factories import UserFactory

from .publics import plan

pytestmark = pytest.mark.django_db
SERVERS = "tests.crm.letters.servers."
LOCMEM = "django.core.mail.backends.locmem.EmailBackend"
MINUTE = timedelta(minutes=1)


def launched(count=4, at=None, **more):
    many = [Addressee(f"a{rank}@example.org") for rank in range(count)]
    known = {"nature": Nature.SERVICE, "audience": "", "per_minute": 60} | more
    return launch(plan(known.pop("key", "essai-1"), **known), many, by=None, at=at)


def test_paused_nothing_leaves_and_resumed_all_leave_at_their_pace():
    now = timezone.now()
    mailing = launched(at=now)
    send_due(now + timedelta(seconds=1))
    by = UserFactory()

    pause(mailing, by=by, at=now)
    assert send_due(now + timedelta(days=1)) == 0
    assert progress(mailing).waiting == 2
    later = now + timedelta(days=2)
    resume(mailing, by=by, at=later)

    waiting = Letter.objects.filter(state=LetterState.QUEUED).order_by("pk")
    assert [row.next_try_at - later for row in waiting] == [timedelta(0), timedelta(seconds=1)]
    send_due(later + MINUTE)
    assert len(mail.outbox) == 4
    moves = Entry.objects.about(mailing).filter(action=Action.MOVED, actor=by)
    assert set(moves.values_list("before", "after")) == {
        ("sending", "paused"),
        ("paused", "sending"),
    }


def test_a_letter_refused_for_the_time_being_while_its_mailing_is_paused_stays_parked(settings):
    now = timezone.now()
    mailing = launched(1, at=now)
    settings.EMAIL_BACKEND = SERVERS + "Busy"
    send_due(now)
    pause(mailing, by=None, at=now)
    Letter.objects.update(next_try_at=now)  # as a refusal that came in after the pause writes it
    settings.EMAIL_BACKEND = LOCMEM

    send_due(now + MINUTE)

    assert mail.outbox == []
    assert Letter.objects.get().next_try_at is None
    resume(mailing, by=None, at=now)
    send_due(now + MINUTE)
    assert len(mail.outbox) == 1


def test_stopped_with_a_reason_what_waits_never_leaves():
    now = timezone.now()
    mailing = launched(at=now)
    send_due(now)
    with pytest.raises(Refused, match="pourquoi"):
        stop(mailing, reason=" ", by=None, at=now)

    assert stop(mailing, reason="Une date est fausse.", by=None, at=now) == 3

    send_due(now + timedelta(days=1))
    assert len(mail.outbox) == 1
    assert (progress(mailing).withheld, mailing.state) == (3, MailingState.STOPPED)
    for gesture in (pause, resume):
        with pytest.raises(Refused):
            gesture(mailing, by=None, at=now)


def test_a_server_that_is_away_delays_a_mailing_and_never_gives_it_up(settings):
    now = timezone.now()
    launched(at=now)
    settings.EMAIL_BACKEND = SERVERS + "Unreachable"
    for hour in range(0, 48, 4):
        assert send_due(now + timedelta(hours=hour)) <= 1

    assert set(Letter.objects.values_list("state", "attempts")) == {("queued", 0)}
    settings.EMAIL_BACKEND = LOCMEM
    later = now + timedelta(days=3)
    send_due(later)
    assert len(mail.outbox) < 4  # at its pace again, not all at once
    send_due(later + MINUTE)
    send_due(later + 5 * MINUTE)
    assert len(mail.outbox) == 4


def test_a_letter_alone_does_not_wait_behind_a_mailing_whose_server_is_away(settings):
    now = timezone.now()
    launched(at=now)
    write(
        "crm_applications/letters/received.txt",
        to="elise@example.org", key="seul", context={"person": "É"}, at=now,
    )  # fmt: skip
    settings.EMAIL_BACKEND = SERVERS + "Unreachable"

    assert send_due(now + MINUTE) == 2

    assert Letter.objects.get(key="seul").attempts == 1


def test_without_a_worker_a_visitor_waits_for_a_handful_at_most():
    now = timezone.now()
    launched(50, at=now, per_minute=30_000)

    assert send_due(now + MINUTE, bulk_at_most=20) == 20
    assert send_due(now + MINUTE) == 30


def test_without_a_worker_the_scheduler_sends_what_is_due_and_ends_the_mailing(settings):
    settings.LETTERS_IN_PROCESS = True
    now = timezone.now()
    mailing = launched(3, at=now - MINUTE)

    jobs.settle(now)

    mailing.refresh_from_db()
    assert (mailing.state, len(mail.outbox)) == (MailingState.DONE, 3)


def test_letters_given_up_leave_again_when_a_human_says_so(settings):
    now = timezone.now()
    mailing = launched(2, at=now)
    settings.EMAIL_BACKEND = SERVERS + "Busy"
    for letter in Letter.objects.all():
        for _ in range(MAX_ATTEMPTS):
            send(letter.pk, now)
    assert progress(mailing).failed == 2
    settings.EMAIL_BACKEND = LOCMEM

    assert retry_failed(mailing, by=UserFactory(), at=now) == 2

    send_due(now + MINUTE)
    assert (progress(mailing).sent, len(mail.outbox)) == (2, 2)
    assert retry_failed(mailing, by=UserFactory(), at=now) == 0


@pytest.mark.parametrize("again", [True, False])
def test_an_uncertain_letter_is_settled_once_by_a_human(again):
    now = timezone.now()
    mailing = launched(1, at=now)
    letter = Letter.objects.get()
    move(letter.pk, LetterState.SENDING, claimed_at=now)
    move(letter.pk, LetterState.UNCERTAIN)
    letter.refresh_from_db()
    by = UserFactory()

    settle_letter(mailing, letter, again=again, by=by, at=now)
    send_due(now + MINUTE)

    letter.refresh_from_db()
    assert letter.state == LetterState.SENT
    assert len(mail.outbox) == again
    assert Entry.objects.about(letter).filter(actor=by).count() == 1
    with pytest.raises(Refused, match="déjà réglé"):
        settle_letter(mailing, letter, again=again, by=by, at=now)


def test_progress_of_many_mailings_is_one_query(django_assert_num_queries):
    keys = [launched(2, key=f"essai-{rank}").pk for rank in range(5)]

    with django_assert_num_queries(1):
        found = progress_of(keys)

    assert [found[key].waiting for key in keys] == [2] * 5


def test_a_mailing_is_among_the_works_of_who_launched_it(client):
    by = UserFactory(groups=["Chargés de communication"])
    mailing = launch(
        plan("essai-1", nature=Nature.SERVICE, audience="", per_minute=60),
        [Addressee("a@example.org")],
        by=by,
    )

    def works(user):
        client.force_login(user)
        return client.get("/admin/travaux/").content.decode()

    assert f"{mailing.title}</a>" in works(by)
    assert f"{mailing.title}</a>" not in works(UserFactory(groups=["Chargés de communication"]))
