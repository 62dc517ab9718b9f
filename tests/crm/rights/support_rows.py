"""What the table of rights needs of two years of support: a pause, a milestone, an activity to ask about."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from crm.registers.calendar import add_months
from crm.support.models import ActivityKind, PlanBasis
from crm.support.pauses import add_pause
from crm.support.plans import open_plan
from crm.support.services import note_activity
from tests.crm.factories import make_person


def lay(rows: dict[str, Any], now: datetime) -> dict[str, Any]:
    today = timezone.localdate(now)
    person = make_person()
    plan = open_plan(person, PlanBasis.TRAINED, add_months(today, -6), at=now)
    pause = add_pause(plan, today - timedelta(days=60), today - timedelta(days=30), "Congé", at=now)
    activity = note_activity(person, ActivityKind.CREATION, add_months(today, -13), at=now)
    return {
        "paused_one": person.pk,
        "pause": pause.pk,
        "milestone": plan.milestones.first().pk,
        "checked": person.pk,
        "check": activity.checks.first().pk,
        "checked_activity": activity.pk,
    }
