"""The doors by which journeys change hands: shared, handed over for good, or lent while somebody is away."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils import timezone

from crm.journal.models import Action
from crm.journal.refusal import Refused
from crm.journal.services import record

from .models import HandOver, Journey, Replacement, Task
from .team import called, team

if TYPE_CHECKING:
    from django.contrib.auth.models import User


@dataclass(frozen=True)
class Handed:
    """What changed hands."""

    journeys: int
    tasks: int


@transaction.atomic
def share(
    journey: Journey, co_owners: Collection[User], *, by: User | None, at: datetime | None = None
) -> None:
    """Say who follows a journey beside its owner. The owner is never counted twice."""
    locked = Journey.objects.select_for_update().get(pk=journey.pk)
    if locked.closed_at:
        raise Refused("Ce parcours est clos : personne ne le suit plus.")
    before = set(locked.co_owners.values_list("pk", flat=True))
    after = {one.pk for one in co_owners} - {locked.owner_id}
    if before == after:
        return
    locked.co_owners.set(after)
    record(Action.CHANGED, locked, by=by, person_id=locked.person_id, fields=["co_owners"], at=at)


@transaction.atomic
def hand_over(
    journey: Journey, taker: User, reason: str, *, by: User | None, at: datetime | None = None
) -> HandOver:
    """Give one journey and its open tasks to a colleague, for good."""
    now = at or timezone.now()
    _check(taker, reason)
    rows = Journey.objects.select_for_update(of=("self",)).select_related("owner")
    locked = rows.get(pk=journey.pk)
    if locked.closed_at:
        raise Refused("Ce parcours est clos : il ne se confie plus.")
    if locked.owner == taker:
        raise Refused(f"{called(taker)} suit déjà ce parcours.")
    giver = locked.owner
    row = _give(locked, taker, reason, by, now)
    if giver is not None:
        _give_tasks(giver, taker, by, now, journey=locked)
    journey.refresh_from_db()
    return row


@transaction.atomic
def hand_over_all(
    giver: User, taker: User, reason: str, *, by: User | None, at: datetime | None = None
) -> Handed:
    """Give all the open journeys and tasks of somebody who leaves."""
    now = at or timezone.now()
    _check(taker, reason)
    if giver == taker:
        raise Refused("Choisissez quelqu’un d’autre : on ne se confie rien à soi-même.")
    # A file that is only kept stays as it is, its referent included.
    owned = Journey.objects.open().filter(owner=giver, person__restricted_at__isnull=True)
    rows = list(owned.select_for_update(of=("self",)).order_by("pk"))
    for journey in rows:
        _give(journey, taker, reason, by, now)
    tasks = _give_tasks(giver, taker, by, now)
    if not rows and not tasks:
        raise Refused(f"{called(giver)} n’a ni parcours ouvert ni tâche à confier.")
    return Handed(len(rows), tasks)


def _check(taker: User, reason: str) -> None:
    if not reason.strip():
        raise Refused("Dites pourquoi : le motif est gardé avec le parcours.")
    if not team().filter(pk=taker.pk).exists():
        raise Refused(f"{called(taker)} ne suit pas de parcours : choisissez un autre collègue.")


def _give(journey: Journey, taker: User, reason: str, by: User | None, now: datetime) -> HandOver:
    row = HandOver.objects.create(
        journey=journey, giver=journey.owner, taker=taker, reason=reason.strip(), at=now
    )
    journey.owner = taker
    journey.save(update_fields=["owner"])
    journey.co_owners.remove(taker)
    record(
        Action.CHANGED, journey, by=by, person_id=journey.person_id, fields=["owner"],
        reason=reason, at=now,
    )  # fmt: skip
    return row


def _give_tasks(
    giver: User, taker: User, by: User | None, now: datetime, journey: Journey | None = None
) -> int:
    theirs = Task.objects.to_do().filter(assignee=giver, person__restricted_at__isnull=True)
    tasks = theirs.select_for_update(of=("self",))
    if journey is not None:
        tasks = tasks.filter(journey=journey)
    rows = list(tasks)
    for task in rows:
        task.assignee = taker
        task.save(update_fields=["assignee"])
        record(Action.CHANGED, task, by=by, person_id=task.person_id, fields=["assignee"], at=now)
    return len(rows)


@transaction.atomic
def replace(
    absent: User,
    substitute: User,
    starts_on: date,
    ends_on: date,
    reason: str,
    *,
    by: User | None,
    at: datetime | None = None,
) -> Replacement:
    """Let somebody stand in for a colleague who is away. It ends by itself; no owner is rewritten."""
    now = at or timezone.now()
    _check(substitute, reason)
    if absent == substitute:
        raise Refused("Choisissez quelqu’un d’autre : on ne se remplace pas soi-même.")
    if ends_on < starts_on or ends_on < timezone.localdate(now):
        raise Refused("La date de retour doit être à venir.")
    # The two accounts are the lock: two replacements of the same person wait in line.
    list(
        get_user_model()
        .objects.select_for_update()
        .filter(pk__in=[absent.pk, substitute.pk])
        .order_by("pk")
    )
    meanwhile = Replacement.objects.filter(starts_on__lte=ends_on, ends_on__gte=starts_on)
    for who, row in ((absent, meanwhile.filter(absent=absent).first()),
                     (substitute, meanwhile.filter(absent=substitute).first())):  # fmt: skip
        if row is not None:
            raise Refused(
                f"{called(who)} est déjà en absence du {row.starts_on:%d/%m/%Y}"
                f" au {row.ends_on:%d/%m/%Y}."
            )
    row = Replacement.objects.create(
        absent=absent, substitute=substitute, starts_on=starts_on, ends_on=ends_on,
        reason=reason.strip(), decided_by=by, decided_at=now,
    )  # fmt: skip
    record(Action.CREATED, row, by=by, at=now)
    return row


@transaction.atomic
def come_back(row: Replacement, *, by: User | None, at: datetime | None = None) -> None:
    """End a replacement before its day: yesterday was the last one, or it never began."""
    now = at or timezone.now()
    today = timezone.localdate(now)
    locked = Replacement.objects.select_for_update().filter(pk=row.pk, ends_on__gte=today).first()
    if locked is None:
        raise Refused("Ce remplacement est déjà terminé.")
    if locked.starts_on >= today:
        record(Action.DELETED, locked, by=by, at=now)
        locked.delete()
        return
    locked.ends_on = today - timedelta(days=1)
    locked.save(update_fields=["ends_on"])
    record(Action.CHANGED, locked, by=by, fields=["ends_on"], at=now)
