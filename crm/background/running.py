"""A long action being done, by a worker or at once: taken, done, noted. A worker cut off leaves it to another."""

from __future__ import annotations

import logging
import uuid
from datetime import datetime
from typing import Any

from django.utils import timezone

from crm.journal.refusal import Refused

from . import kinds
from .files import forget
from .models import ActionState, LongAction
from .progress import Cancelled, Progress
from .states import move

BROKEN = "Le travail s’est arrêté et rien n’a été gardé. Réessayez ; si cela se répète, prévenez l’administrateur."
UNKNOWN = "Ce travail n’est plus proposé."

logger = logging.getLogger(__name__)


def run(pk: int, at: datetime | None = None) -> None:
    """Do what waits. Without effect on what is being done, over or cancelled."""
    action = _take(pk, at or timezone.now())
    if action is None:
        return
    made: kinds.Made | None = None
    try:
        made = _do(action)
        _end(action, ActionState.DONE, **(made._asdict() if made else {}))
    except Cancelled:
        _end_unless_lost(action, ActionState.CANCELLED)
    except Refused as refusal:
        _end_unless_lost(action, ActionState.FAILED, error=str(refusal)[:300], made=made)
    except Exception:
        logger.exception("A long action of the kind %s failed.", action.kind)
        _end_unless_lost(action, ActionState.FAILED, error=BROKEN, made=made)


def _take(pk: int, at: datetime) -> LongAction | None:
    action = LongAction.objects.select_related("asked_by").filter(pk=pk).first()
    if action is None:
        return None
    try:
        return move(
            action,
            ActionState.RUNNING,
            holder=uuid.uuid4().hex,
            alive_at=at,
            tries=action.tries + 1,
            done=0,
        )
    except Refused:
        return None


def _do(action: LongAction) -> kinds.Made | None:
    kind = kinds.find(action.kind)
    if kind is None:
        raise Refused(UNKNOWN)
    with Progress(action) as progress:
        try:
            return kind.run(action, progress)
        finally:
            action.done = progress.done


def _end(action: LongAction, to: ActionState, **changes: Any) -> None:
    """Only whoever holds it ends it. Raises Refused when it was taken over."""
    ended: dict[str, Any] = {"ended_at": timezone.now(), "details": {}, "done": action.done}
    move(action, to, held_by=action.holder, **ended, **changes)


def _end_unless_lost(
    action: LongAction, to: ActionState, *, made: kinds.Made | None = None, **changes: Any
) -> None:
    if made:
        forget(made.stored_as)
    try:
        _end(action, to, **changes)
    except Refused:
        logger.warning("A long action of the kind %s had been taken over.", action.kind)
