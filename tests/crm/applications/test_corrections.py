"""What was noted wrongly: undone while fresh, corrected beside the original afterwards."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction

from crm.applications.attendance import (
    credit_module,
    hours_of,
    note_attendance,
    progress_of,
)
from crm.applications.attendance.corrections import (
    absence_now,
    correct,
    correct_result,
    seal,
    undo,
    undo_result,
)
from crm.applications.models import (
    Absence,
    Attendance,
    AttendanceCorrection,
    EnrolmentState,
    ModuleResult,
)
from crm.journal.models import Action, Entry
from crm.journal.refusal import Refused
from tests.crm.applications.lives import STARTS, noon
from tests.crm.applications.taught import AM, PM, confirmed, taught_session
from tests.crm.factories import UserFactory

NOTED = noon(STARTS)
NEXT_WEEK = NOTED + timedelta(days=7)
JUST_BEFORE = NOTED + timedelta(hours=48, seconds=-1)
REASON = "Signature mise sur la mauvaise ligne."


@pytest.fixture
def noted(db):
    return note_attendance(confirmed(taught_session()), STARTS, AM, at=NOTED)


def test_a_mistake_is_undone_for_two_days(noted):
    undo(noted, by=None, at=JUST_BEFORE)

    enrolment = noted.enrolment
    enrolment.refresh_from_db()
    assert not Attendance.objects.exists()
    assert Entry.objects.filter(action=Action.DELETED).count() == 1
    # Nothing else was followed: the training has not begun after all.
    assert enrolment.state == EnrolmentState.CONFIRMED
    assert enrolment.confirmed_at is not None
    assert enrolment.confirmed_at < NOTED


def test_undoing_one_of_two_leaves_the_training_begun(noted):
    note_attendance(noted.enrolment, STARTS, PM, at=NOTED)

    undo(noted, by=None, at=JUST_BEFORE)

    noted.enrolment.refresh_from_db()
    assert noted.enrolment.state == EnrolmentState.STARTED


def test_after_two_days_it_is_corrected_and_the_original_stays_readable(noted):
    agent = UserFactory()
    with pytest.raises(Refused, match="est close"):
        undo(noted, by=None, at=NOTED + timedelta(hours=48))

    correct(noted, absence=Absence.UNJUSTIFIED, minutes=0, reason=REASON, by=agent, at=NEXT_WEEK)

    row = Attendance.objects.get()
    correction = row.corrections.get()
    assert (row.minutes, row.absence, row.trainee_signed_at) == (210, "", NOTED)
    assert (row.corrected_minutes, absence_now(row)) == (0, Absence.UNJUSTIFIED)
    assert (correction.minutes_before, correction.minutes_after) == (210, 0)
    assert (correction.by, correction.at, correction.reason) == (agent, NEXT_WEEK, REASON)
    assert Entry.objects.about(row).filter(reason=REASON).exists()


def test_corrections_follow_one_another(noted):
    correct(noted, absence=Absence.JUSTIFIED, minutes=0, reason=REASON, by=None, at=NEXT_WEEK)
    correct(noted, absence=Absence.NONE, minutes=120, reason="Départ anticipé.", by=None, at=NEXT_WEEK)  # fmt: skip

    steps = list(noted.corrections.values_list("minutes_before", "minutes_after"))
    assert steps == [(210, 0), (0, 120)]
    session = noted.enrolment.roster.session
    assert [row.minutes for row in hours_of(noted.enrolment)] == [120]
    assert progress_of(session, [noted.enrolment_id])[noted.enrolment_id].half_days == 1


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ({"reason": " "}, "ce qui fait corriger"),
        ({"minutes": 301}, "de 1 à 300"),
        ({"minutes": 210}, "Rien ne change"),
    ],
)
def test_a_correction_without_sense_is_refused(noted, told, said):
    answers = {"absence": Absence.NONE, "minutes": 100, "reason": REASON} | told

    with pytest.raises(Refused, match=said):
        correct(noted, **answers, by=None, at=NEXT_WEEK)


def test_before_two_days_it_is_undone_not_corrected(noted):
    with pytest.raises(Refused, match="pas encore close"):
        correct(noted, absence=Absence.NONE, minutes=100, reason=REASON, by=None, at=JUST_BEFORE)


@pytest.mark.parametrize(
    "change", [{"minutes": 100}, {"absence": "justified"}, {"date": STARTS + timedelta(days=1)},
               {"trainee_signed_at": NEXT_WEEK}, {"trainer_signed_at": NEXT_WEEK},
               {"corrected_minutes": 50}, {"sealed_at": None}],
)  # fmt: skip
def test_the_database_refuses_a_plain_change_once_closed(noted, change):
    seal(NEXT_WEEK)

    with pytest.raises(DatabaseError), transaction.atomic():
        Attendance.objects.filter(pk=noted.pk).update(**change)
    with pytest.raises(DatabaseError), transaction.atomic():
        Attendance.objects.filter(pk=noted.pk).delete()


def test_the_database_keeps_corrections_as_they_were_written(noted):
    one = correct(noted, absence=Absence.NONE, minutes=9, reason=REASON, by=None, at=NEXT_WEEK)
    mine = AttendanceCorrection.objects.filter(pk=one.pk)

    with pytest.raises(DatabaseError), transaction.atomic():
        mine.update(minutes_after=10)
    with pytest.raises(DatabaseError), transaction.atomic():
        mine.delete()
    # What was written freely is erased with the person's file.
    assert mine.update(reason="Effacé") == 1


def test_closing_is_done_once_and_only_to_what_is_old(noted):
    fresh = note_attendance(noted.enrolment, STARTS, PM, at=NOTED + timedelta(hours=3))

    assert seal(NOTED + timedelta(hours=49)) == 1
    assert seal(NOTED + timedelta(hours=49)) == 0
    fresh.refresh_from_db()
    assert fresh.sealed_at is None


def test_a_validation_is_undone_then_corrected(noted):
    module = noted.enrolment.roster.session.course.modules.get(number=1)
    result = credit_module(noted.enrolment, module, at=NOTED)
    undo_result(result, by=None, at=JUST_BEFORE)
    assert not ModuleResult.objects.exists()

    result = credit_module(noted.enrolment, module, at=NOTED)
    with pytest.raises(Refused, match="est close"):
        undo_result(result, by=None, at=NEXT_WEEK)
    correct_result(result, hours=4, reason="Travail à moitié rendu.", by=None, at=NEXT_WEEK)

    result.refresh_from_db()
    assert (result.hours_credited, result.hours_kept, result.validated_at) == (9, 4, NOTED)
    assert [row.minutes for row in hours_of(noted.enrolment)] == [240, 210]
    with pytest.raises(DatabaseError), transaction.atomic():
        ModuleResult.objects.filter(pk=result.pk).update(hours_credited=4)
