"""What is said of the letters that do not leave: to a monitor, and to who may settle them."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.core.management import call_command
from django.utils import timezone

from crm.letters import watching
from crm.letters.models import Letter, LetterState
from editorial.models import Heartbeat
from editorial.watch.heartbeats import WORKER
from tests.crm.factories import UserFactory

pytestmark = pytest.mark.django_db


def a_letter(state=LetterState.QUEUED, **changes):
    now = timezone.now()
    told = {"key": "essai", "template": "essai", "to": "a@example.org", "subject": "Essai"}
    return Letter.objects.create(
        **told | {"state": state, "written_at": now, "next_try_at": now} | changes
    )


@pytest.mark.django_db(transaction=True)
def test_a_worker_shows_that_it_runs():
    call_command("worker", "--once")

    assert Heartbeat.objects.filter(name=WORKER).exists()
    assert watching.worker(timezone.now()).wrong == ""
    silent = watching.worker(timezone.now() + timedelta(hours=1))
    assert "signe de vie" in silent.wrong
    assert "manage.py worker" in silent.todo


def test_no_worker_is_expected_where_letters_leave_at_once(settings):
    now = timezone.now()
    assert watching.worker(now).wrong
    settings.LETTERS_IN_PROCESS = True

    assert watching.worker(now).wrong == ""


def test_a_letter_whose_hour_is_long_gone_makes_an_old_queue():
    now = timezone.now()
    a_letter(next_try_at=now)
    a_letter(key="plus tard", next_try_at=now + timedelta(days=2))
    a_letter(key="garé", batch="envoi", next_try_at=None)

    assert watching.queue(now + timedelta(minutes=29)).wrong == ""
    old = watching.queue(now + timedelta(hours=5))
    assert (bool(old.wrong), old.value) == (True, 300)


def test_an_uncertain_letter_is_shown_to_who_may_settle_it(client):
    a_letter(LetterState.UNCERTAIN, next_try_at=None)

    def home(*groups):
        cache.clear()
        client.force_login(UserFactory(groups=list(groups)))
        return client.get("/admin/").content.decode()

    assert "courrier est parti ou non" in home("Responsables")
    assert "courrier est parti ou non" not in home("Conseillers")


def test_the_day_of_a_superuser_says_what_does_not_run(client):
    client.force_login(UserFactory(is_superuser=True))
    assert "ne donne pas signe de vie" in client.get("/admin/accueil/journee/").content.decode()

    client.force_login(UserFactory(groups=["Responsables"]))
    assert "ne donne pas signe de vie" not in client.get("/admin/accueil/journee/").content.decode()
