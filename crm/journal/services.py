"""The only writers of the journal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import models, transaction
from django.utils import timezone

from .models import Action, Entry, Gate

if TYPE_CHECKING:
    from django.contrib.auth.models import User


def record(
    action: Action,
    row: models.Model,
    *,
    by: User | None = None,
    person_id: int | None = None,
    before: str = "",
    after: str = "",
    reason: str = "",
    fields: Iterable[str] = (),
    at: datetime | None = None,
) -> Entry:
    """Write one line about a saved row. `fields` are names; values never enter the journal."""
    entry = line(
        action, row, by=by, person_id=person_id, before=before, after=after, reason=reason,
        fields=fields, at=at,
    )  # fmt: skip
    entry.save(force_insert=True)
    return entry


def line(
    action: Action,
    row: models.Model,
    *,
    by: User | None = None,
    person_id: int | None = None,
    before: str = "",
    after: str = "",
    reason: str = "",
    fields: Iterable[str] = (),
    at: datetime | None = None,
) -> Entry:
    """Make a line that `record_all` will write."""
    values: dict[str, Any] = {
        "action": action,
        "object_type": row._meta.label_lower,
        "object_id": str(row.pk),
        "actor": by if by is not None and by.is_authenticated else None,
        "person_id": person_id,
        "before": before,
        "after": after,
        "reason": reason[:500],
        "fields": list(fields),
        "at": at or timezone.now(),
    }
    return Entry(**values)


def record_all(lines: Iterable[Entry]) -> None:
    """Write many lines at once, in their order."""
    Entry.objects.bulk_create(lines, batch_size=500)


@contextmanager
def gate_open() -> Iterator[None]:
    """Let the purge and the anonymisation touch the journal, and nobody else meanwhile."""
    with transaction.atomic():
        Gate.objects.update_or_create(pk=1, defaults={"is_open": True})
        Gate.objects.select_for_update().get(pk=1)
        yield
        Gate.objects.filter(pk=1).update(is_open=False)


def forget_reasons(*people: int) -> int:
    """Erase what was written freely about people. The moves, their dates and authors stay."""
    with gate_open():
        told = Entry.objects.filter(person_id__in=people).exclude(reason="")
        return told.update(reason="Effacé")
