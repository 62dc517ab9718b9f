"""What takes time: reading a file against the CRM, then writing it. Run by a worker, or at once when it is short."""

from __future__ import annotations

import logging
import secrets
from collections import Counter
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from crm.journal.models import Entry
from crm.journal.refusal import Refused
from crm.letters.services import outbox_shut
from crm.people.services import hold_new_files
from crm.people.together import AT_ONCE
from crm.registers.words import counted

from .judging import Decisions, Judged, judge
from .models import BatchState, Decision, ImportBatch, ImportLine, Verdict
from .reading import Table
from .rows import read_rows, shown
from .states import forget_file, forget_stop, move, stop_asked, table_of, tell_progress
from .writing import Writer

STOPPED = "L’import a été arrêté à la demande de quelqu’un."
GONE = "Le fichier n’est plus là : redonnez-le."
logger = logging.getLogger(__name__)

# What is shown again to whom corrects it: the other lines need no second look.
KEEPS_ITS_CELLS = {Verdict.REFUSED, Verdict.LIKE}
BROKEN = "L’écriture s’est arrêtée et rien n’a été écrit. Réessayez ; si cela se répète, prévenez l’administrateur."


def mapping_of(batch: ImportBatch) -> dict[int, str]:
    return {int(rank): key for rank, key in batch.mapping.items()}


def _judged(batch: ImportBatch, table: Table, decisions: Decisions | None = None) -> list[Judged]:
    mapping = mapping_of(batch)
    titles = {key: table.headings[rank] for rank, key in mapping.items()}
    return judge(read_rows(table, mapping), titles, decisions)


def check(pk: int, at: datetime | None = None) -> None:
    """Read a file against the CRM and keep what each line would do. Without effect once it is done."""
    now = at or timezone.now()
    batch = ImportBatch.objects.select_related("uploaded_by").get(pk=pk)
    if batch.state != BatchState.CHECKING:
        return
    try:
        table = table_of(batch)
        judged = _judged(batch, table)
    except OSError:
        move(batch, BatchState.UPLOADED, by=batch.uploaded_by, at=now, failure=GONE, queued_at=None)
        return
    with transaction.atomic():
        batch.lines.all().delete()
        _keep_lines(batch, table, judged)
        move(
            batch,
            BatchState.CHECKED,
            by=batch.uploaded_by,
            at=now,
            counts=Counter(one.verdict.value for one in judged),
            token=secrets.token_urlsafe(32),
            failure="",
            queued_at=None,
        )


def _keep_lines(batch: ImportBatch, table: Table, judged: list[Judged]) -> None:
    cells = dict(table.rows)
    ImportLine.objects.bulk_create(
        (
            ImportLine(
                batch=batch,
                number=one.row.number,
                verdict=one.verdict,
                name=one.row.name[:170],
                person_id=one.pk,
                why=one.why,
                changes=_summary(one),
                problems=one.row.problems,
                cells=shown(cells[one.row.number]) if one.verdict in KEEPS_ITS_CELLS else [],
            )
            for one in judged
        ),
        batch_size=AT_ONCE,
    )


def _summary(one: Judged) -> list[str]:
    """What would change in a known file; of somebody new, what the line tells that matters most."""
    if one.verdict != Verdict.NEW:
        return one.changes.labels
    told, row = one.row.told, one.row
    adult = f"{told.get('adult_first_name', '')} {told.get('adult_last_name', '')}".strip()
    minors = len(told.get("minors", ()))
    return [
        *told.get("email", ()),
        *told.get("phone", ()),
        *([str(row.commune)] if row.commune else []),
        *([f"né(e) en {told['birth_year']}"] if "birth_year" in told else []),
        *(
            ["candidature" + (f" à « {row.session} »" if row.session else "")]
            if row.applies
            else []
        ),
        *([f"avec {adult or 'un second adulte'}"] if row.has_adult else []),
        *([counted(minors, "enfant")] if minors else []),
    ]


def decisions_of(batch: ImportBatch) -> dict[int, tuple[Decision, int | None]]:
    """Line → what to do of a resemblance, and with which file."""
    rows = batch.lines.filter(verdict=Verdict.LIKE).values_list("number", "decision", "person")
    default = batch.resembling
    return {number: (Decision(said or default), person) for number, said, person in rows}


def write(pk: int, at: datetime | None = None) -> None:
    """Write a confirmed import, all or nothing. Whatever stops it leaves it to be confirmed again."""
    now = at or timezone.now()
    try:
        with transaction.atomic(), outbox_shut():
            _write(pk, now)
    except Refused as refusal:
        _give_back(pk, now, f"Rien n’a été écrit. {refusal}")
    except Exception:  # whatever it is, nothing was written: a human is told, the log says the rest
        logger.exception("The import %s was not written.", pk)
        _give_back(pk, now, BROKEN)


def _write(pk: int, now: datetime) -> None:
    batch = (
        ImportBatch.objects.select_for_update(of=("self",)).select_related("uploaded_by").get(pk=pk)
    )
    if batch.state != BatchState.CONFIRMED:
        return
    # Nobody opens a file meanwhile: what is looked for once more stays true to the end.
    hold_new_files(at=now)
    table = table_of(batch)
    judged = _judged(batch, table, decisions_of(batch))
    _tell(batch, 0)
    writer = Writer(batch, batch.uploaded_by, now, lambda done: _tell(batch, done))
    writer.write(judged)
    batch.lines.all().delete()
    _keep_lines(batch, table, [one for one in judged if one.verdict in KEEPS_ITS_CELLS])
    stored = batch.stored_as
    move(
        batch,
        BatchState.DONE,
        by=batch.uploaded_by,
        at=now,
        counts=Counter(one.verdict.value for one in judged),
        done_at=now,
        stored_as="",
        # Titles still head the lines to correct; nobody’s answers stay beside them.
        headings=[heading | {"sample": []} for heading in batch.headings],
        failure="",
        queued_at=None,
        journal_mark=_mark(),
    )
    forget_file(stored)


def _tell(batch: ImportBatch, done: int) -> None:
    """Tell how far it is. Raises Refused when somebody asked to stop: nothing is written then."""
    if stop_asked(batch):
        raise Refused(STOPPED)
    tell_progress(batch, done)


def _mark() -> int:
    latest: dict[str, Any] = Entry.objects.aggregate(latest=Max("pk"))
    return int(latest["latest"] or 0)


def _give_back(pk: int, now: datetime, told: str) -> None:
    batch = ImportBatch.objects.select_related("uploaded_by").get(pk=pk)
    if batch.state == BatchState.CONFIRMED:
        forget_stop(batch)
        move(
            batch,
            BatchState.CHECKED,
            by=batch.uploaded_by,
            at=now,
            failure=told[:500],
            token=secrets.token_urlsafe(32),
            queued_at=None,
        )
