"""Templates of tasks: each writes its tasks once, on working days, for the right colleague."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connections, transaction
from django.urls import reverse
from django.utils import timezone

from crm.journal.models import Entry
from crm.journeys.models import Journey, Stage, Task, TaskTemplate, TemplateStep, Track, Trigger
from crm.journeys.my_day import day_of
from crm.journeys.planned_tasks import journey_opened, templates_shut, working_day
from crm.journeys.services import move
from crm.support.models import PlanBasis
from crm.support.plans import open_plan
from tests.crm.desk import at_the_desk, colleague, journey_of, qualified
from tests.crm.factories import UserFactory, make_person


def template(trigger=Trigger.OPENED, *, steps=(("Envoyer la documentation", 1, "owner"),), **known):
    row = TaskTemplate.objects.create(
        label=f"Modèle {TaskTemplate.objects.count()}", trigger=trigger, **known
    )
    for position, (label, days, assignee) in enumerate(steps):
        TemplateStep.objects.create(
            template=row, position=position, label=label, days_after=days, assignee=assignee
        )
    return row


def labels(**about):
    return list(Task.objects.filter(**about).values_list("label", flat=True))


@pytest.mark.django_db
def test_a_journey_that_opens_brings_its_tasks():
    template(steps=[("Documentation", 1, "owner"), ("Point", 10, "nobody")])
    owner = UserFactory()

    journey = journey_of(owner=owner)

    first, second = Task.objects.filter(journey=journey)
    assert (first.label, first.assignee, first.person) == ("Documentation", owner, journey.person)
    assert (second.label, second.assignee) == ("Point", None)
    assert Entry.objects.about(first).count() == 1


@pytest.mark.django_db
def test_the_templates_of_an_installation_wait_for_a_manager():
    assert TaskTemplate.objects.count() == 3
    assert not TaskTemplate.objects.filter(active=True).exists()

    journey_of()

    assert not Task.objects.exists()


@pytest.mark.django_db
def test_a_template_speaks_of_its_track_alone():
    template(track=Track.RETURN)

    journey_of()
    assert labels() == []
    assert len(labels(journey=journey_of(track=Track.RETURN))) == 1


@pytest.mark.django_db
def test_coming_back_to_a_stage_writes_nothing_twice():
    template(Trigger.ENTERED, stage=Stage.QUALIFIED)
    journey = qualified()

    move(journey, Stage.CONTACT, reason="adresse fausse")
    move(journey, Stage.QUALIFIED)

    assert len(labels(journey=journey)) == 1


@pytest.mark.django_db
def test_reopening_a_journey_writes_nothing_twice():
    template()
    template(Trigger.ENTERED, stage=Stage.QUALIFIED)
    journey = qualified()

    move(journey, Stage.CLOSED, close_reason="gave_up")
    move(journey, Stage.QUALIFIED)

    assert len(labels(journey=journey)) == 2


@pytest.mark.django_db
def test_a_plan_that_opens_brings_tasks_to_its_referent_and_no_review():
    template(Trigger.PLAN, steps=[("Convention", 7, "referent")])
    referent, person = UserFactory(), make_person()
    journey = journey_of(person)

    open_plan(person, PlanBasis.TRAINED, timezone.localdate(), referent=referent)
    open_plan(person, PlanBasis.TRAINED, timezone.localdate(), referent=referent)

    task = Task.objects.get(person=person)
    assert (task.assignee, task.journey) == (referent, journey)


@pytest.mark.django_db
def test_a_closed_account_is_given_nothing():
    template()

    journey = journey_of(owner=UserFactory(is_active=False))

    assert Task.objects.get(journey=journey).assignee is None


@pytest.mark.parametrize(
    ("day", "kept"),
    [
        (date(2026, 11, 25), date(2026, 11, 25)),
        (date(2026, 11, 28), date(2026, 11, 30)),
        (date(2026, 12, 25), date(2026, 12, 28)),
        (date(2027, 5, 1), date(2027, 5, 3)),
    ],
    ids=["a Wednesday", "a Saturday", "Christmas on a Friday", "the first of May, a Saturday"],
)
def test_a_task_falls_on_a_working_day(day, kept):
    assert working_day(day) == kept


@pytest.mark.django_db
def test_history_is_loaded_without_giving_the_past_to_do():
    template()

    with templates_shut():
        journey_of()

    assert labels() == []
    journey_of()
    assert len(labels()) == 1


@pytest.mark.django_db
def test_a_closed_journey_leaves_none_of_its_templates_in_the_day():
    template(steps=[("Documentation", 0, "owner")])
    owner = UserFactory()
    journey = journey_of(owner=owner, at=timezone.now() - timedelta(days=9))
    assert day_of(owner, timezone.now()).late.total == 1

    move(journey, Stage.CLOSED, close_reason="gave_up")

    assert day_of(owner, timezone.now()).late.total == 0


@pytest.mark.django_db
def test_the_database_refuses_a_second_task_of_a_step_for_the_same_occasion():
    template()
    task = Task.objects.get(journey=journey_of())

    with pytest.raises(IntegrityError), transaction.atomic():
        Task.objects.create(
            person=task.person, label="Encore", due_on=task.due_on, created_at=task.created_at,
            template_step=task.template_step, occasion=task.occasion,
        )  # fmt: skip
    with pytest.raises(IntegrityError), transaction.atomic():
        Task.objects.filter(pk=task.pk).update(occasion="")


@pytest.mark.django_db
@pytest.mark.parametrize(
    "wrong",
    [
        {"trigger": "entered", "stage": ""},
        {"trigger": "opened", "stage": "trainee"},
        {"trigger": "plan", "track": "t1"},
    ],
)
def test_a_template_that_says_two_things_is_refused_in_french(wrong):
    with pytest.raises(ValidationError, match=r"étape|parcours"):
        TaskTemplate(label="Essai", **wrong).full_clean()


@pytest.mark.django_db
def test_deleting_a_template_keeps_the_tasks_it_wrote():
    row = template()
    journey = journey_of()

    row.delete()

    assert labels(journey=journey) == ["Envoyer la documentation"]


def posted(**told):
    """The form of a template with one task."""
    step = {"label": "Documentation", "days_after": 1, "assignee": "owner", "id": "", "ORDER": 1}
    form = {"label": "Accueil", "trigger": "opened", "track": "", "stage": "", "active": "on"}
    counts = {"steps-TOTAL_FORMS": 1, "steps-INITIAL_FORMS": 0}
    return form | counts | {f"steps-0-{name}": value for name, value in step.items()} | told


@pytest.mark.django_db
def test_a_manager_writes_a_template_and_the_next_journey_has_its_task():
    desk = at_the_desk(colleague("Responsables"))

    answer = desk.post(reverse("crm_task_templates:add"), posted())

    assert answer.status_code == 302
    assert labels(journey=journey_of()) == ["Documentation"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("told", "said"),
    [
        ({"trigger": "entered"}, "Choisissez l’étape"),
        ({"trigger": "plan", "track": "t1"}, "ne dépend pas du parcours"),
        ({"steps-0-days_after": "2000"}, "1500 jours après, au plus tard"),
        ({"steps-0-days_after": "-1"}, "supérieure ou égale à 0"),
    ],
)
def test_a_template_that_makes_no_sense_is_refused_in_french_and_nothing_is_lost(told, said):
    desk = at_the_desk(colleague("Responsables"))

    answer = desk.post(reverse("crm_task_templates:add"), posted(**told))

    page = answer.content.decode().replace("\N{NO-BREAK SPACE}", " ")
    assert answer.status_code == 200
    assert said in page
    assert 'value="Accueil"' in page


@pytest.mark.django_db(transaction=True)
def test_eight_calls_at_once_write_each_task_once():
    with templates_shut():
        journey = journey_of()
    template(steps=[("Documentation", 1, "owner"), ("Point", 10, "nobody")])

    def tell(_):
        try:
            return len(journey_opened(Journey.objects.get(pk=journey.pk)))
        finally:
            connections.close_all()

    with ThreadPoolExecutor(max_workers=8) as calls:
        written = list(calls.map(tell, range(8)))

    assert sorted(labels(journey=journey)) == ["Documentation", "Point"]
    assert sum(written) == 2
