"""What becomes of participations when files are made one, and when a file would be forgotten."""

from datetime import date

import pytest
from django.urls import reverse

from crm.funding.answers import in_force
from crm.funding.letters import PURPOSE
from crm.funding.models import (
    AnswerSet,
    Moment,
    Outcome,
    Participation,
    ParticipationState,
    SensitiveAnswers,
    TransmittedRow,
)
from crm.funding.services import leave
from crm.funding.transmissions import transmit
from crm.journal.refusal import Refused
from crm.letters import links
from crm.people.merging.services import merge
from crm.privacy.due import due, kept_until
from crm.privacy.services import anonymise
from tests.crm.desk import at_the_desk, colleague
from tests.crm.factories import make_person
from tests.crm.funding.lives import (
    ENTRY,
    EXIT,
    complete,
    days,
    entered,
    exited,
    filled,
    make_operation,
    noon,
)

pytestmark = pytest.mark.django_db


def test_two_files_of_one_operation_keep_the_first_entry_the_last_exit_and_every_answer():
    operation = make_operation()
    early = exited(operation, on=EXIT)
    late = entered(operation=operation, on=ENTRY + days(30))
    filled(late, sex="m")
    exit_of_late = exited_later(late)
    transmit(operation, "Bilan", by=None, at=noon(EXIT + days(60)))
    token = links.make(PURPOSE, f"{late.pk}-exit")

    merge(late.person, early.person, by=colleague(), at=noon(EXIT + days(61)))

    row = Participation.objects.get()
    assert (row.person, row.entry_on, row.exit_on) == (late.person, ENTRY, exit_of_late)
    assert row.state == ParticipationState.EXITED
    assert AnswerSet.objects.filter(participation=row).count() == 2
    assert in_force(row, Moment.ENTRY).answers["sex"] == "f"
    assert TransmittedRow.objects.filter(participation=row).count() == 2
    assert row.spells.count() == 2
    assert links.find(PURPOSE, token).target == f"{row.pk}-exit"


def exited_later(row):
    end = EXIT + days(30)
    leave(row.person, row.operation, end, Outcome.COMPLETED, at=noon(end))
    return end


def test_participations_to_two_operations_move_as_they_are():
    one, two = complete(), complete()
    merge(one.person, two.person, by=colleague())

    assert set(Participation.objects.values_list("person", flat=True)) == {one.person_id}


@pytest.mark.parametrize(
    ("paid", "until"), [(None, None), (2028, date(2033, 12, 31)), (2010, date(2029, 1, 12))]
)
def test_a_file_is_held_until_the_fund_lets_it_go(paid, until):
    person = make_person(at=noon(ENTRY))
    entered(person=person, operation=make_operation(last_payment_year=paid))

    assert kept_until(person) == until


def test_the_length_of_the_hold_is_a_setting(settings):
    settings.FUNDER_HOLD_YEARS = 10
    assert make_operation(last_payment_year=2028).held_until == date(2038, 12, 31)


def test_the_erasure_of_a_held_file_waits_and_says_why():
    row = complete(make_operation(last_payment_year=2028))
    with pytest.raises(Refused, match="jusqu’au 31/12/2033"):
        anonymise(row.person, at=noon(date(2033, 12, 31)))
    assert row.person not in due(noon(date(2033, 12, 31)))

    desk = at_the_desk(colleague("Délégué à la protection des données"))
    shown = desk.get(reverse("crm_anonymise", args=[row.person_id])).content.decode()
    assert "pièce justificative d’un fonds européen" in shown


def test_a_file_let_go_loses_every_answer_even_signed_and_transmitted():
    row = complete(make_operation(last_payment_year=2028))
    transmit(row.operation, "Bilan", by=None, at=noon(EXIT))
    token = links.make(PURPOSE, f"{row.pk}-exit", at=noon(date(2034, 1, 1)))
    anonymise(row.person, at=noon(date(2034, 1, 2)))

    kept = AnswerSet.objects.get()
    assert (kept.answers, kept.signed_name) == ({}, "Effacé")
    assert SensitiveAnswers.objects.get().answers == {}
    sent = TransmittedRow.objects.get()
    assert (sent.cells, sent.corrections) == ([], [])
    assert links.find(PURPOSE, token, at=noon(date(2034, 1, 2))) is None
    row.refresh_from_db()
    assert (row.entry_on, row.state) == (ENTRY, ParticipationState.ENTRY_COMPLETE)
