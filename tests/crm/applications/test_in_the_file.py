"""The training in a person's file and in an advisor's day."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from crm.applications.attendance import note_attendance
from crm.applications.days import short_groups, to_review, to_study
from crm.applications.models import EnrolmentState, HalfDay
from crm.applications.moments import moments
from tests.crm.applications.lives import confirmed, offered
from tests.crm.factories import UserFactory, make_application, make_person
from tests.training.factories import ModuleFactory, SessionFactory

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()
NOW = timezone.now()
BEFORE = NOW - timedelta(days=60)


@pytest.fixture
def running():
    session = SessionFactory(starts_on=TODAY - timedelta(days=10))
    ModuleFactory(course=session.course, number=1, title="Trouver ses clients")
    return session


def file_of(client, enrolment):
    return client.get(reverse("crm_person", args=[enrolment.application.person_id]))


def test_the_file_tells_where_the_training_stands(client, advisor, running):
    enrolment = confirmed(running, at=BEFORE)
    note_attendance(enrolment, TODAY, HalfDay.MORNING)

    page = file_of(client, enrolment).content.decode()

    assert "Commencée, n° 1" in page
    assert "1 demi-journée" in page
    assert "0 sur 1" in page


def test_a_place_is_confirmed_from_the_file(client, advisor, running):
    enrolment = offered(running, at=BEFORE)

    response = client.post(
        reverse("crm_file_enrolment", args=[enrolment.pk]), {"state": "confirmed"}
    )

    enrolment.refresh_from_db()
    assert response.url == reverse("crm_person", args=[enrolment.application.person_id])
    assert enrolment.state == EnrolmentState.CONFIRMED


def test_a_day_is_noted_from_the_file(client, advisor, running):
    enrolment = confirmed(running, at=BEFORE)

    client.post(
        reverse("crm_file_days", args=[enrolment.pk]),
        {"jour": f"{TODAY}", "halves": ["am", "pm"]},
    )

    assert enrolment.attendances.count() == 2


def test_a_module_is_validated_from_the_file(client, advisor, running):
    enrolment = confirmed(running, at=BEFORE)
    module = running.course.modules.get()

    client.post(reverse("crm_file_module", args=[enrolment.pk]), {"module": module.pk})

    assert enrolment.results.get().module == module


@pytest.mark.parametrize(
    ("name", "typed", "told"),
    [
        ("crm_file_enrolment", {"state": "completed", "reason": "Gardé"}, "a changé entre-temps"),
        ("crm_file_days", {"jour": "2001-01-01", "halves": "am"}, "La session va du"),
        ("crm_file_days", {"jour": "hier"}, "Cochez au moins une demi-journée"),
        ("crm_file_module", {"module": "999"}, "déjà validé, ou n’est pas de cette formation"),
    ],
)
def test_a_refused_form_comes_back_in_the_file(client, advisor, running, name, typed, told):
    enrolment = confirmed(running, at=BEFORE)

    response = client.post(reverse(name, args=[enrolment.pk]), typed)

    assert response.status_code == 422
    assert told in response.content.decode()


@pytest.mark.parametrize("name", ["crm_file_enrolment", "crm_file_days", "crm_file_module"])
def test_a_trainer_posts_nothing_in_a_file(client, advisor, running, name):
    enrolment = confirmed(running, at=BEFORE)
    client.force_login(UserFactory(groups=["Formateurs"]))

    response = client.post(reverse(name, args=[enrolment.pk]), {"state": "withdrawn"})

    enrolment.refresh_from_db()
    assert (response.status_code, enrolment.state) == (302, EnrolmentState.CONFIRMED)


def test_the_story_of_a_training_is_told_in_order(running):
    enrolment = confirmed(running, at=BEFORE)
    for half in HalfDay:
        note_attendance(enrolment, TODAY, half, at=NOW)

    told = sorted(moments(enrolment.application.person, UserFactory()), key=lambda row: row.at)

    assert [moment.title for moment in told] == [
        "Candidature envoyée",
        "Candidature à l’étude",
        "Candidature admise",
        "Place confirmée",
        *sorted(["Deux demi-journées de formation", "Entrée en formation"],
                key=lambda title: next(row.at for row in told if row.title == title)),
    ]  # fmt: skip


def test_a_person_who_never_applied_costs_one_query():
    person, user = make_person(), UserFactory()

    with CaptureQueriesContext(connection) as queries:
        assert moments(person, user) == []

    assert len(queries) == 1


def test_the_day_lists_what_waits_the_oldest_first(advisor, session):
    late = make_application(session, at=NOW - timedelta(days=20))
    make_application(session, at=NOW)

    block = to_study(advisor, NOW)

    assert (block.total, block.told) == (2, "deux candidatures à étudier")
    assert [line.late for line in block.lines] == [True, False]
    assert block.lines[0].url == reverse("crm_application", args=[late.pk])


def test_a_session_that_starts_soon_under_its_minimum_is_in_the_day(advisor):
    SessionFactory(starts_on=TODAY + timedelta(days=10), seats_min=1)
    full = SessionFactory(starts_on=TODAY + timedelta(days=20), seats_min=1)
    confirmed(full, at=BEFORE)
    SessionFactory(starts_on=TODAY + timedelta(days=300))

    block = short_groups(advisor, NOW)

    assert block.total == 1
    assert block.lines[0].late
    assert block.lines[0].why == "Zéro place confirmée sur 1 au moins."


def test_who_decides_nothing_has_none_of_this_in_the_day(advisor, session):
    trainer = UserFactory(groups=["Formateurs"])

    assert [source(trainer, NOW) for source in (to_study, to_review, short_groups)] == [None] * 3
