"""A trainer follows those they trained: milestones of work and notes, and nothing of anybody else."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from crm.applications.calendar.whose import name_trainers
from crm.applications.models import Enrolment, EnrolmentState
from crm.journal.models import Action, Entry
from crm.support.milestones import add_milestone
from crm.support.models import PlanBasis, PlanState, TrainerNote
from crm.support.plans import move_plan, open_plan
from tests.crm.desk import another, at_the_desk, colleague
from tests.crm.indicators.factories import admit, applied
from tests.training.factories import SessionFactory

pytestmark = pytest.mark.django_db
LIST = reverse("crm_trainees_after")


def a_session():
    """One that ended three weeks ago."""
    today = timezone.localdate()
    return SessionFactory(starts_on=today - timedelta(days=70), ends_on=today - timedelta(days=21))


def trained(session, state=EnrolmentState.STARTED):
    today = timezone.localdate()
    row = admit(applied(session, today - timedelta(days=90)), today - timedelta(days=80)).enrolment
    Enrolment.objects.filter(pk=row.pk).update(state=state)
    return row


def follow(row, days=40):
    return open_plan(
        row.application.person, PlanBasis.TRAINED, timezone.localdate() - timedelta(days=days)
    )


@pytest.fixture
def trainer(db):
    return colleague("Formateurs")


@pytest.fixture
def session(trainer):
    session = a_session()
    name_trainers(session, [trainer], by=None)
    return session


def page_of(row):
    return reverse("crm_trainee_after", args=[row.pk])


def test_a_trainer_lists_those_they_trained_who_are_accompanied(session, trainer):
    followed, gone, alone = trained(session), trained(session), trained(session)
    elsewhere = trained(a_session())
    for row in (followed, elsewhere):
        follow(row)
    move_plan(follow(gone), PlanState.ENDED_EARLY, reason="départ")

    page = at_the_desk(trainer).get(LIST).content.decode()

    assert str(followed.application.person) in page
    for row in (gone, alone, elsewhere):
        assert str(row.application.person) not in page


def test_a_dated_note_reaches_the_advisors_and_its_reading_is_journalled(session, trainer):
    row = trained(session)
    plan, desk = follow(row), at_the_desk(trainer)
    day = timezone.localdate() - timedelta(days=3)

    answer = desk.post(page_of(row), {"text": "Trois devis en cours.", "on": day.isoformat()})

    assert answer.status_code == 302
    note = TrainerNote.objects.get()
    assert (note.plan, note.author, note.on) == (plan, trainer, day)
    desk.get(page_of(row))
    assert Entry.objects.about(row).filter(action=Action.READ, actor=trainer).exists()
    file = at_the_desk(another()).get(reverse("crm_person", args=[plan.person_id]))
    assert "Trois devis en cours." in file.content.decode()


@pytest.mark.parametrize(
    "typed",
    [{"text": " "}, {"text": "Vu.", "on": "9999-12-31"}, {"text": "Vu.", "on": "0001-01-01"}],
)  # fmt: skip
def test_what_cannot_be_noted_comes_back(session, trainer, typed):
    row = trained(session)
    follow(row)

    assert at_the_desk(trainer).post(page_of(row), typed).status_code == 422
    assert not TrainerNote.objects.exists()


def test_what_tells_of_the_family_is_kept_from_trainers(session, trainer):
    row = trained(session)
    plan = follow(row)
    add_milestone(plan, "Enfants inscrits", timezone.localdate(), for_trainers=False)
    add_milestone(plan, "Devis signé", timezone.localdate())

    page = at_the_desk(trainer).get(page_of(row)).content.decode()

    assert "Devis signé" in page
    assert "Enfants inscrits" not in page
    assert "tel:" not in page


def test_those_of_other_sessions_and_those_who_never_came_are_not_found(session, trainer):
    elsewhere, seated = trained(a_session()), trained(session, EnrolmentState.CONFIRMED)
    desk = at_the_desk(trainer)

    for row in (elsewhere, seated):
        follow(row)
        assert desk.get(page_of(row)).status_code == 404
        assert desk.post(page_of(row), {"text": "Vu."}).status_code == 404
    assert not TrainerNote.objects.exists()


def test_without_a_plan_nothing_is_written(session, trainer):
    row = trained(session)

    answer = at_the_desk(trainer).post(page_of(row), {"text": "Vu."})

    assert answer.status_code == 422
    assert "n’est plus accompagnée" in answer.content.decode()


def test_the_list_takes_as_many_queries_for_two_as_for_twenty_five(
    session, trainer, django_assert_max_num_queries
):
    desk = at_the_desk(trainer)
    for _ in range(2):
        follow(trained(session))
    with django_assert_max_num_queries(60) as few:
        desk.get(LIST)
    for _ in range(10):
        follow(trained(session))

    with django_assert_max_num_queries(len(few)):
        desk.get(LIST)
