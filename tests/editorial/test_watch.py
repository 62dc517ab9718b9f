"""Whether the house runs: what a monitor is told, and what an administrator is."""

from __future__ import annotations

import os
import threading
from datetime import timedelta

import pytest
from django.db import OperationalError, connection
from django.utils import timezone
from wagtail import hooks

from editorial.backups.making import NAMED
from editorial.models import Heartbeat
from editorial.watch import own
from editorial.watch.checks import Check, Finding, checks, in_words
from editorial.watch.heartbeats import SCHEDULER, beat
from editorial.watch.looking import alerts, keep_alerts, known_alerts, look

pytestmark = pytest.mark.django_db

ALIVE, READY = "/sante/vivant/", "/sante/pret/"


@pytest.fixture
def offer(request):
    """Offer a check for as long as the test lasts."""

    def offered(check: Check) -> None:
        hook = hooks.register_temporarily("register_health_check", lambda: check)
        hook.__enter__()
        request.addfinalizer(lambda: hook.__exit__(None, None, None))

    return offered


def fails(at):
    raise OperationalError("mot de passe refusé pour murat@10.0.0.7")


def found(name, at=None):
    return next(one for one in look(at) if one.check.name == name)


def test_a_process_that_answers_is_alive_whatever_the_database_does(
    client, django_assert_num_queries
):
    with django_assert_num_queries(0):
        answer = client.get(ALIVE)

    assert (answer.status_code, answer.json()) == (200, {"state": "ok"})
    assert "no-store" in answer["Cache-Control"]


def test_a_house_that_serves_is_ready_and_tells_anybody_states_alone(client):
    answer = client.get(READY)

    told = answer.json()
    assert answer.status_code == 200
    assert "no-store" in answer["Cache-Control"]
    assert {"database", "migrations", "cache", "scheduler", "jobs", "disk", "backup"} <= set(
        told["checks"]
    )
    assert set(told["checks"].values()) <= {"ok", "warning"}
    assert (
        told["checks"]["database"]
        == told["checks"]["migrations"]
        == told["checks"]["cache"]
        == "ok"
    )


def test_what_people_alone_settle_is_no_business_of_a_monitor(client, offer):
    offer(Check("desk-only", "Essai", lambda at: Finding("Rien ne va."), desk=True))

    assert "desk-only" not in client.get(READY).json()["checks"]


def test_figures_are_for_who_shows_the_token(client, settings, offer):
    offer(Check("trial", "Essai", lambda at: Finding("Rien ne va.", value=4, unit="min")))
    settings.HEALTH_TOKEN = "un-jeton-de-surveillance"

    def told(**headers):
        return client.get(READY, headers=headers).json()["checks"]["trial"]

    assert told() == told(authorization="Bearer un-autre") == "warning"
    shown = told(authorization="Bearer un-jeton-de-surveillance")
    assert shown == {"state": "warning", "value": 4, "unit": "min", "says": "Rien ne va."}


def test_without_a_token_nobody_reads_figures(client, offer):
    offer(Check("trial", "Essai", lambda at: Finding(value=4)))

    for shown in ("", "Bearer ", "Bearer"):
        answer = client.get(READY, headers={"authorization": shown})
        assert answer.json()["checks"]["trial"] == "ok"


def test_a_warning_serves_still_and_fails_a_monitor_that_asks_for_all(client, offer):
    offer(Check("trial", "Essai", lambda at: Finding("Rien ne va.")))

    assert client.get(READY).status_code == 200
    assert client.get(READY).json()["state"] == "warning"
    assert client.get(f"{READY}?tout=1").status_code == 503


def test_what_the_site_cannot_do_without_is_a_503_that_tells_no_secret(client, settings, offer):
    offer(Check("trial", "Essai", fails, vital=True))
    settings.HEALTH_TOKEN = "un-jeton-de-surveillance"
    answer = client.get(READY, headers={"authorization": f"Bearer {settings.HEALTH_TOKEN}"})

    assert answer.status_code == 503
    assert answer.json()["state"] == "down"
    assert "10.0.0.7" not in answer.content.decode()
    assert "OperationalError" in answer.json()["checks"]["trial"]["says"]


def test_what_hangs_does_not_hold_the_answer(client, settings, offer):
    settings.HEALTH_SECONDS, answered = 1.0, threading.Event()
    offer(Check("trial", "Essai", lambda at: answered.wait(60) and Finding(), vital=True))
    try:
        answers = [client.get(READY), client.get(READY)]
    finally:
        answered.set()

    assert [answer.status_code for answer in answers] == [503, 503]
    assert answers[0].json()["checks"]["trial"] == "unknown"
    assert answers[0].json()["checks"]["disk"] == "ok"
    # The second one found the first still looking: it waits no more than its share.
    assert set(answers[1].json()["checks"].values()) == {"unknown"}


def test_a_database_older_than_the_code_is_not_ready():
    assert found("migrations").state == "ok"
    with connection.cursor() as cursor:
        cursor.execute(
            "DELETE FROM django_migrations WHERE app = 'editorial' AND name LIKE '0001%%'"
        )

    looked = found("migrations")
    assert (looked.state, looked.finding.value) == ("down", 1)
    assert "manage.py migrate" in looked.finding.todo


def test_a_cache_that_gives_nothing_back_is_down(settings):
    settings.CACHES = {
        **settings.CACHES,
        "default": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"},
    }

    assert own.pages_cache(timezone.now()).wrong


def test_the_scheduler_is_silent_after_a_while():
    now = timezone.now()
    assert "jamais" in found("scheduler", now).finding.wrong

    beat(SCHEDULER, now)
    assert found("scheduler", now + timedelta(minutes=9)).state == "ok"
    late = found("scheduler", now + timedelta(hours=3))
    assert late.state == "warning"
    assert "3\N{NO-BREAK SPACE}heures" in late.finding.wrong


def test_a_sign_of_life_is_written_once_a_minute_at_most(django_assert_num_queries):
    now = timezone.now()
    beat(SCHEDULER, now)
    with django_assert_num_queries(1):
        beat(SCHEDULER, now + timedelta(seconds=59))
    beat(SCHEDULER, now + timedelta(seconds=60))

    assert Heartbeat.objects.get(name=SCHEDULER).beaten_at == now + timedelta(seconds=60)


def test_backups_are_said_to_be_missing_then_old(settings, tmp_path):
    settings.BACKUP_DIR, now = tmp_path, timezone.now()
    assert own.backups(now).wrong == "Aucune sauvegarde n’a encore été faite."

    archive = tmp_path / NAMED.replace("*", "2011-10-03-020000")
    archive.write_bytes(b"")
    made = (now - timedelta(hours=30)).timestamp()
    os.utime(archive, (made, made))
    assert (own.backups(now).wrong, own.backups(now).value) == ("", 30.0)
    assert "2\N{NO-BREAK SPACE}jours" in own.backups(now + timedelta(hours=20)).wrong

    settings.BACKUP_OLD_HOURS = 0
    assert own.backups(now + timedelta(days=30)).wrong == ""


def test_a_disk_almost_full_is_said(settings):
    assert own.disks(timezone.now()).value > 0
    settings.DISK_FREE_MB = 10**12

    assert own.disks(timezone.now()).wrong


def test_lengths_are_said_as_people_say_them():
    said = [
        in_words(timedelta(minutes=one)).replace("\N{NO-BREAK SPACE}", " ")
        for one in (1, 40, 119, 120, 2880)
    ]

    assert said == ["1 minute", "40 minutes", "119 minutes", "2 heures", "2 jours"]


def test_alerts_are_kept_for_screens_that_must_not_wait(offer, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert [one.label for one in known_alerts()] == ["Planificateur"]
    offer(Check("trial", "Essai", lambda at: Finding("Rien ne va.", "Attendre.")))
    keep_alerts(timezone.now())

    with django_assert_num_queries(0):
        assert "Rien ne va." in {one.wrong for one in known_alerts()}


def test_a_cache_that_is_away_hides_nothing_of_what_is_wrong(settings, offer):
    offer(Check("trial", "Essai", lambda at: Finding("Rien ne va.")))
    away = {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": "redis://127.0.0.1:1",
    }
    settings.CACHES = {**settings.CACHES, "default": away}

    told = {one.wrong for one in alerts()}
    assert "Rien ne va." in told
    assert any("Cache" in wrong for wrong in told)
    assert [one.label for one in known_alerts()] == ["Planificateur"]


def test_every_check_has_a_name_of_its_own():
    names = [check.name for check in checks()]

    assert len(set(names)) == len(names)
