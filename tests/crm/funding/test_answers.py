"""Forms kept step by step, signed, corrected, concluded: nothing that is signed ever changes."""

from datetime import date

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from crm.funding import questions
from crm.funding.answers import correct, in_force, lacks, save_step, sensitive_of, sign
from crm.funding.conclusions import conclude, note_attempt
from crm.funding.models import (
    AnswerSet,
    Conclusion,
    Means,
    Moment,
    ParticipationState,
    SensitiveAnswers,
    Source,
)
from crm.funding.registers import bring_in
from crm.funding.reminders import remind
from crm.journal.models import Entry
from crm.journal.refusal import Refused
from tests.crm.desk import colleague
from tests.crm.factories import make_person
from tests.crm.funding.lives import (
    APART,
    CORE,
    ENTRY,
    EXIT,
    complete,
    days,
    entered,
    exited,
    make_operation,
    noon,
)

pytestmark = pytest.mark.django_db


def test_a_form_lacks_what_nobody_answered_and_what_is_unknown():
    row = entered()
    draft = save_step(row, Moment.ENTRY, {"sex": "f", "diploma": questions.UNKNOWN}, at=noon(ENTRY))

    missing = " ".join(lacks(draft))
    for label in ("naissance", "commune", "joindre", "étiez", "diplôme", "personnelles"):
        assert label in missing
    with pytest.raises(Refused, match="Il manque encore"):
        sign(draft, "Ana Rey", at=noon(ENTRY))
    row.refresh_from_db()
    assert row.state == ParticipationState.ENTRY_INCOMPLETE


def test_not_wishing_to_answer_is_an_answer():
    row = entered()
    refused = dict.fromkeys(APART, questions.REFUSED)
    draft = save_step(row, Moment.ENTRY, CORE, at=noon(ENTRY))
    save_step(row, Moment.ENTRY, refused, sensitive=True, at=noon(ENTRY))

    assert lacks(draft) == []


def test_every_sensitive_question_lets_one_keep_silent():
    for version in questions.versions().values():
        for form in version.forms.values():
            for question in form.questions(sensitive=True):
                assert questions.REFUSED in question.choices


def test_sensitive_answers_are_kept_apart():
    row = complete()
    entry = in_force(row, Moment.ENTRY)

    assert not set(APART) & set(entry.answers)
    assert sensitive_of(entry) == APART


def test_the_version_of_the_questions_is_kept_with_the_answers():
    assert in_force(complete(), Moment.ENTRY).form_version == "fse-plus-2021"
    assert questions.current(date(2008, 5, 1)).code == "fse-2007"


def test_steps_add_up_in_one_draft():
    row = entered()
    save_step(row, Moment.ENTRY, {"sex": "f"}, at=noon(ENTRY))
    save_step(row, Moment.ENTRY, {"diploma": "isced_0_2"}, at=noon(ENTRY + days(3)))

    assert row.answer_sets.get().answers == {"sex": "f", "diploma": "isced_0_2"}
    with pytest.raises(IntegrityError), transaction.atomic():
        AnswerSet.objects.create(
            participation=row, moment="entry", about=ENTRY, form_version="x", filled_at=noon(ENTRY)
        )


@pytest.mark.parametrize(
    "change",
    [
        {"answers": {}},
        {"signed_name": "Autre"},
        {"signed_at": None, "signed_name": ""},
        {"about": EXIT},
    ],
)
def test_the_database_refuses_to_change_what_is_signed(change):
    row = complete()
    with pytest.raises(DatabaseError, match="ne se modifie pas"), transaction.atomic():
        row.answer_sets.update(**change)
    assert in_force(row, Moment.ENTRY).answers == CORE


def test_the_database_refuses_to_lose_or_change_sensitive_answers_once_signed():
    complete()
    with pytest.raises(DatabaseError, match="ne se modifie pas"), transaction.atomic():
        SensitiveAnswers.objects.update(answers={})
    with pytest.raises(DatabaseError, match="ne se modifie pas"), transaction.atomic():
        SensitiveAnswers.objects.all().delete()
    assert SensitiveAnswers.objects.get().answers == APART


def test_a_correction_is_another_row_with_its_reason():
    row, by = complete(), colleague()
    with pytest.raises(Refused, match="déjà signé"):
        save_step(row, Moment.ENTRY, {"sex": "m"}, at=noon(EXIT))
    draft = correct(row, Moment.ENTRY, "Diplôme retrouvé", by=by, at=noon(EXIT))
    save_step(
        row, Moment.ENTRY, {"diploma": "isced_5_8"}, source=Source.PHONE, by=by, at=noon(EXIT)
    )
    sign(draft, "Ana Rey", by=by, at=noon(EXIT))

    kept = AnswerSet.objects.order_by("pk")
    assert [one.answers["diploma"] for one in kept] == ["isced_3_4", "isced_5_8"]
    assert in_force(row, Moment.ENTRY).reason == "Diplôme retrouvé"
    assert sensitive_of(in_force(row, Moment.ENTRY)) == APART


def test_a_correction_says_why():
    with pytest.raises(Refused, match="pourquoi"):
        correct(complete(), Moment.ENTRY, " ", by=colleague(), at=noon(EXIT))


def test_nothing_is_concluded_while_the_person_may_answer():
    with pytest.raises(Refused, match="28/09/2026"):
        conclude(
            exited(), Moment.EXIT, Conclusion.UNCHANGED, by=colleague(), at=noon(EXIT + days(27))
        )


def test_unchanged_says_what_the_entry_said():
    row = exited()
    told = conclude(
        row, Moment.EXIT, Conclusion.UNCHANGED, by=colleague(), at=noon(EXIT + days(28))
    )

    row.refresh_from_db()
    assert told.answers == {"situation": "job_seeking"}
    assert row.state == ParticipationState.EXIT_COMPLETE


def test_unreached_needs_three_attempts():
    row, by, at = exited(), colleague(), noon(EXIT + days(30))
    for number in range(2):
        note_attempt(row, Moment.EXIT, EXIT + days(number), Means.PHONE, by=by, at=at)
    with pytest.raises(Refused, match="2 notées"):
        conclude(row, Moment.EXIT, Conclusion.UNREACHED, by=by, at=at)
    note_attempt(row, Moment.EXIT, EXIT + days(9), Means.POST, by=by, at=at)
    told = conclude(row, Moment.EXIT, Conclusion.UNREACHED, by=by, at=at)

    assert told.answers == {"situation": questions.UNREACHED}
    later = noon(date(2027, 3, 28))
    remind(later)
    with pytest.raises(Refused, match="On ne sait rien"):
        conclude(row, Moment.SIX_MONTHS, Conclusion.UNCHANGED, by=by, at=later)


@pytest.mark.parametrize(
    ("on", "why"),
    [(EXIT, "déjà notée"), (EXIT - days(1), "précède la sortie"), (EXIT + days(90), "à venir")],
)
def test_an_attempt_is_noted_once_after_the_exit(on, why):
    row, by, at = exited(), colleague(), noon(EXIT + days(30))
    note_attempt(row, Moment.EXIT, EXIT, Means.PHONE, by=by, at=at)
    with pytest.raises(Refused, match=why):
        note_attempt(row, Moment.EXIT, on, Means.PHONE, by=by, at=at)


def test_an_operation_of_the_past_is_never_complete():
    row = entered(operation=make_operation(historical=True))
    with pytest.raises(Refused, match="registres anciens"):
        save_step(row, Moment.ENTRY, CORE, at=noon(ENTRY))
    assert (row.state, row.next_moment) == (ParticipationState.ENTRY_INCOMPLETE, "")


def test_a_register_is_brought_in_once_and_what_it_does_not_say_is_unknown():
    operation = make_operation(
        historical=True, starts_on=date(2007, 1, 1), ends_on=date(2009, 12, 31)
    )
    person, said = make_person(), {"sex": "m"}
    for _ in range(2):
        row = bring_in(person, operation, date(2007, 5, 9), answers=said, exit_on=date(2007, 9, 30))

    held = row.answer_sets.get()
    assert (held.form_version, held.signed_at) == ("fse-2007", None)
    assert held.answers == {
        "sex": "m", "birth_date": "unknown", "commune": "unknown", "labour_status": "unknown",
        "diploma": "unknown",
    }  # fmt: skip
    assert (row.state, row.exit_on) == (ParticipationState.ENTRY_INCOMPLETE, date(2007, 9, 30))
    with pytest.raises(Refused, match="registres"):
        bring_in(person, make_operation(), ENTRY, answers=said)


def test_the_journal_holds_no_answer():
    row = exited()
    correct(row, Moment.ENTRY, "Erreur de saisie", by=colleague(), at=noon(EXIT))

    written = " ".join(
        f"{one.before} {one.after} {one.reason} {one.fields}" for one in Entry.objects.all()
    )
    for word in (*APART, "refused", "long_unemployed", "1978", "isced"):
        assert word not in written
