"""A button says what took place; the next action follows."""

from datetime import timedelta

import pytest
from django.utils import timezone

from crm.journal.refusal import Refused
from crm.journeys.exchanges import (
    Said,
    Then,
    finish_task,
    note_exchange,
    plan_task,
    postpone_task,
)
from crm.journeys.forms.exchanges import SAID
from crm.journeys.models import InteractionKind
from crm.waiting.deadlines import working_day_after
from tests.crm.desk import colleague, due, journey_of
from tests.crm.factories import make_person

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate


def note(journey, button, then=None, text=""):
    said = SAID[button][1]
    note_exchange(
        journey.person, said, journey=journey, by=journey.owner, text=text,
        then=then or Then(settles=True),
    )  # fmt: skip
    journey.refresh_from_db()


def test_somebody_reached_settles_the_next_action():
    journey = due(-3, owner=colleague())

    note(journey, "reached")

    assert (journey.next_action, journey.next_action_at) == ("", None)


@pytest.mark.parametrize("button", ["message", "no_answer"])
def test_nobody_there_puts_the_next_action_off_to_the_next_working_day(button):
    journey = due(-3, owner=colleague())

    note(journey, button)

    assert journey.next_action == "Rappeler"
    assert timezone.localdate(journey.next_action_at) == working_day_after(TODAY())


def test_a_call_back_that_is_asked_for_becomes_the_next_action():
    journey = due(-3, owner=colleague(), label="Envoyer le dossier")

    note(journey, "call_back", Then(settles=True, on=TODAY() + timedelta(days=5)))

    assert journey.next_action.startswith("Rappeler")
    assert timezone.localdate(journey.next_action_at) == TODAY() + timedelta(days=5)


def test_an_exchange_that_settles_nothing_leaves_the_next_action():
    journey = due(2, owner=colleague())
    before = journey.next_action_at

    note(journey, "mail_in", Then())

    assert journey.next_action_at == before


def test_what_comes_next_may_be_said_at_once():
    journey = journey_of(owner=colleague())

    note(journey, "reached", Then(label="Visiter l’école", on=TODAY() + timedelta(days=9)))

    assert journey.next_action == "Visiter l’école"


def test_a_next_action_is_not_past():
    journey = journey_of(owner=colleague())

    with pytest.raises(Refused, match="à venir"):
        note(journey, "reached", Then(label="Hier", on=TODAY() - timedelta(days=1)))
    assert not journey.interactions.exists()


def test_an_empty_note_is_refused():
    with pytest.raises(Refused, match="note"):
        note_exchange(make_person(), Said(InteractionKind.NOTE), by=None)


@pytest.mark.parametrize(
    ("button", "moves"), [("mail_in", True), ("called", True), ("visit", True), ("meeting", True),
                          ("message", False), ("mail_out", False), ("note", False)],
)  # fmt: skip
def test_only_a_sign_of_the_person_restarts_the_retention_clock(button, moves):
    long_ago = timezone.now() - timedelta(days=400)
    person = make_person(at=long_ago)

    note_exchange(person, SAID[button][1], by=None, text="Bonjour")

    person.refresh_from_db()
    assert (person.last_inbound_at > long_ago) == moves


def test_a_task_is_put_off_then_done():
    task = plan_task(make_person(), "Clés", TODAY())

    postpone_task(task, TODAY() + timedelta(days=2), by=None)
    finish_task(task, by=None)

    task.refresh_from_db()
    assert task.due_on == TODAY() + timedelta(days=2)
    assert task.done_at is not None


def test_a_task_is_not_put_off_to_the_past():
    with pytest.raises(Refused):
        postpone_task(
            plan_task(make_person(), "Clés", TODAY()), TODAY() - timedelta(days=1), by=None
        )
