"""A run is prepared, read over, signed, carried out once, and never changed afterwards."""

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from crm.journal.models import Action, Entry
from crm.journal.refusal import Refused
from crm.journal.services import gate_open
from crm.people.models import Person
from crm.people.services import heard_from
from crm.privacy import carrying_out
from crm.privacy.carrying_out import HELD_FOR, carry_out, carry_out_signed
from crm.privacy.holding import why_held
from crm.privacy.holds import Why, set_hold
from crm.privacy.models import HoldReason, LineState, Run, RunLine, RunState
from crm.privacy.runs import abandon, by_state, exempt, prepare, prepare_monthly, sign, to_do
from tests.crm.factories import UserFactory, make_person
from tests.crm.indicators.factories import noon

from .runs import LONG_AGO, overdue, signed

pytestmark = pytest.mark.django_db


def in_months() -> date:
    return timezone.localdate() + timedelta(days=90)


def held(person: Person) -> None:
    set_hold(person, Why(HoldReason.CONTROL, "x", "y", until=in_months()), by=None)


def test_a_run_lists_what_goes_what_is_held_and_who_may_still_answer():
    gone, kept, early = overdue(), overdue(), make_person(at=noon(LONG_AGO))
    make_person()
    held(kept)
    run = prepare()

    said = {line.person: (line.state, line.why) for line in run.lines.all()}
    assert said[gone] == (LineState.TO_DO, "")
    assert said[kept][0] == LineState.HELD
    assert "contrôle en cours" in said[kept][1]
    assert said[early] == (LineState.EARLY, "L’avis n’est pas encore écrit.")
    assert len(said) == 3


def test_preparing_anonymises_nobody_and_neither_does_the_scheduler_without_a_signature():
    overdue()
    prepare()

    assert carry_out_signed() == 0
    assert Person.objects.filter(anonymised_at__isnull=False).count() == 0


def test_a_signed_run_forgets_its_files_and_freezes_its_report():
    officer = UserFactory()
    gone, kept = overdue(), overdue()
    held(kept)
    run = signed(officer)

    assert carry_out_signed() == 1
    gone.refresh_from_db()
    kept.refresh_from_db()
    run.refresh_from_db()
    assert gone.anonymised_at is not None
    assert kept.anonymised_at is None
    assert run.state == RunState.DONE
    assert run.report["lines"] == {"done": 1, "held": 1}
    assert (run.report["before"]["files"], run.report["after"]["files"]) == (2, 1)
    assert run.report["clocks"]["contact"]["done"] == 1
    assert run.paper.read()[:5] == b"%PDF-"
    entry = Entry.objects.get(action=Action.ANONYMISED)
    assert entry.actor == officer


def test_the_report_names_nobody_and_the_lines_of_others_go():
    gone, kept = overdue(last_name="Secrète"), overdue(last_name="Discret")
    numbers = {gone.file_number, kept.file_number}
    held(kept)
    run = signed()
    carry_out_signed()

    run.refresh_from_db()
    assert not any(word in repr(run.report) for word in {"Secrète", "Discret", *numbers})
    assert [line.person for line in run.lines.all()] == [gone]


def test_carried_out_twice_a_run_does_nothing_more():
    overdue()
    run = signed()
    assert carry_out(run.pk) == 1
    assert carry_out(run.pk) == 0
    assert Entry.objects.filter(action=Action.ANONYMISED).count() == 1


def test_who_gives_a_sign_after_the_signature_is_kept():
    person = overdue()
    signed()
    heard_from(person)

    assert carry_out_signed() == 0
    line = RunLine.objects.get()
    assert (line.state, line.why) == (LineState.SPARED, "Sa durée n’est pas finie.")


def test_a_hold_set_after_the_signature_keeps_the_file():
    person = overdue()
    signed()
    held(person)

    assert carry_out_signed() == 0
    assert RunLine.objects.get().state == LineState.SPARED


def test_a_file_taken_out_of_a_run_is_held_and_leaves_the_others():
    kept, gone = overdue(), overdue()
    run, officer = prepare(), UserFactory()
    exempt(run.lines.get(person=kept), "Une réclamation est attendue", in_months(), by=officer)

    assert why_held(kept, timezone.localdate())
    sign(run, 1, by=officer)
    assert carry_out_signed() == 1
    kept.refresh_from_db()
    gone.refresh_from_db()
    assert (kept.anonymised_at is None, gone.anonymised_at is None) == (True, False)


@pytest.mark.parametrize("number", [0, 1, 3])
def test_a_run_is_signed_with_its_exact_number_of_files(number):
    overdue()
    overdue()
    with pytest.raises(Refused, match="2 dossiers"):
        sign(prepare(), number, by=UserFactory())


def test_a_run_is_signed_once_and_never_after_it_is_abandoned():
    overdue()
    officer = UserFactory()
    run = prepare()
    sign(run, 1, by=officer)
    with pytest.raises(Refused):
        sign(run, 1, by=officer)
    carry_out_signed()

    overdue()
    other = prepare()
    abandon(other, by=officer)
    with pytest.raises(Refused):
        sign(other, 0, by=officer)


def test_a_run_takes_so_many_files_at_most_and_says_how_many_it_leaves(settings):
    settings.RETENTION = settings.RETENTION | {"run_most": 2}
    for _ in range(3):
        overdue()
    run = prepare()

    assert (to_do(run), run.left_over) == (2, 1)


def test_a_new_run_takes_the_place_of_one_that_waited_and_none_is_prepared_under_another():
    overdue()
    first = prepare()
    second = prepare()
    first.refresh_from_db()
    assert first.state == RunState.ABANDONED
    sign(second, 1, by=UserFactory())
    with pytest.raises(Refused, match="en cours"):
        prepare()


def test_the_scheduler_prepares_one_run_a_month_from_its_day_on():
    overdue()
    first = timezone.localtime().replace(year=2030, month=5, day=1, hour=9)

    assert prepare_monthly(first) is not None
    assert prepare_monthly(first + timedelta(days=20)) is None
    assert prepare_monthly(first + timedelta(days=31)) is not None


def test_one_file_that_cannot_be_anonymised_stops_nobody_else(monkeypatch):
    poison, _ = overdue(), overdue()
    forget = carrying_out.anonymise_all

    def fails_for_one(ids, by, now):
        if poison.pk in ids:
            raise ValueError
        return forget(ids, by, now)

    monkeypatch.setattr(carrying_out, "anonymise_all", fails_for_one)
    run = signed()
    assert carry_out(run.pk) == 1
    run.refresh_from_db()
    assert run.state == RunState.DONE
    assert by_state(run) == {"failed": 1, "done": 1}
    assert run.report["why"] == {"ValueError": 1}


def test_a_run_held_by_another_process_is_left_to_it_until_it_has_been_silent_for_long():
    overdue()
    run, now = signed(), timezone.now()
    Run.objects.filter(pk=run.pk).update(holder="another", held_until=now + HELD_FOR)

    assert carry_out(run.pk, now) == 0
    assert carry_out(run.pk, now + HELD_FOR) == 1


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda run: Run.objects.filter(pk=run.pk).update(report={}), id="its report"),
        pytest.param(lambda run: run.lines.update(why="autre"), id="its files"),
        pytest.param(lambda run: run.lines.all().delete(), id="less files"),
    ],
)
def test_the_database_refuses_to_change_a_run_that_is_over(change):
    overdue()
    run = signed()
    carry_out_signed()

    with pytest.raises(DatabaseError, match="ne se modifie pas"), transaction.atomic():
        change(run)
    with gate_open():
        change(run)
