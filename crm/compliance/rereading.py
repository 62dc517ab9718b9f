"""Notes read again each month, drawn by lot: what the person may ask to read must bear it."""

from __future__ import annotations

import random
import re
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from crm.journal.models import Action, Entry
from crm.journal.refusal import Refused
from crm.journal.services import line, record, record_all
from crm.journeys.exchanges import plan_task
from crm.journeys.models import Interaction, Visibility
from crm.people.models import Person
from crm.registers.opening import ONE_READING
from crm.support.models import Review

from .models import Rereading, Verdict

if TYPE_CHECKING:
    from django.contrib.auth.models import User

RECENT = timedelta(days=31)
REDONE_WITHIN = timedelta(days=14)
HIDDEN = "[la personne]"
SHORTEST_NAME = 3


@transaction.atomic
def draw(at: datetime | None = None) -> int:
    """Draw the notes of the month, once. What its author keeps to themselves is not drawn."""
    now = at or timezone.now()
    month = timezone.localtime(now).replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    if Rereading.objects.filter(drawn_at__gte=month).exists():
        return 0
    notes = [("interaction_id", pk) for pk in _exchanges(now)]
    notes += [("review_id", pk) for pk in _reviews(now)]
    wanted = min(settings.REREAD_NOTES, len(notes))
    drawn = Rereading.objects.bulk_create(
        Rereading(drawn_at=now, **{name: pk})
        for name, pk in random.sample(notes, wanted)  # nosec B311
    )
    record_all(line(Action.CREATED, row, person_id=row.person.pk, at=now) for row in _whole(drawn))
    return len(drawn)


def _exchanges(now: datetime) -> Iterable[int]:
    rows = Interaction.objects.filter(
        at__gt=now - RECENT, at__lte=now, visibility=Visibility.TEAM,
        person__anonymised_at__isnull=True, author__isnull=False,
    ).exclude(text="")  # fmt: skip
    read = Rereading.objects.filter(interaction__isnull=False).values("interaction")
    return rows.exclude(pk__in=read).order_by("pk").values_list("pk", flat=True)


def _reviews(now: datetime) -> Iterable[int]:
    rows = Review.objects.filter(
        held_at__gt=now - RECENT, held_at__lte=now, plan__person__anonymised_at__isnull=True
    ).exclude(summary="")
    read = Rereading.objects.filter(review__isnull=False).values("review")
    return rows.exclude(pk__in=read).order_by("pk").values_list("pk", flat=True)


def _whole(drawn: Iterable[Rereading]) -> Iterable[Rereading]:
    return Rereading.objects.with_notes().filter(pk__in=[row.pk for row in drawn])


def without_name(row: Rereading) -> str:
    """The note as it is judged: what was written, not whom it is about."""
    text, person = row.text, row.person
    for name in (f"{person.first_name} {person.last_name}", person.last_name, person.first_name):
        if len(name.strip()) >= SHORTEST_NAME:
            text = re.sub(rf"\b{re.escape(name.strip())}\b", HIDDEN, text, flags=re.IGNORECASE)
    return text


def note_reading(rows: Iterable[Rereading], by: User, at: datetime | None = None) -> None:
    """Showing notes is reading files: a line each, unless one was written within the quarter of an hour."""
    now = at or timezone.now()
    people: dict[int, Person] = {row.person.pk: row.person for row in rows}
    recent = Entry.objects.filter(
        Q(person__in=people), action=Action.READ, actor=by, at__gt=now - ONE_READING
    )
    seen = set(recent.values_list("person", flat=True))
    record_all(
        line(Action.READ, person, by=by, person_id=pk, at=now)
        for pk, person in people.items()
        if pk not in seen
    )


@transaction.atomic
def judge(row: Rereading, verdict: Verdict, *, by: User | None, at: datetime | None = None) -> None:
    """Say that a note is fine, or give it back to its author as a task. Raises Refused when it was judged."""
    now = at or timezone.now()
    locked = Rereading.objects.select_for_update(of=("self",)).get(pk=row.pk)
    if locked.verdict:
        raise Refused("Cette note est déjà relue.")
    locked.verdict, locked.reread_at, locked.reread_by = verdict, now, by
    locked.save(update_fields=["verdict", "reread_at", "reread_by"])
    person = locked.person
    record(
        Action.CHANGED, locked, by=by, person_id=person.pk, after=verdict.label,
        fields=["verdict"], at=now,
    )  # fmt: skip
    if verdict == Verdict.AGAIN:
        _give_back(locked, by, now)
    row.refresh_from_db()


def _give_back(row: Rereading, by: User | None, now: datetime) -> None:
    author, written = row.author, row.written_at or now
    day = timezone.localtime(written)
    plan_task(
        row.person,
        f"Reprendre la note du {day:%d/%m/%Y} : des faits utiles, rien de plus",
        timezone.localdate(now + REDONE_WITHIN),
        assignee=author if author and author.is_active else None,
        by=by,
        at=now,
    )
