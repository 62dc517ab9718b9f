"""The only door by which two files become one, and what it would do before it does it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from crm.journal.models import Action
from crm.journal.refusal import Refused
from crm.journal.services import record
from crm.letters.services import outbox_shut
from crm.people.models import DuplicatePair, MergeReport, PairState, Person
from crm.people.models.merging import PAIR_PATHS
from crm.people.provenance import came_from, of_merged
from crm.people.restriction import sentence

from . import figures
from .choices import keep_the_status, take_over
from .moving import PLAIN, move_rows
from .own_rules import close
from .rules import BOTH, ENDED, RULES, Choices, Merge, checks, key_of, relations

if TYPE_CHECKING:
    from django.contrib.auth.models import User

AS_THEY_ARE = Choices()


@dataclass(frozen=True)
class Merged:
    """What a merging did: its report, and in sentences what it settled along the way."""

    report: MergeReport
    told: list[str]


@dataclass(frozen=True)
class Preview:
    """What a merging would do: rows that move, things settled, figures changed, all in French."""

    moved: list[str]
    told: list[str]
    figures: list[figures.Change]


@transaction.atomic
def merge(
    kept: Person,
    ended: Person,
    *,
    choices: Choices = AS_THEY_ARE,
    by: User | None,
    at: datetime | None = None,
) -> Merged:
    """Make two files of one person a single one. `ended` becomes an empty address that leads to `kept`.

    Everything that points to it moves, whatever its room; nobody receives a letter. Raises Refused
    when one of the files is merged or anonymised already, or when something must be settled first.
    """
    now = at or timezone.now()
    run = Merge(*_locked(kept, ended), choices=choices, by=by, at=now)
    taken = take_over(run)
    if choices.household in {ENDED, BOTH}:
        taken.append("household")
    gained = _kinds_gained(run)
    with outbox_shut():
        moved = move_rows(run, Person, run.ended, run.kept)
    keep_the_status(run)
    run.ended.merged_into = run.kept
    # Its name stays: whoever looks for the old one is led to the file that stays.
    run.ended.save(update_fields=["merged_into"])
    for check in checks():
        check(run)
    report = MergeReport.objects.create(
        survivor=run.kept,
        previous_number=run.ended.file_number,
        at=now,
        by=by,
        taken=taken,
        moved=dict(moved),
    )
    record(Action.CHANGED, run.ended, by=by, person_id=run.ended.pk, fields=["merged_into"], at=now)
    record(
        Action.CHANGED, run.kept, by=by, person_id=run.kept.pk, fields=["merged_from", *taken],
        at=now,
    )  # fmt: skip
    origin = of_merged(run.ended.file_number)
    came_from(run.kept, [*taken, *gained], origin, by=by, at=now)
    kept.refresh_from_db()
    ended.refresh_from_db()
    return Merged(report, run.told)


def _kinds_gained(run: Merge) -> list[str]:
    """The kinds of contact points that the other file alone knows."""
    mine = set(run.kept.contact_points.values_list("kind", "normalised"))
    theirs = set(run.ended.contact_points.values_list("kind", "normalised"))
    return sorted({kind for kind, _ in theirs - mine})


def _locked(kept: Person, ended: Person) -> tuple[Person, Person]:
    """Both rows, always locked in the same order: two mergings of one pair wait for each other."""
    if kept.pk == ended.pk:
        raise Refused("Un dossier ne se fusionne pas avec lui-même.")
    rows = Person.objects.select_for_update().filter(pk__in=[kept.pk, ended.pk]).order_by("pk")
    found = {row.pk: row for row in rows}
    for row in found.values():
        if row.merged_into_id:
            raise Refused(f"Le dossier n° {row.file_number} a déjà été fusionné avec un autre.")
        if row.anonymised_at:
            raise Refused(
                f"Le dossier n° {row.file_number} est anonymisé : il ne se fusionne plus."
            )
        if row.restricted_at:
            raise Refused(sentence(row))
    return found[kept.pk], found[ended.pk]


def preview(
    kept: Person,
    ended: Person,
    *,
    choices: Choices = AS_THEY_ARE,
    by: User | None,
    at: datetime | None = None,
) -> Preview:
    """Merge, look, and undo: what is announced is what would happen. Raises Refused as `merge` does."""
    now = at or timezone.now()
    day = timezone.localdate(now)
    with transaction.atomic():
        before = figures.read(day)
        # Copies: what is undone in the database must not stay in the caller's rows.
        done = merge(
            Person.objects.get(pk=kept.pk), Person.objects.get(pk=ended.pk),
            choices=choices, by=by, at=now,
        )  # fmt: skip
        found = Preview(done.report.lines(), done.told, figures.changes(before, figures.read(day)))
        transaction.set_rollback(True)
    return found


@transaction.atomic
def say_distinct(pair: DuplicatePair, *, by: User | None, at: datetime | None = None) -> None:
    """Two people, says a human: the pair is never proposed again. Only a merging says otherwise."""
    now = at or timezone.now()
    row = DuplicatePair.objects.select_for_update().get(pk=pair.pk)
    before = PairState(row.state)
    if PairState.DISTINCT not in PAIR_PATHS[before]:
        raise Refused(f"Cette paire est déjà tranchée\N{NO-BREAK SPACE}: {before.label}.")
    close(row, PairState.DISTINCT, by, now)
    record(Action.MOVED, row, by=by, person_id=row.first_id, before=before, after=row.state, at=now)
    pair.refresh_from_db()


def gather_strays(at: datetime | None = None) -> int:
    """Bring along what was written on a file while it was being merged. Return how many files had some.

    PostgreSQL lets a row that waited for the merging be written on the file that has ended.
    """
    links = [link for link in relations(Person) if RULES.get(key_of(link), PLAIN).moves]
    behind = {
        pk
        for link in links
        for pk in link.model._base_manager.filter(**{f"{link.name}__merged_into__isnull": False})
        .order_by()
        .values_list(link.attname, flat=True)
    }
    return sum(_gather(pk, at or timezone.now()) for pk in sorted(behind))


@transaction.atomic
def _gather(pk: int, at: datetime) -> bool:
    kept_pk = Person.objects.filter(pk=pk).values_list("merged_into_id", flat=True).get()
    rows = Person.objects.select_for_update().filter(pk__in=[pk, kept_pk]).order_by("pk")
    found = {row.pk: row for row in rows}
    run = Merge(found[kept_pk], found[pk], choices=AS_THEY_ARE, by=None, at=at)
    try:
        with transaction.atomic(), outbox_shut():
            move_rows(run, Person, run.ended, run.kept)
    except Refused:
        # Only a human may settle it: the rows stay, counted with the survivor's all the same.
        return False
    return True
