"""Until when an offered seat may be taken, and how somebody is given longer."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.utils import timezone

from crm.waiting.deadlines import after_working_days, end_of_day
from training.models import Session


def offer_deadline(session: Session, at: datetime) -> datetime:
    """Return the last moment to take a seat: some working days, and never beyond the eve of the session.

    Where the session begins tomorrow, or has begun, whole days are left all the same.
    """
    until = after_working_days(at, settings.SEAT_OFFER_DAYS)
    today = timezone.localdate(at)
    if session.starts_on <= today:
        return until
    eve = max(session.starts_on - timedelta(days=1), today)
    return min(until, end_of_day(eve))
