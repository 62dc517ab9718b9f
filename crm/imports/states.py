"""The only door between the states of an import, its file and what is shown of its progress."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.core.cache import cache
from django.core.files.storage import Storage, storages
from django.db import transaction

from crm.journal.models import Action
from crm.journal.refusal import Refused
from crm.journal.services import record

from .models import PATHS, BatchState, ImportBatch
from .reading import Table, unpacked

if TYPE_CHECKING:
    from django.contrib.auth.models import User

PROGRESS_KEPT = 3600  # seconds


def private() -> Storage:
    return storages["private"]


@transaction.atomic
def move(
    batch: ImportBatch,
    to: BatchState,
    *,
    by: User | None,
    at: datetime,
    **changes: Any,
) -> ImportBatch:
    """Move an import, other columns changing with its state. Raises Refused when the path does not exist."""
    locked = ImportBatch.objects.select_for_update().get(pk=batch.pk)
    before = BatchState(locked.state)
    if to not in PATHS[before]:
        raise Refused(f"Cet import est « {before.label} » : il ne devient pas « {to.label} ».")
    locked.state = to
    for name, value in changes.items():
        setattr(locked, name, value)
    locked.save(update_fields=["state", *changes])
    record(Action.MOVED, locked, by=by, before=before, after=to, at=at)
    batch.refresh_from_db()
    return batch


def table_of(batch: ImportBatch) -> Table:
    """The cells of the file. Raises OSError when they are gone."""
    with private().open(batch.stored_as) as file:
        return unpacked(file.read())


def forget_file(name: str) -> None:
    """Delete a file once its transaction is safe; it may be gone already."""
    if name:
        transaction.on_commit(lambda: private().delete(name), robust=True)


def tell_progress(batch: ImportBatch, done: int) -> None:
    """Tell how many lines are written. In the cache: what a transaction has not committed, nobody reads."""
    cache.set(f"import-{batch.pk}", done, PROGRESS_KEPT)


def ask_to_stop(batch: ImportBatch) -> None:
    """Told as progress is, beside the transaction that writes: it undoes all that it wrote."""
    cache.set(f"import-stop-{batch.pk}", True, PROGRESS_KEPT)


def stop_asked(batch: ImportBatch) -> bool:
    return bool(cache.get(f"import-stop-{batch.pk}"))


def forget_stop(batch: ImportBatch) -> None:
    cache.delete(f"import-stop-{batch.pk}")


def progress_of(batch: ImportBatch) -> int:
    return int(cache.get(f"import-{batch.pk}") or 0)
