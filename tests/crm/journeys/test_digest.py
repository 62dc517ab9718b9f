"""The letter of the morning: once a working day, to who has something, and nothing in it to say twice."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, time, timedelta

import pytest
import time_machine
from django.core import mail
from django.db import connections
from django.urls import reverse
from django.utils import timezone

from crm.journeys import digest
from crm.journeys.models import MorningRefusal
from crm.journeys.services import plan_task
from crm.letters import links
from crm.letters.delivery import send
from crm.letters.models import Letter, SecretLink
from crm.privacy.services import anonymise
from editorial.calendars import moment
from editorial.scheduling import jobs
from tests.crm.desk import at_the_desk, colleague, due
from tests.crm.factories import make_person

pytestmark = pytest.mark.django_db
# A Wednesday.
MORNING = moment(date(2026, 11, 25), time(7))


@pytest.fixture(autouse=True)
def on_a_wednesday_morning():
    with time_machine.travel(MORNING, tick=False):
        yield


def adviser(email="elise@example.org"):
    user = colleague()
    user.email = email
    user.save()
    return user


def test_who_has_something_late_or_for_today_gets_one_letter():
    user, idle = adviser(), adviser("paul@example.org")
    late, today = due(-4, owner=user, label="Parler du divorce"), due(0, owner=user)
    due(3, owner=idle)

    assert digest.write_due(MORNING) == 1

    letter = Letter.objects.get()
    assert letter.to == "elise@example.org"
    assert "mercredi" in letter.subject
    for journey in (late, today):
        assert journey.person.file_number in letter.body
        assert journey.person.first_name in letter.body
        assert journey.person.last_name not in letter.body
    assert "en retard de 4 jours" in letter.body
    assert "divorce" not in letter.body


def test_a_task_is_told_without_its_words():
    user = adviser()
    plan_task(make_person(), "Certificat médical", timezone.localdate(), assignee=user)

    digest.write_due(MORNING)

    assert ": tâche" in Letter.objects.get().body
    assert "médical" not in Letter.objects.get().body


def test_running_again_the_same_morning_writes_nothing_more():
    due(-1, owner=adviser())

    assert [digest.write_due(MORNING + timedelta(minutes=m)) for m in (0, 15, 60)] == [1, 0, 0]
    assert digest.write_due(MORNING + timedelta(days=1)) == 1


@pytest.mark.parametrize(
    ("day", "hour", "minute"), [(25, 5, 59), (25, 11, 0), (28, 8, 0), (29, 8, 0)]
)
def test_neither_too_early_nor_too_late_nor_at_the_week_end(day, hour, minute):
    due(-9, owner=adviser())

    at = timezone.localtime(MORNING).replace(day=day, hour=hour, minute=minute)
    assert digest.write_due(at) == 0


def test_neither_without_an_address_nor_without_an_account_nor_the_right():
    for spoilt in ({"email": ""}, {"is_active": False}):
        user = adviser()
        due(-1, owner=user)
        for name, value in spoilt.items():
            setattr(user, name, value)
        user.save()
    mover = adviser()
    due(-1, owner=mover)
    group = mover.groups.get()
    group.permissions.remove(group.permissions.get(codename="read_file"))

    assert digest.write_due(MORNING) == 0


@pytest.mark.django_db(transaction=True)
def test_two_machines_at_once_write_one_letter():
    due(-1, owner=adviser())

    def run(_):
        try:
            return digest.write_due(MORNING)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(max_workers=6) as machines:
        list(machines.map(run, range(6)))

    assert Letter.objects.count() == 1


def test_a_long_morning_says_how_many_more():
    user = adviser()
    for _ in range(22):
        due(-1, owner=user)

    digest.write_due(MORNING)

    assert "En retard (22)" in Letter.objects.get().body
    assert "- et 2 autres" in Letter.objects.get().body


def test_the_link_of_the_letter_asks_and_stops_on_post_only(client):
    user = adviser()
    due(-1, owner=user)
    digest.write_due(MORNING)
    send(Letter.objects.get().pk, MORNING)
    link = mail.outbox[0].body.split("Ne plus recevoir ce courriel : ")[1].strip()
    path = link[link.index("/courriel-du-matin/") :]

    for _ in range(2):
        opened = client.get(path)
        assert opened.status_code == 200
        assert opened["Cache-Control"] == "no-store"
        assert "noindex" in opened["X-Robots-Tag"]
    assert digest.wants(user)

    for _ in range(2):
        assert "C’est fait" in client.post(path).content.decode()
    assert not digest.wants(user)
    assert digest.write_due(MORNING + timedelta(days=1)) == 0


def test_an_unknown_link_stops_nothing(client):
    user = adviser()
    other = links.make("suivi", str(user.pk))

    for token in ("zut", other, "a" * 500):
        answer = client.post(reverse("morning_stop", args=[token]))
        assert answer.status_code == 404
    assert digest.wants(user)


def test_old_links_are_forgotten_as_new_ones_are_made():
    user = adviser()
    links.make(digest.PURPOSE, str(user.pk), at=MORNING - timedelta(days=61))
    recent = links.make(digest.PURPOSE, str(user.pk), at=MORNING - timedelta(days=59))
    due(-1, owner=user)

    digest.write_due(MORNING)

    assert SecretLink.objects.count() == 1
    assert digest.reader_of(recent) == user


def test_the_day_stops_the_letter_and_asks_for_it_again():
    user = adviser()
    desk = at_the_desk(user)
    assert "Ne plus le recevoir" in desk.get(reverse("crm_day")).content.decode()

    desk.post(reverse("crm_morning"), {"wanted": "no"})
    assert MorningRefusal.objects.get().user == user
    desk.post(reverse("crm_morning"), {})
    assert "Vous ne recevez pas" in desk.get(reverse("crm_day")).content.decode()

    desk.post(reverse("crm_morning"), {"wanted": "yes"})
    assert digest.wants(user)


def test_the_line_of_somebody_anonymised_leaves_the_letters():
    user = adviser()
    gone, stays = due(-1, owner=user), due(-1, owner=user)
    number = gone.person.file_number
    digest.write_due(MORNING)

    anonymise(gone.person)

    body = Letter.objects.get().body
    assert number not in body
    assert stays.person.file_number in body


def test_the_scheduler_knows_the_job():
    assert "journeys.mornings" in [job.name for job in jobs()]
