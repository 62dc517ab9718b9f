"""What was put in the wrong file by mistake is taken out of it again; a task finds somebody to do it."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from crm.journal.models import Action
from crm.journal.services import record

from .models import Interaction, Task

if TYPE_CHECKING:
    from django.contrib.auth.models import User


@transaction.atomic
def withdraw_exchange(said: Interaction, *, by: User | None, at: datetime | None = None) -> None:
    """Delete an exchange that never took place in this file; the journal says that it was there."""
    record(Action.DELETED, said, by=by, person_id=said.person_id, at=at)
    said.delete()


@transaction.atomic
def withdraw_task(task: Task, *, by: User | None, at: datetime | None = None) -> None:
    """Delete a task that has no reason any more."""
    record(Action.DELETED, task, by=by, person_id=task.person_id, at=at)
    task.delete()


@transaction.atomic
def give_task(task: Task, to: User, *, by: User | None, at: datetime | None = None) -> bool:
    """Give a task that is to do and nobody's. False when it is done, or somebody has it."""
    free = Task.objects.to_do().filter(pk=task.pk, assignee__isnull=True)
    if not free.update(assignee=to):
        return False
    record(Action.CHANGED, task, by=by, person_id=task.person_id, fields=["assignee"], at=at)
    return True
