"""Long actions: asked, cancelled, taken up when their worker is cut off, forgotten."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from crm.journal.models import Action
from crm.journal.refusal import Refused
from crm.journal.services import record
from editorial.watch.heartbeats import WORKER, last_beats, silent_for

from . import files, running
from .models import ActionState, LongAction
from .states import move
from .tasks import run

if TYPE_CHECKING:
    from django.contrib.auth.models import User

# What an action made is deleted after this; its line, after that.
FILE_KEPT = timedelta(hours=24)
KEPT = timedelta(days=30)
# Without a sign for so long, its worker was cut off; after so many tries, it is given up.
CUT_OFF_AFTER = timedelta(minutes=5)
MOST_TRIES = 2
TWICE = (
    "Le travail a été coupé deux fois avant sa fin. Rien n’a été gardé : redemandez-le plus tard."
)


@transaction.atomic
def ask(
    kind: str,
    label: str,
    *,
    by: User,
    details: dict[str, Any],
    total: int,
    right: str = "",
    purpose: str = "",
    fields: Iterable[str] = (),
    at: datetime | None = None,
) -> LongAction:
    """Put an action in the queue of the worker; done at once where there is none."""
    action = LongAction.objects.create(
        kind=kind, label=label, asked_by=by, asked_at=at or timezone.now(), details=details,
        total=total, right=right, purpose=purpose, fields=list(fields),
    )  # fmt: skip
    record(Action.CREATED, action, by=by, reason=purpose, fields=action.fields, at=at)
    _hand_over(action)
    return action


def _hand_over(action: LongAction) -> None:
    if settings.LETTERS_IN_PROCESS:
        transaction.on_commit(partial(running.run, action.pk), robust=True)
    else:
        run.enqueue(action.pk)


@transaction.atomic
def cancel(action: LongAction, *, by: User, at: datetime | None = None) -> LongAction:
    """End what waits; ask what runs to stop, which it does between two rows. Raises Refused once it is over."""
    now = at or timezone.now()
    locked = LongAction.objects.select_for_update().get(pk=action.pk)
    if not locked.at_work:
        raise Refused(f"Ce travail est déjà {locked.get_state_display()}.")
    if locked.state == ActionState.WAITING:
        move(action, ActionState.CANCELLED, ended_at=now, cancel_asked_at=now, details={})
    elif locked.cancel_asked_at is None:
        locked.cancel_asked_at = now
        locked.save(update_fields=["cancel_asked_at"])
        action.refresh_from_db()
    record(Action.CHANGED, action, by=by, fields=["cancel_asked_at"], at=now)
    return action


def tend(at: datetime) -> int:
    """Take up what was cut off, delete what was kept long enough. Without effect the second time.

    Return how many were taken up, given up or forgotten.
    """
    return _take_up(at) + forget_files(before=at - FILE_KEPT) + _forget(at)


def _take_up(at: datetime) -> int:
    silent = LongAction.objects.filter(state=ActionState.RUNNING, alive_at__lt=at - CUT_OFF_AFTER)
    found = list(silent)
    for action in found:
        if action.cancel_asked_at:
            move(action, ActionState.CANCELLED, held_by=action.holder, ended_at=at, details={})
        elif action.tries >= MOST_TRIES:
            ended = {"ended_at": at, "details": {}, "error": TWICE}
            move(action, ActionState.FAILED, held_by=action.holder, **ended)
        else:
            with transaction.atomic():
                _hand_over(move(action, ActionState.WAITING, held_by=action.holder))
    return len(found)


def forget_files(before: datetime | None = None) -> int:
    """Delete what was made, all of it or what was made before a moment. Return how many files."""
    held = LongAction.objects.exclude(stored_as="")
    if before is not None:
        held = held.filter(ended_at__lte=before)
    names = list(held.values_list("stored_as", flat=True))
    LongAction.objects.filter(stored_as__in=names).update(stored_as="")
    for name in names:
        transaction.on_commit(partial(files.forget, name), robust=True)
    return len(names)


def _forget(at: datetime) -> int:
    for name in (lost := files.lost(at)):
        files.forget(name)
    rows, _ = LongAction.objects.filter(ended_at__lt=at - KEPT, stored_as="").delete()
    return rows + len(lost)


def nobody_works(at: datetime) -> bool:
    """Whether what waits will go on waiting: no worker has shown a sign of life for a while."""
    if settings.LETTERS_IN_PROCESS:
        return False
    silence = silent_for(WORKER, last_beats(), at)
    return silence is None or silence >= timedelta(minutes=settings.WORKER_SILENT_MINUTES)
