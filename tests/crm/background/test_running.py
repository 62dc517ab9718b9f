"""A long action from the queue to its end, whatever cuts it: one door, one holder, nothing half kept."""

from __future__ import annotations

import time
from contextlib import contextmanager
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from wagtail import hooks

from crm.background import files, progress, running, services
from crm.background.kinds import Kind, Made
from crm.background.models import ActionState, LongAction
from crm.background.running import BROKEN, UNKNOWN
from crm.journal.refusal import Refused
from tests.crm.factories import UserFactory

pytestmark = pytest.mark.django_db

TOTAL = 1000


@contextmanager
def a_kind(run):
    with hooks.register_temporarily("register_long_action", lambda: Kind("essai", run)):
        yield


def ask(total=TOTAL):
    return services.ask("essai", "Un essai", by=UserFactory(), details={"q": "Rey"}, total=total)


def a_file(action, told):
    return Made(files.keep((b"%d" % row for row in told.counted(range(TOTAL))), "csv"), "essai.csv")


def kept_files():
    try:
        return set(files.private().listdir(files.FOLDER)[1])
    except FileNotFoundError:
        return set()


def test_it_is_done_once_whatever_the_number_of_workers():
    action, runs = ask(), []
    with a_kind(lambda one, told: runs.append(one.pk)):
        running.run(action.pk)
        running.run(action.pk)

    action.refresh_from_db()
    assert (runs, action.state, action.tries) == ([action.pk], "done", 1)
    assert action.ended_at


def test_what_fails_says_so_in_french_and_gives_no_file():
    def fail(action, told):
        a_file(action, told)
        raise ValueError("Rey")

    def refuse(action, told):
        raise Refused("Cette liste n’existe plus.")

    for run, said in ((fail, BROKEN), (refuse, "Cette liste n’existe plus.")):
        action = ask()
        with a_kind(run):
            running.run(action.pk)
        action.refresh_from_db()
        assert (action.state, action.error, action.details) == ("failed", said, {})
    unknown = ask()
    running.run(unknown.pk)
    unknown.refresh_from_db()
    assert (unknown.state, unknown.error) == ("failed", UNKNOWN)


def test_what_waits_is_cancelled_at_once_and_never_done():
    action, runs = ask(), []
    services.cancel(action, by=action.asked_by)
    with a_kind(lambda one, told: runs.append(one.pk)):
        running.run(action.pk)

    assert (action.state, action.details, runs) == ("cancelled", {}, [])
    with pytest.raises(Refused):
        services.cancel(action, by=action.asked_by)


@pytest.mark.django_db(transaction=True)
def test_what_runs_stops_between_two_rows_tells_how_far_it_was_and_keeps_nothing(monkeypatch):
    monkeypatch.setattr(progress, "EVERY", 0.01)
    before, action = kept_files(), ask()

    def asked_to_stop_on_the_way(one, told):
        def rows():
            yield from range(3)
            services.cancel(one, by=one.asked_by)
            give_up = time.monotonic() + 20
            while time.monotonic() < give_up:
                yield 0

        files.keep((b"x" for _ in told.counted(rows())), "csv")

    with a_kind(asked_to_stop_on_the_way):
        running.run(action.pk)

    action.refresh_from_db()
    assert action.state == ActionState.CANCELLED
    assert action.done >= 3
    assert kept_files() == before


@pytest.mark.django_db(transaction=True)
def test_how_far_it_is_can_be_read_while_it_runs(monkeypatch):
    monkeypatch.setattr(progress, "EVERY", 0.01)
    action, seen = ask(), []

    def run(one, told):
        told.tell(400)
        give_up = time.monotonic() + 20
        while not (done := LongAction.objects.get(pk=one.pk).done):
            assert time.monotonic() < give_up
        seen.append(done)

    with a_kind(run):
        running.run(action.pk)

    assert seen == [400]


def held(action):
    LongAction.objects.filter(pk=action.pk).update(
        state="running", holder="mort", alive_at=timezone.now() - timedelta(minutes=6), tries=1
    )


def test_what_a_killed_worker_left_is_taken_up_then_given_up():
    action, now = ask(), timezone.now()
    DBTaskResult.objects.all().delete()
    held(action)

    assert services.tend(now) == 1
    action.refresh_from_db()
    assert (action.state, DBTaskResult.objects.count()) == ("waiting", 1)

    held(action)
    LongAction.objects.filter(pk=action.pk).update(tries=2)
    services.tend(now)
    action.refresh_from_db()
    assert action.state == "failed"
    assert "coupé deux fois" in action.error
    assert services.tend(now) == 0


def test_what_shows_that_it_lives_is_left_alone():
    action = ask()
    held(action)
    LongAction.objects.filter(pk=action.pk).update(alive_at=timezone.now())

    assert services.tend(timezone.now()) == 0


def test_a_worker_that_comes_back_ends_nothing_that_another_holds():
    action, before = ask(), kept_files()

    def taken_over_on_the_way(one, told):
        made = a_file(one, told)
        LongAction.objects.filter(pk=one.pk).update(holder="autre")
        return made

    with a_kind(taken_over_on_the_way):
        running.run(action.pk)

    action.refresh_from_db()
    assert (action.state, action.holder, action.stored_as) == ("running", "autre", "")
    assert kept_files() == before


def test_a_file_that_no_row_names_is_deleted_later():
    name, now = files.keep([b"x"], "csv"), timezone.now()

    assert name not in files.lost(now)
    assert name in files.lost(now + timedelta(hours=7))
    services.tend(now + timedelta(hours=7))
    assert not files.private().exists(name)


@pytest.mark.parametrize(
    "wrong",
    [
        {"state": "done"},
        {"state": "failed", "ended_at": timezone.now()},
        {"state": "running"},
        {"stored_as": "travaux/x.csv"},
    ],
)
def test_the_database_refuses_what_makes_no_sense(wrong):
    action = ask()
    with pytest.raises(IntegrityError), transaction.atomic():
        LongAction.objects.filter(pk=action.pk).update(**wrong)
