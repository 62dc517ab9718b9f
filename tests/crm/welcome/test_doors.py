"""The doors of a message: attached, answered, settled, set aside, taken back. The database says no first."""

import uuid

import pytest
from django.db import IntegrityError
from django.utils import timezone

from crm.journal.models import Action, Entry
from crm.journal.refusal import Refused
from crm.journeys.exchanges import finish_task
from crm.journeys.models import Direction, Interaction, InteractionKind, Task
from crm.letters.models import Letter
from crm.privacy.services import anonymise
from crm.welcome.models import REQUEST_PATHS, ContactRequest, RequestKind, RequestState
from crm.welcome.services import _move, answer, attach, set_aside, settle, take, take_back
from tests.crm.desk import colleague, journey_of
from tests.crm.factories import make_person
from tests.crm.welcome.posted import arrived

pytestmark = pytest.mark.django_db


def in_state(state, by):
    row = arrived()
    if state == RequestState.FILED:
        attach(row, make_person(), by=by)
    elif state == RequestState.SETTLED:
        settle(row, by=by)
    elif state == RequestState.SPAM:
        set_aside(row, by=by)
    return row


@pytest.mark.parametrize("before", RequestState)
@pytest.mark.parametrize("after", RequestState)
def test_only_the_listed_ways_are_open(before, after, by):
    row = in_state(before, by)
    person = make_person() if after == RequestState.FILED else row.person

    if after in REQUEST_PATHS[before]:
        _move(row, after, by=by, now=timezone.now(), person=person)
        assert row.state == after
        return
    with pytest.raises(Refused, match="déjà passé"):
        _move(row, after, by=by, now=timezone.now())


def test_a_move_is_written_in_the_journal(by):
    row = in_state(RequestState.SPAM, by)

    entry = Entry.objects.about(row).moves().get()
    assert (entry.before, entry.after, entry.actor) == ("new", "spam", by)


def test_attached_by_hand_without_a_referent_the_task_is_for_whoever_attaches(by):
    row = in_state(RequestState.FILED, by)

    assert row.task.assignee == by
    assert row.handled_by == by
    assert not ContactRequest.objects.waiting().exists()


def test_the_referent_of_the_journey_gets_the_task(by):
    owner = colleague()
    journey = journey_of(owner=owner)
    row = arrived()

    attach(row, journey.person, by=by)

    assert row.task.assignee == owner


def test_the_second_colleague_reads_who_was_faster(by):
    row = arrived()
    same = ContactRequest.objects.get(pk=row.pk)
    set_aside(row, by=by)

    with pytest.raises(Refused, match=f"indésirable.*par {by.get_full_name()}"):
        attach(same, make_person(), by=colleague())

    assert not Interaction.objects.exists()


def test_nothing_joins_a_file_that_was_forgotten(by):
    person = make_person()
    anonymise(person)

    with pytest.raises(Refused, match="anonymisé"):
        attach(arrived(), person, by=by)


@pytest.mark.parametrize("state", [RequestState.SETTLED, RequestState.SPAM])
def test_what_was_classed_can_be_taken_back(state, by):
    row = in_state(state, by)

    take_back(row, by=by)

    assert (row.state, row.handled_at, row.handled_by) == (RequestState.NEW, None, None)


def test_the_wrong_file_is_left_without_a_trace_but_in_the_journal(by):
    row = in_state(RequestState.FILED, by)
    wrong = row.person

    take_back(row, by=by)

    assert (row.state, row.person, row.task, row.exchange) == (RequestState.NEW, None, None, None)
    assert not Interaction.objects.exists()
    assert not Task.objects.exists()
    assert Letter.objects.get().person is None
    assert Entry.objects.filter(action=Action.DELETED, person=wrong).count() == 2


def test_once_its_task_is_done_a_message_stays_in_its_file(by):
    row = in_state(RequestState.FILED, by)
    finish_task(row.task, by=by)

    with pytest.raises(Refused, match="Une suite a déjà été donnée"):
        take_back(row, by=by)

    row.refresh_from_db()
    assert row.state == RequestState.FILED
    assert Interaction.objects.exists()


def test_an_answer_without_a_file_settles_the_message(by):
    row = arrived()

    answer(row, "Venez mardi.", uuid.uuid4(), by=by)

    letter = Letter.objects.get(template="crm_welcome/letters/answer.txt")
    assert (row.state, letter.to) == (RequestState.SETTLED, "elise@example.org")
    assert letter.subject == "Réponse à votre message"
    assert letter.body.startswith("Venez mardi.")


def test_an_answer_in_a_file_is_an_exchange_and_does_the_task(by):
    row = in_state(RequestState.FILED, by)

    answer(row, "Venez mardi.", uuid.uuid4(), by=by)

    said = Interaction.objects.get(direction=Direction.OUT)
    assert (said.kind, said.text, said.author) == (InteractionKind.MAIL, "Venez mardi.", by)
    assert said.person == row.person
    assert not Task.objects.to_do().exists()
    assert Letter.objects.filter(person=row.person).count() == 2


def test_the_same_answer_sent_twice_is_one_letter(by):
    row, sending = in_state(RequestState.FILED, by), uuid.uuid4()
    answer(row, "Venez mardi.", sending, by=by)
    answer(row, "Venez mardi.", sending, by=by)

    assert Letter.objects.filter(template__endswith="answer.txt").count() == 1
    assert Interaction.objects.filter(direction=Direction.OUT).count() == 1


def test_a_message_that_was_answered_may_still_join_a_file_without_a_task(by):
    row, person = arrived(), make_person()
    answer(row, "Venez mardi.", uuid.uuid4(), by=by)

    attach(row, person, by=by)

    assert (row.state, row.task) == (RequestState.FILED, None)
    assert Letter.objects.filter(person=person).count() == 2
    with pytest.raises(Refused, match="Une suite"):
        take_back(row, by=by)


@pytest.mark.parametrize("reason", ["no address", "spam"])
def test_some_messages_cannot_be_answered(reason, by):
    row = arrived(RequestKind.CALL, email="", phone="06 39 98 01 42")
    if reason == "spam":
        row = in_state(RequestState.SPAM, by)

    with pytest.raises(Refused, match="appelez" if reason == "no address" else "indésirable"):
        answer(row, "Venez mardi.", uuid.uuid4(), by=by)


def test_a_task_of_nobody_is_taken_once(by):
    make_person(first_name="Élise", last_name="Chambon", email="elise@example.org")
    row = arrived()

    take(row, by=by)

    assert Task.objects.get().assignee == by
    with pytest.raises(Refused, match="s’occupe déjà"):
        take(row, by=colleague())


def test_the_database_refuses_what_no_door_writes(by):
    row = arrived()

    with pytest.raises(IntegrityError, match="contact_request"):
        ContactRequest.objects.filter(pk=row.pk).update(
            state=RequestState.FILED, handled_at=timezone.now()
        )


def test_the_database_wants_the_day_on_which_a_message_was_dealt_with(by):
    row = arrived()

    with pytest.raises(IntegrityError, match="contact_request"):
        ContactRequest.objects.filter(pk=row.pk).update(state=RequestState.SPAM)
