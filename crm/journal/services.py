"""The only writers of the journal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.db import models, transaction
from django.utils import timezone

from . import guards
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
    """Write one line about a saved row. `fields` are names; values never enter the journal.

    Raises Refused when a guard does not let the act be done (see guards.py).
    """
    entry = line(
        action, row, by=by, person_id=person_id, before=before, after=after, reason=reason,
        fields=fields, at=at,
    )  # fmt: skip
    guards.check([entry])
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


def record_once(
    action: Action,
    row: models.Model,
    *,
    by: User | None = None,
    fields: Iterable[str] = (),
    within: timedelta,
    at: datetime | None = None,
) -> None:
    """Write a line unless the same is there already: who insists does not fill the journal."""
    now, names = at or timezone.now(), list(fields)
    actor = by.pk if by is not None and by.is_authenticated else None
    same = Entry.objects.about(row).filter(action=action, actor_id=actor, at__gt=now - within)
    if names not in same.values_list("fields", flat=True):
        record(action, row, by=by, fields=names, at=now)


def record_all(lines: Iterable[Entry]) -> None:
    """Write many lines at once, in their order."""
    written = list(lines)
    guards.check(written)
    Entry.objects.bulk_create(written, batch_size=500)


@contextmanager
def gate_open() -> Iterator[None]:
    """Let the purge and the anonymisation touch the journal, and nobody else meanwhile."""
    with transaction.atomic():
        Gate.objects.get_or_create(pk=1)
        gate = Gate.objects.select_for_update().get(pk=1)
        # Open already: this is a purge inside another, which will shut it.
        Gate.objects.filter(pk=1).update(is_open=True)
        yield
        Gate.objects.filter(pk=1).update(is_open=gate.is_open)


def forget_reasons(*people: int) -> int:
    """Erase what was written freely about people. The moves, their dates and authors stay."""
    with gate_open():
        told = Entry.objects.filter(person_id__in=people).exclude(reason="")
        return told.update(reason="Effacé")
