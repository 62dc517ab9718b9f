"""What this room settles before rows move: contact points, situations, pairs."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db.models import Q

from crm.people.models import (
    ContactKind,
    ContactPoint,
    DuplicatePair,
    PairState,
    Provenance,
    StatusSpell,
)
from crm.people.provenance import named

from .choices import PRIMARY, STATUS
from .rules import Merge

if TYPE_CHECKING:
    from django.contrib.auth.models import User


def contact_points(merge: Merge) -> None:
    """What both files hold is kept once; one contact point of each kind stays the primary one."""
    both = ContactPoint.objects.filter(person__in=[merge.kept, merge.ended])
    first = {name: _first(merge, kind, name) for name, (kind, _) in PRIMARY.items()}
    both.update(is_primary=False)
    here = {(point.kind, point.normalised): point for point in both.filter(person=merge.kept)}
    for point in both.filter(person=merge.ended):
        twin = here.get((point.kind, point.normalised))
        if twin is None:
            continue
        if point.verified_at and not twin.verified_at:
            twin.verified_at = point.verified_at
            twin.save(update_fields=["verified_at"])
        point.delete()
    for name, (kind, _) in PRIMARY.items():
        if value := first[name]:
            # Whatever both held is held once by now: one row at most answers.
            both.filter(kind=kind, normalised=value).update(is_primary=True)


def _first(merge: Merge, kind: str, name: str) -> str:
    """The contact point of a kind to use first: the chosen file's, else that of the other."""
    mains = dict(
        ContactPoint.objects.filter(
            person__in=[merge.kept, merge.ended], kind=kind, is_primary=True
        ).values_list("person", "normalised")
    )
    order = [merge.kept.pk, merge.ended.pk]
    if name in merge.choices.taken:
        order.reverse()
    return next((mains[pk] for pk in order if pk in mains), "")


def status_spells(merge: Merge) -> None:
    """Tell the situations of both files as one line of time, as if one file had noted them all.

    Each situation lasts until the next one begins; of two that begin on one day, the chosen file's
    is the last word.
    """
    theirs = StatusSpell.objects.filter(person=merge.ended)
    if not theirs.exists():
        return
    chosen = merge.ended if STATUS in merge.choices.taken else merge.kept
    both = StatusSpell.objects.filter(person__in=[merge.kept, merge.ended])
    told = sorted(both, key=lambda row: (row.starts_on, row.person_id == chosen.pk, row.pk))
    line = one_line([(row.status, row.starts_on, row.ends_on) for row in told])
    both.delete()
    StatusSpell.objects.bulk_create(
        StatusSpell(person=merge.kept, status=status, starts_on=start, ends_on=end)
        for status, start, end in line
    )


def provenances(merge: Merge) -> None:
    """Of where the other file's values came from, only that of the values that are taken goes along."""
    taken = {*named(merge.choices.taken), *ContactKind}
    for row in Provenance.objects.filter(person=merge.ended):
        row.fields = [name for name in row.fields if name in taken]
        if row.fields:
            row.save(update_fields=["fields"])
        else:
            row.delete()


Spell = tuple[str, date, date | None]


def one_line(told: list[Spell]) -> list[Spell]:
    """Cut each situation where the next one begins; the same one twice in a row is one."""
    line: list[Spell] = []
    for status, start, end in told:
        if line and (line[-1][2] is None or line[-1][2] > start):
            last_status, last_start, _ = line.pop()
            if last_start < start:
                line.append((last_status, last_start, start))
        if line and line[-1][0] == status and line[-1][2] == start:
            line[-1] = (status, line[-1][1], end)
        else:
            line.append((status, start, end))
    return line


def pairs(merge: Merge) -> None:
    """This pair is settled; those of the file that ends with others become the survivor's.

    Somebody said to be another person than one of the two is another person than both.
    """
    between = Q(first=merge.kept, second=merge.ended) | Q(first=merge.ended, second=merge.kept)
    for pair in DuplicatePair.objects.filter(between):
        close(pair, PairState.MERGED, merge.by, merge.at)
    rest = DuplicatePair.objects.of(merge.ended).exclude(between).exclude(state=PairState.MERGED)
    for pair in rest:
        other = pair.second_id if pair.first_id == merge.ended.pk else pair.first_id
        first, second = sorted([merge.kept.pk, other])
        known = DuplicatePair.objects.filter(first=first, second=second).first()
        if known is None:
            pair.first_id, pair.second_id = first, second
            pair.save(update_fields=["first", "second"])
            continue
        if pair.state == PairState.DISTINCT and known.state == PairState.TO_REVIEW:
            close(known, PairState.DISTINCT, pair.settled_by, pair.settled_at or merge.at)
        pair.delete()


def close(pair: DuplicatePair, to: PairState, by: User | None, at: datetime) -> None:
    """Write what a pair was settled as; its door, or a merging, has checked that it may be."""
    pair.state, pair.settled_by, pair.settled_at = to, by, at
    pair.save(update_fields=["state", "settled_by", "settled_at"])
