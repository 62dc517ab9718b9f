"""What an administrator is told of the house, and the screen of what runs at its hour."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.core.cache import cache
from django.utils import timezone
from wagtail import hooks
from wagtail.models import ModelLogEntry

from editorial.models import ScheduledJob
from editorial.scheduling import Job, claim, jobs
from editorial.watch.checks import Check, Finding
from tests.desk.people import someone

pytestmark = pytest.mark.django_db


@pytest.fixture
def offer(request):
    """Offer a check for as long as the test lasts."""

    def offered(check: Check) -> None:
        hook = hooks.register_temporarily("register_health_check", lambda: check)
        hook.__enter__()
        request.addfinalizer(lambda: hook.__exit__(None, None, None))

    return offered


def a_superuser():
    return User.objects.create_superuser("admin")


def home_of(client, who):
    cache.clear()
    client.force_login(who)
    return client.get("/admin/").content.decode()


def test_the_first_page_of_the_admin_says_what_is_wrong_to_who_may_act(client, offer):
    offer(Check("trial", "Essai", lambda at: Finding("Rien ne va.", "Relancer le service.")))

    shown = home_of(client, a_superuser())
    assert "Rien ne va." in shown
    assert "Relancer le service." in shown
    assert "Rien ne va." not in home_of(client, someone("Rédacteur"))
    assert "Rien ne va." in home_of(client, someone("Webmestre"))


def test_a_check_is_told_to_those_whom_it_concerns_and_nothing_else(client, offer):
    offer(
        Check("a", "Un", lambda at: Finding("Un mot pour la presse."), may="news.change_coverage")
    )
    offer(Check("b", "Deux", lambda at: Finding("Un mot pour la technique.")))

    shown = home_of(client, someone("Chargé de presse"))
    assert "Un mot pour la presse." in shown
    assert "Un mot pour la technique." not in shown


def test_the_screen_shows_every_job_with_what_came_of_it(client):
    now = timezone.now()
    ScheduledJob.objects.create(
        name="publication",
        next_at=now - timedelta(hours=2),
        ran_at=now - timedelta(hours=3),
        last_count=7,
    )
    client.force_login(someone("Webmestre"))

    shown = client.get("/admin/taches-planifiees/").content.decode()
    assert all(job.label in shown for job in jobs())
    assert "7 traités" in shown
    assert "En retard" in shown
    assert "Lancer" not in shown


def test_the_screen_costs_the_same_whatever_the_number_of_jobs(
    client, django_assert_max_num_queries
):
    client.force_login(a_superuser())
    with django_assert_max_num_queries(12):
        client.get("/admin/taches-planifiees/")


def test_a_job_launched_by_hand_is_due_at_once_and_leaves_a_trace(client):
    user, later = a_superuser(), timezone.now() + timedelta(days=1)
    row = ScheduledJob.objects.create(name="site-retention", next_at=later)
    client.force_login(user)

    shown = client.post(
        "/admin/taches-planifiees/site-retention/lancer/", follow=True
    ).content.decode()
    row.refresh_from_db()
    assert row.next_at <= timezone.now()
    assert "est demandée" in shown
    trace = ModelLogEntry.objects.get(action="editorial.ask_job")
    assert (trace.user, trace.label) == (user, "Ménage du site")


def test_a_job_that_runs_is_not_launched_twice(client):
    job = Job("publication", timedelta(0), print)
    claim(job, timezone.now())
    client.force_login(a_superuser())

    shown = client.post(
        "/admin/taches-planifiees/publication/lancer/", follow=True
    ).content.decode()
    assert "tourne déjà" in shown
    assert not ModelLogEntry.objects.filter(action="editorial.ask_job").exists()


def test_only_a_superuser_launches_a_job(client):
    client.force_login(someone("Webmestre"))
    client.post("/admin/taches-planifiees/publication/lancer/")

    assert not ScheduledJob.objects.exists()
    client.force_login(someone("Rédacteur"))
    assert client.get("/admin/taches-planifiees/").status_code == 302


def test_the_passes_of_a_job_are_told_one_by_one(client):
    row = ScheduledJob.objects.create(name="publication")
    row.runs.create(
        ran_at=timezone.now(), seconds=1.2, failed=True, error="OSError (files.py, ligne 3)"
    )
    client.force_login(a_superuser())

    assert (
        "OSError (files.py" in client.get("/admin/taches-planifiees/publication/").content.decode()
    )
    assert client.get("/admin/taches-planifiees/nulle-part/").status_code == 404
