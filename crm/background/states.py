"""The only door between the states of a long action."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from crm.journal.refusal import Refused

from .models import PATHS, ActionState, LongAction


@transaction.atomic
def move(action: LongAction, to: ActionState, *, held_by: str = "", **changes: Any) -> LongAction:
    """Move an action, other columns changing with its state. Raises Refused when the path does not exist.

    `held_by` is who believes to hold it: somebody else may have taken it over meanwhile.
    """
    locked = LongAction.objects.select_for_update().get(pk=action.pk)
    before = ActionState(locked.state)
    if to not in PATHS[before] or (held_by and locked.holder != held_by):
        raise Refused(f"Ce travail est « {before.label} » : il ne devient pas « {to.label} ».")
    locked.state = to
    for name, value in changes.items():
        setattr(locked, name, value)
    locked.save(update_fields=["state", *changes])
    action.refresh_from_db()
    return action
