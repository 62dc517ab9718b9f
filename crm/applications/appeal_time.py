"""How long a refusal may be contested."""

from datetime import date, datetime

from django.conf import settings
from django.utils import timezone

from crm.registers.calendar import add_months


def last_day(decided_at: datetime) -> date:
    """The last day on which somebody refused then may say that they contest it."""
    return add_months(timezone.localdate(decided_at), settings.APPEAL_MONTHS)
