"""The doors of readings: written as a draft, sent, corrected, taken back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from crm.journal.models import Action
from crm.journal.refusal import Refused
from crm.journal.services import record

from .examinations import check_undecided, settle
from .models import (
    HIGHEST_MARK,
    READING_PATHS,
    Criterion,
    Examination,
    Mark,
    Reading,
    ReadingState,
)
from .score import score_of

if TYPE_CHECKING:
    from django.contrib.auth.models import User

# A mark that weighs that much on the result is explained.
EXPLAINED = {0, 1, HIGHEST_MARK}


@dataclass(frozen=True)
class Said:
    """What a reader says of one criterion; `mark` is None while they have not made up their mind."""

    mark: int | None
    comment: str = ""


@dataclass(frozen=True)
class Words:
    """All that a reader says. `of` is by criterion id."""

    of: Mapping[int, Said] = field(default_factory=dict)
    opinion: str = ""


@transaction.atomic
def save_draft(reading: Reading, words: Words, *, by: User, at: datetime | None = None) -> Reading:
    """Keep what is written so far. Nobody else reads it."""
    row = _mine(reading, by, ReadingState.TO_DO)
    check_undecided(row.examination.application)
    _write(row, words)
    return row


@transaction.atomic
def send(reading: Reading, words: Words, *, by: User, at: datetime | None = None) -> Reading:
    """Send a reading: it is final, its score counts, and its reader now sees the others."""
    now = at or timezone.now()
    row = _mine(reading, by, ReadingState.TO_DO)
    check_undecided(row.examination.application)
    check_whole(list(row.examination.grid.criteria.all()), words)
    _write(row, words)
    _finish(row, words, now)
    _move(row, ReadingState.SENT, by, now)
    settle(row.examination, now)
    return row


@transaction.atomic
def correct(
    reading: Reading, words: Words, reason: str, *, by: User, at: datetime | None = None
) -> Reading:
    """Replace a reading that was sent by another one, with the reason. The first stays readable."""
    now = at or timezone.now()
    row = _mine(reading, by, ReadingState.SENT)
    check_undecided(row.examination.application)
    if not reason.strip():
        raise Refused("Dites ce qui fait corriger cette lecture.")
    check_whole(list(row.examination.grid.criteria.all()), words)
    _move(row, ReadingState.CORRECTED, by, now, reason)
    new = Reading(
        examination=row.examination,
        reader=row.reader,
        third=row.third,
        state=ReadingState.SENT,
        assigned_at=row.assigned_at,
        assigned_by=row.assigned_by,
        due_on=row.due_on,
        corrects=row,
        reason=reason.strip(),
    )
    _finish(new, words, now)
    new.save()
    _write(new, words)
    record(Action.CREATED, new, by=by, person_id=_person(row), at=now)
    settle(row.examination, now)
    return new


@transaction.atomic
def take_back(
    reading: Reading, reason: str, *, by: User | None, at: datetime | None = None
) -> Reading:
    """Take a reading that was not sent from its reader, who is away or should not read it."""
    now = at or timezone.now()
    row = _locked(reading)
    _check_path(row, ReadingState.EXCUSED)
    if not reason.strip():
        raise Refused("Dites pourquoi cette lecture change de mains.")
    row.reason = reason.strip()
    row.save(update_fields=["reason"])
    _move(row, ReadingState.EXCUSED, by, now, reason)
    return row


def check_whole(criteria: list[Criterion], words: Words) -> None:
    """Refuse a reading that leaves a criterion aside, or an extreme mark without a word on it."""
    for criterion in criteria:
        said = words.of.get(criterion.pk, Said(None))
        if said.mark is None:
            raise Refused(f"« {criterion.label} » n’est pas noté.")
        if said.mark in EXPLAINED and not said.comment.strip():
            raise Refused(f"« {criterion.label} » : dites pourquoi {said.mark}.")


def _locked(reading: Reading) -> Reading:
    """The row, its examination locked first: two readers who send at once wait for each other."""
    Examination.objects.select_for_update().get(pk=reading.examination_id)
    rows = Reading.objects.select_for_update(of=("self",)).select_related(
        "examination__application", "examination__grid"
    )
    return rows.get(pk=reading.pk)


def _mine(reading: Reading, by: User, state: ReadingState) -> Reading:
    row = _locked(reading)
    if row.reader_id != by.pk:
        raise Refused("Cette lecture est confiée à quelqu’un d’autre.")
    if row.state != state:
        raise Refused(f"Cette lecture est {ReadingState(row.state).label}.")
    return row


def _check_path(row: Reading, to: ReadingState) -> None:
    before = ReadingState(row.state)
    if to not in READING_PATHS[before]:
        raise Refused(f"Une lecture « {before.label} » ne devient pas « {to.label} ».")


def _move(row: Reading, to: ReadingState, by: User | None, at: datetime, reason: str = "") -> None:
    _check_path(row, to)
    before, row.state = row.state, to
    row.save(update_fields=["state", "sent_at", "score", "opinion"])
    record(
        Action.MOVED, row, by=by, person_id=_person(row), before=before, after=to,
        reason=reason.strip(), at=at,
    )  # fmt: skip


def _finish(row: Reading, words: Words, at: datetime) -> None:
    """Put the date, the score and the opinion on a reading that is about to be saved as sent."""
    weights = {one.pk: one.weight for one in row.examination.grid.criteria.all()}
    marked = ((weights[pk], said.mark) for pk, said in words.of.items() if said.mark is not None)
    row.score, row.sent_at, row.opinion = score_of(marked), at, words.opinion.strip()


def _write(row: Reading, words: Words) -> None:
    known = {one.pk for one in row.examination.grid.criteria.all()}
    row.marks.all().delete()
    Mark.objects.bulk_create(
        Mark(reading=row, criterion_id=pk, mark=said.mark, comment=said.comment.strip())
        for pk, said in words.of.items()
        if pk in known
    )
    row.opinion = words.opinion.strip()
    row.save(update_fields=["opinion"])


def _person(row: Reading) -> int:
    return row.examination.application.person_id
