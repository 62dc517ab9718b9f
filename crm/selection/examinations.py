"""The time that an application is read: opened, and the mark that its readings make together."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Prefetch
from django.utils import timezone

from crm.applications.models import Application
from crm.journal.models import Action, Entry
from crm.journal.refusal import Refused
from crm.journal.services import record

from .grids import grid_in_service
from .models import Examination, ExaminationKind, Reading, ReadingState
from .score import TENTH, combined

if TYPE_CHECKING:
    from django.contrib.auth.models import User

READERS = 2
OVER = "Une nouvelle étude de cette candidature est ouverte."


def current(applications: Iterable[Application]) -> dict[int, Examination]:
    """Return, by application id, the latest examination of each with its readings: two queries."""
    readings = Reading.objects.exclude(state=ReadingState.CORRECTED).select_related("reader")
    rows = (
        Examination.objects.filter(application__in=[row.pk for row in applications])
        .select_related("grid")
        .prefetch_related(Prefetch("readings", readings))
        .order_by("number")
    )
    return {row.application_id: row for row in rows}


def examination_of(application: Application) -> Examination | None:
    return current([application]).get(application.pk)


def sent_readings(examination: Examination) -> list[Reading]:
    return [row for row in examination.readings.all() if row.state == ReadingState.SENT]


def waits_for(examination: Examination, user: User) -> bool:
    """Whether somebody must still send a reading, and so sees nothing of the others."""
    return any(
        row.reader_id == user.pk and row.state == ReadingState.TO_DO
        for row in examination.readings.all()
    )


@transaction.atomic
def open_examination(
    application: Application,
    *,
    kind: ExaminationKind = ExaminationKind.FIRST,
    appeal_on: date | None = None,
    appeal_text: str = "",
    by: User | None,
    at: datetime,
) -> Examination:
    """Open the next examination of an application, with the grid of its course. Its row is locked."""
    row = Application.objects.select_for_update(of=("self",)).get(pk=application.pk)
    if row.session is None:
        raise Refused("Choisissez d’abord une session : la grille est celle de sa formation.")
    last = Examination.objects.filter(application=row).order_by("-number").first()
    examination = Examination.objects.create(
        application=row,
        number=last.number + 1 if last else 1,
        kind=kind,
        grid=grid_in_service(row.session.course, by=by, at=at),
        opened_at=at,
        appeal_on=appeal_on,
        appeal_text=appeal_text,
    )
    record(Action.CREATED, examination, by=by, person_id=row.person_id, at=at)
    if last is not None:
        _close(last, by, at)
    return examination


def _close(examination: Examination, by: User | None, at: datetime) -> None:
    """Take back what nobody sent: it would count in an examination that is over."""
    for reading in examination.readings.filter(state=ReadingState.TO_DO):
        reading.state, reading.reason = ReadingState.EXCUSED, OVER
        reading.save(update_fields=["state", "reason"])
        record(
            Action.MOVED, reading, by=by, person_id=examination.application.person_id,
            before=ReadingState.TO_DO, after=ReadingState.EXCUSED, reason=OVER, at=at,
        )  # fmt: skip


def to_read(
    applications: list[Application], *, by: User | None, at: datetime
) -> dict[int, Examination]:
    """Return the examination that each application is read in, opened where there is none to go on with.

    One that is of another course, or that a refusal ended, is not gone on with.
    """
    found, ended = current(applications), _refused_at(applications)
    for row in applications:
        last = found.get(row.pk)
        if last is None:
            found[row.pk] = open_examination(row, by=by, at=at)
        elif _is_over(last, row, ended.get(str(row.pk))):
            found[row.pk] = open_examination(row, kind=ExaminationKind.AGAIN, by=by, at=at)
    return found


def _is_over(last: Examination, row: Application, refused_at: datetime | None) -> bool:
    other_course = row.session is not None and last.grid.course_id != row.session.course_id
    return other_course or (refused_at is not None and refused_at > last.opened_at)


def _refused_at(applications: list[Application]) -> dict[str, datetime]:
    """When each application was last refused, by its id as the journal writes it."""
    rows = Entry.objects.moves().filter(
        object_type=Application._meta.label_lower,
        object_id__in=[str(row.pk) for row in applications],
        after="refused",
    )
    return dict(rows.order_by("at").values_list("object_id", "at"))


def settle(examination: Examination, at: datetime) -> None:
    """Make the mark of an examination from the readings that are in. What was agreed before falls."""
    scores = Reading.objects.filter(examination=examination, state=ReadingState.SENT)
    made = combined(score for score in scores.values_list("score", flat=True) if score is not None)
    examination.score, examination.gap = made.score, made.gap
    examination.agreed_score, examination.agreed_reason = None, ""
    examination.agreed_at = examination.agreed_by = None
    examination.save(
        update_fields=["score", "gap", "agreed_score", "agreed_reason", "agreed_at", "agreed_by"]
    )


@transaction.atomic
def agree(
    examination: Examination,
    score: Decimal,
    reason: str,
    *,
    by: User | None,
    at: datetime | None = None,
) -> Examination:
    """Note the mark on which readers who were far apart settled, and why."""
    now = at or timezone.now()
    row = Examination.objects.select_for_update().get(pk=examination.pk)
    if Reading.objects.filter(examination=row, state=ReadingState.SENT).count() < READERS:
        raise Refused("Une note d’accord se fixe une fois les deux lectures rendues.")
    if not reason.strip():
        raise Refused("Dites ce qui a mis les lecteurs d’accord.")
    if not 0 <= score <= 100:
        raise Refused("Une note va de 0 à 100.")
    check_undecided(row.application)
    row.agreed_score, row.agreed_reason = score.quantize(TENTH), reason.strip()
    row.agreed_at, row.agreed_by = now, by
    row.save(update_fields=["agreed_score", "agreed_reason", "agreed_at", "agreed_by"])
    record(
        Action.CHANGED, row, by=by, person_id=row.application.person_id, fields=["agreed_score"],
        at=now,
    )  # fmt: skip
    return row


def check_undecided(application: Application) -> None:
    """Refuse what would change the mark of an application once it is decided."""
    if application.state not in {"submitted", "under_review", "waitlisted"}:
        raise Refused(
            f"Cette candidature est {application.get_state_display()} : sa note ne change plus."
        )
