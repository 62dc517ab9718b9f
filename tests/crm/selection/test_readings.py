"""Readings: blind, final once sent, corrected in the open, settled when they are far apart."""

from decimal import Decimal

import pytest

from crm.applications.models import ApplicationState
from crm.applications.services import move
from crm.journal.models import Action, Entry
from crm.journal.refusal import Refused
from crm.selection.examinations import agree, examination_of
from crm.selection.models import Reading, ReadingState
from crm.selection.readings import Said, Words, correct, save_draft, send, take_back
from crm.selection.sharing import name_reader
from tests.crm.selection.acts import SOON, candidate, given, read, words

pytestmark = pytest.mark.django_db


def test_two_readings_make_a_score_of_the_application(team, session):
    application = candidate(session)
    first, second = given(application, *team[:2])

    send(first, words(first, 4, 3, 5, 2, 1), by=team[0])  # 65
    send(second, words(second, 3, 3, 4, 4, 2), by=team[1])  # 64

    examination = examination_of(application)
    assert (examination.score, examination.gap) == (Decimal("64.5"), Decimal("1.0"))
    assert not examination.to_settle


def test_a_draft_counts_for_nothing_and_may_be_half_written(team, session):
    application = candidate(session)
    (reading,) = given(application, team[0])
    criterion = reading.examination.grid.criteria.first()

    save_draft(reading, Words({criterion.pk: Said(3)}, "À revoir."), by=team[0])

    reading.refresh_from_db()
    assert (reading.state, reading.score, reading.opinion) == ("todo", None, "À revoir.")
    assert examination_of(application).score is None
    with pytest.raises(Refused, match="n’est pas noté"):
        send(reading, Words({criterion.pk: Said(3)}), by=team[0])


def test_an_extreme_mark_is_explained(team, session):
    (reading,) = given(candidate(session), team[0])
    said = {one.pk: Said(5) for one in reading.examination.grid.criteria.all()}

    with pytest.raises(Refused, match="dites pourquoi 5"):
        send(reading, Words(said), by=team[0])


def test_nobody_writes_the_reading_of_another(team, session):
    (reading,) = given(candidate(session), team[0])

    with pytest.raises(Refused, match="quelqu’un d’autre"):
        send(reading, words(reading, 3, 3, 3, 3, 3), by=team[1])


def test_a_reading_is_sent_once(team, session):
    reading = read(candidate(session), team[0], 3)

    with pytest.raises(Refused, match="rendue"):
        send(reading, words(reading, 4, 4, 4, 4, 4), by=team[0])


def test_a_correction_leaves_the_first_readable_and_counts_instead(team, session):
    application = candidate(session)
    first = read(application, team[0], 2)
    read(application, team[1], 4)

    new = correct(first, words(first, 3, 3, 3, 3, 3), "CV relu.", by=team[0])

    first.refresh_from_db()
    assert (first.state, first.score) == (ReadingState.CORRECTED, Decimal("40.0"))
    assert [mark.mark for mark in first.marks.all()] == [2] * 5
    assert (new.corrects, new.reason) == (first, "CV relu.")
    assert examination_of(application).score == Decimal("70.0")
    assert Entry.objects.about(first).moves().get(after="corrected").reason == "CV relu."


def test_a_correction_says_why(team, session):
    first = read(candidate(session), team[0], 2)

    with pytest.raises(Refused, match="ce qui fait corriger"):
        correct(first, words(first, 3, 3, 3, 3, 3), " ", by=team[0])


def test_marks_do_not_change_once_the_application_is_decided(team, session):
    application = candidate(session)
    first = read(application, team[0], 2)
    move(application, ApplicationState.REFUSED, reason="Projet à mûrir.")

    with pytest.raises(Refused, match="sa note ne change plus"):
        correct(first, words(first, 3, 3, 3, 3, 3), "Trop tard.", by=team[0])


def test_readers_who_are_far_apart_ask_for_a_third(team, session):
    application = candidate(session)
    read(application, team[0], 2)  # 40
    read(application, team[1], 4)  # 80
    examination = examination_of(application)
    assert (examination.gap, examination.to_settle) == (Decimal("40.0"), True)

    third = name_reader(examination, team[2], due_on=SOON, by=None)
    send(third, words(third, 4, 4, 4, 4, 3), by=team[2])  # 77

    settled = examination_of(application)
    assert third.third
    assert (settled.score, settled.to_settle) == (Decimal("78.5"), False)


def test_or_for_a_mark_on_which_they_agree(team, session):
    application = candidate(session)
    read(application, team[0], 2)
    read(application, team[1], 4)

    agree(examination_of(application), Decimal("62.5"), "Projet précisé au téléphone.", by=team[2])

    settled = examination_of(application)
    assert (settled.final, settled.score, settled.to_settle) == (
        Decimal("62.5"),
        Decimal("60.0"),
        False,
    )


def test_what_was_agreed_falls_when_a_reading_is_corrected(team, session):
    application = candidate(session)
    first = read(application, team[0], 2)
    read(application, team[1], 4)
    agree(examination_of(application), Decimal(50), "Entre les deux.", by=None)

    correct(first, words(first, 4, 4, 4, 4, 4), "Relu.", by=team[0])

    assert examination_of(application).final == Decimal("80.0")


def test_nothing_is_agreed_on_one_reading(team, session):
    application = candidate(session)
    read(application, team[0], 2)

    with pytest.raises(Refused, match="deux lectures rendues"):
        agree(examination_of(application), Decimal(50), "Seul.", by=None)


def test_a_reading_that_was_not_sent_changes_hands(team, session):
    application = candidate(session)
    (reading,) = given(application, team[0])

    take_back(reading, "En congé.", by=team[2])
    again = name_reader(reading.examination, team[1], due_on=SOON, by=team[2])

    assert Reading.objects.standing().get() == again
    assert not again.third
    assert Entry.objects.about(reading).filter(action=Action.MOVED, after="excused").exists()


def test_a_reading_is_not_given_twice_to_one_reader(team, session):
    application = candidate(session)
    given(application, team[0])

    with pytest.raises(Refused, match="lit déjà"):
        given(application, team[0])
