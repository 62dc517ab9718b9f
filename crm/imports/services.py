"""The doors of imports: give a file, say its columns, decide, confirm, give up. Nothing is written of people
before the confirmation."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from datetime import datetime, timedelta
from functools import partial
from pathlib import PurePath
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone

from crm.journal.models import Action
from crm.journal.refusal import Refused
from crm.journal.services import record

from . import jobs, tasks
from .columns import COLUMNS, guess
from .models import PENDING, BatchState, Decision, ImportBatch, ImportLine, Verdict
from .reading import read
from .states import ask_to_stop, forget_file, move, private

if TYPE_CHECKING:
    from django.contrib.auth.models import User

KEPT = timedelta(days=7)
CUT_OFF_AFTER = timedelta(minutes=15)
# Lines that a request may read or write while its sender waits.
SHORT = 300


@transaction.atomic
def upload(name: str, content: bytes, *, by: User, at: datetime | None = None) -> ImportBatch:
    """Keep a file that can be read, its columns recognised. Raises Unreadable, in French."""
    now = at or timezone.now()
    table = read(content)
    clean = PurePath(name.replace("\\", "/")).name[:150] or "fichier"
    # The name under which it is kept tells nothing, and nobody chose it.
    stored = private().save(f"imports/{secrets.token_hex(16)}", ContentFile(table.packed()))
    batch = ImportBatch.objects.create(
        file_name=clean,
        stored_as=stored,
        uploaded_by=by,
        uploaded_at=now,
        rows=len(table.rows),
        headings=[
            {"title": title, "sample": table.sample(rank)}
            for rank, title in enumerate(table.headings)
        ],
        mapping=guess(table.headings),
    )
    record(Action.CREATED, batch, by=by, at=now)
    return batch


@transaction.atomic
def map_columns(
    batch: ImportBatch, mapping: Mapping[int, str], *, by: User, at: datetime | None = None
) -> None:
    """Remember what each column holds and read the file against the CRM."""
    now = at or timezone.now()
    chosen = list(mapping.values())
    if "last_name" not in chosen:
        raise Refused("Aucune colonne ne donne le nom : choisissez celle qui le contient.")
    if twice := next((key for key in chosen if chosen.count(key) > 1), None):
        raise Refused(
            f"Deux colonnes sont données pour « {COLUMNS[twice].label} » : gardez-en une."
        )
    move(
        batch,
        BatchState.CHECKING,
        by=by,
        at=now,
        mapping={str(rank): key for rank, key in sorted(mapping.items())},
        token="",  # nosec B106
        failure="",
        queued_at=now,
    )
    _hand_over(batch)


@transaction.atomic
def decide(
    batch: ImportBatch,
    resembling: str,
    decisions: Mapping[int, str],
    *,
    by: User,
    at: datetime | None = None,
) -> None:
    """Say what becomes of the lines that resemble a known file: all of them, then some by their number."""
    locked = ImportBatch.objects.select_for_update().get(pk=batch.pk)
    if locked.state != BatchState.CHECKED:
        raise Refused("Cet import ne se modifie plus.")
    locked.resembling = Decision(resembling)
    locked.save(update_fields=["resembling"])
    lines = list(batch.lines.filter(verdict=Verdict.LIKE, number__in=decisions))
    for line in lines:
        line.decision = decisions[line.number]
    ImportLine.objects.bulk_update(lines, ["decision"], batch_size=SHORT)
    record(Action.CHANGED, batch, by=by, fields=["resembling"], at=at)
    batch.refresh_from_db()


@transaction.atomic
def confirm(batch: ImportBatch, token: str, *, by: User, at: datetime | None = None) -> None:
    """Have an import written, once. Raises Refused when the token was used or is somebody else's."""
    now = at or timezone.now()
    locked = ImportBatch.objects.select_for_update().get(pk=batch.pk)
    if locked.uploaded_by_id != by.pk:
        raise Refused("Seule la personne qui a donné le fichier le confirme.")
    if not locked.token or not secrets.compare_digest(locked.token.encode(), token.encode()):
        raise Refused("Cette confirmation a déjà servi, ou l’aperçu a changé : relisez-le.")
    said = {"token": "", "failure": ""}  # nosec B105
    move(batch, BatchState.CONFIRMED, by=by, at=now, queued_at=now, **said)
    _hand_over(batch)


def _hand_over(batch: ImportBatch) -> None:
    """A short file is done while one waits, as everything is on a machine without a worker."""
    reads = batch.state == BatchState.CHECKING
    if settings.LETTERS_IN_PROCESS or batch.rows <= SHORT:
        transaction.on_commit(partial(jobs.check if reads else jobs.write, batch.pk), robust=True)
    else:
        (tasks.check if reads else tasks.write).enqueue(batch.pk)


@transaction.atomic
def stop(batch: ImportBatch, *, by: User | None) -> None:
    """Ask the writing of an import to stop: all that it wrote is undone. Raises Refused when nothing is written."""
    if batch.state != BatchState.CONFIRMED:
        raise Refused(
            f"Rien ne s’écrit\N{NO-BREAK SPACE}: cet import est {batch.get_state_display()}."
        )
    record(Action.CHANGED, batch, by=by, fields=["stop_asked"])
    ask_to_stop(batch)


def discard(batch: ImportBatch, *, by: User | None, at: datetime | None = None) -> None:
    """Give an import up before it is written: the file and its lines go."""
    stored = batch.stored_as
    now = at or timezone.now()
    gone = {"stored_as": "", "token": "", "headings": []}  # nosec B105
    move(batch, BatchState.DISCARDED, by=by, at=now, queued_at=None, **gone)
    batch.lines.all().delete()
    forget_file(stored)


@transaction.atomic
def take_up(batch: ImportBatch, at: datetime) -> bool:
    """Hand an import over again when nothing came of it for long. Done twice, it is written once."""
    locked = ImportBatch.objects.select_for_update().get(pk=batch.pk)
    waiting = locked.state in {BatchState.CHECKING, BatchState.CONFIRMED}
    if not waiting or locked.queued_at is None or locked.queued_at > at - CUT_OFF_AFTER:
        return False
    locked.queued_at = at
    locked.save(update_fields=["queued_at"])
    _hand_over(locked)
    return True


def tidy(at: datetime) -> None:
    """Take up what was cut off; a week after they were given, forget the files and the lines."""
    queued = ImportBatch.objects.filter(queued_at__lte=at - CUT_OFF_AFTER)
    for batch in queued:
        take_up(batch, at)
    old = ImportBatch.objects.filter(uploaded_at__lte=at - KEPT)
    for batch in old.filter(state__in=PENDING, queued_at__isnull=True):
        discard(batch, by=None, at=at)
    ImportLine.objects.filter(batch__in=old.exclude(state__in=PENDING)).delete()
    old.exclude(state__in=PENDING).exclude(headings=[]).update(headings=[])
