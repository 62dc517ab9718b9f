"""What this room does each day: pauses that begin and end, plans whose term has come, activities to ask about.

Each row is dealt with in a transaction of its own, behind its lock: run twice, or from two machines at
once, what is done is done once.
"""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from crm.journal.refusal import Refused

from . import checks
from .check_days import lay_missing
from .models import LIVE_PLANS, PlanPause, PlanState, SupportPlan
from .plans import align, locked, move_plan


def follow_plans(at: datetime) -> None:
    follow_pauses(at)
    end_due_plans(at)
    lay_missing(at)
    checks.ask_due(at)
    checks.give_up_old(at)


def follow_pauses(at: datetime) -> int:
    """Begin the pauses that were planned, and come back from those whose end was known."""
    day = timezone.localdate(at)
    now_paused = PlanPause.objects.filter(
        Q(ends_on__isnull=True) | Q(ends_on__gt=day), plan=OuterRef("pk"), starts_on__lte=day
    )
    begun = SupportPlan.objects.running().filter(Exists(now_paused))
    over = SupportPlan.objects.filter(~Exists(now_paused), state=PlanState.PAUSED)
    ids = [*begun.values_list("pk", flat=True), *over.values_list("pk", flat=True)]
    for pk in ids:
        with transaction.atomic():
            plan = locked(SupportPlan(pk=pk))
            if plan.state in LIVE_PLANS:
                align(plan, at=at)
    return len(ids)


def end_due_plans(at: datetime | None = None) -> int:
    """End the plans whose term has come. Return how many ended here."""
    now = at or timezone.now()
    due = list(SupportPlan.objects.due_to_end(timezone.localdate(now)))
    return sum(_end(plan, now) for plan in due)


def _end(plan: SupportPlan, now: datetime) -> bool:
    try:
        move_plan(plan, PlanState.ENDED, at=now)
    except Refused:
        # Another machine ended it, or a pause has been noted since.
        return False
    return True
