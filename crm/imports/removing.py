"""Taking a whole import back, while nothing that came afterwards hangs on what it made."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import models, transaction
from django.utils import timezone

from crm.applications.models import Application
from crm.journal.models import Action, Entry
from crm.journal.refusal import Refused
from crm.journal.services import line, record_all
from crm.journeys.models import Journey
from crm.people.models import (
    ContactPoint,
    Household,
    HouseholdMember,
    Person,
    Provenance,
    StatusSpell,
)
from crm.people.together import in_lots

from .models import BatchState, ImportBatch, ImportLine, Trace
from .states import move

if TYPE_CHECKING:
    from django.contrib.auth.models import User

# In the order in which they may be deleted.
MADE: list[type[models.Model]] = [Application, Journey, Household, Person]
# They are part of a file: they go with it. The journal outlives what it speaks of.
GO_ALONG = {ContactPoint, StatusSpell, HouseholdMember, Provenance, Trace, ImportLine, Entry}
SEEN_ONLY = [Action.READ, Action.EXPORTED, Action.REFUSED]
NAMED = 4

Made = dict[type[models.Model], set[int]]


def made_by(batch: ImportBatch) -> Made:
    """Return the primary keys of what an import created, by model."""
    rows = batch.traces.filter(created=True).values_list("object_type", "object_id")
    by_label = {model._meta.label_lower: model for model in MADE}
    found: Made = {model: set() for model in MADE}
    for label, pk in rows:
        found[by_label[label]].add(pk)
    return found


def hanging(batch: ImportBatch) -> str:
    """Return what keeps an import from being taken back, as a French sentence, "" when nothing does."""
    made = made_by(batch)
    told: Counter[str] = Counter()
    for model, ids in made.items():
        for relation in model._meta.get_fields(include_hidden=True):
            if isinstance(relation, models.ManyToOneRel) and relation.related_model not in GO_ALONG:
                told.update(_pointing(relation, ids, made))
    touched = _touched(batch, made[Person])
    if not told and not touched:
        return ""
    named = [f"{count} {name}" for name, count in told.most_common(NAMED)]
    if touched:
        named.append(
            f"{touched} fiche{'s' if touched > 1 else ''} modifiée{'s' if touched > 1 else ''} depuis"
        )
    return f"Cet import ne se retire plus. S’y rattachent : {', '.join(named)}."


def _pointing(relation: models.ManyToOneRel, ids: set[int], made: Made) -> Counter[str]:
    """Count the rows that point to what was made, and were not made with it."""
    model: type[models.Model] = relation.related_model  # type: ignore[assignment]
    found: Counter[str] = Counter()
    for lot in in_lots(sorted(ids)):
        rows = model._base_manager.filter(**{f"{relation.field.name}__in": lot})
        others = set(rows.values_list("pk", flat=True)) - made.get(model, set())
        if others:
            meta = model._meta
            name = meta.verbose_name if len(others) == 1 else meta.verbose_name_plural
            found[str(name)] += len(others)
    return found


def _touched(batch: ImportBatch, people: set[int]) -> int:
    """How many of the people were worked on since: the journal knows."""
    since = Entry.objects.filter(pk__gt=batch.journal_mark).exclude(action__in=SEEN_ONLY)
    found: set[int | None] = set()
    for lot in in_lots(sorted(people)):
        found |= set(since.filter(person__in=lot).values_list("person", flat=True))
    return len(found)


@transaction.atomic
def remove(batch: ImportBatch, *, by: User, at: datetime | None = None) -> int:
    """Delete all that an import created, and return how many files. What it completed stays completed.

    Raises Refused with what hangs on it.
    """
    now = at or timezone.now()
    locked = ImportBatch.objects.select_for_update().get(pk=batch.pk)
    made = made_by(locked)
    for lot in in_lots(sorted(made[Person])):
        list(Person.objects.select_for_update().filter(pk__in=lot).order_by("pk").only("pk"))
    if why := hanging(locked):
        raise Refused(why)
    move(batch, BatchState.REMOVED, by=by, at=now, headings=[])
    batch.lines.all().delete()
    record_all(_farewells(made[Person], by, now))
    for model in MADE:
        for lot in in_lots(sorted(made[model])):
            model._base_manager.filter(pk__in=lot).delete()
    gone = [model._meta.label_lower for model in MADE if model is not Person]
    batch.traces.filter(created=True, object_type__in=gone).delete()
    return len(made[Person])


def _farewells(people: Iterable[int], by: User, now: datetime) -> Iterable[Entry]:
    for pk in sorted(people):
        yield line(Action.DELETED, Person(pk=pk), by=by, person_id=pk, at=now)
