"""Whose appointments an agent may change: one's own, those of whom one stands in for, or everybody's."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from .days import whose
from .models import Appointment

if TYPE_CHECKING:
    from django.contrib.auth.models import User

FOR_OTHERS = "crm_appointments.plan_for_others"


def may_plan_for(user: User, advisor_id: int | None, at: datetime) -> bool:
    """Nobody's are everybody's: an advisor whose account went leaves appointments behind."""
    if advisor_id is None or advisor_id == user.pk or user.has_perm(FOR_OTHERS):
        return True
    return whose(user, at).filter(pk=advisor_id).exists()


def may_change(user: User, appointment: Appointment, at: datetime) -> bool:
    return user.has_perm("crm_appointments.change_appointment") and may_plan_for(
        user, appointment.advisor_id, at
    )
