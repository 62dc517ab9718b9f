"""At the end of each quarter the figures are frozen for the record: what was known then is kept, published or not."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db import IntegrityError
from django.utils import timezone

from .models import IndicatorSnapshot
from .services import freeze

EVERY = timedelta(hours=1)


def freeze_quarter(at: datetime) -> int:
    """Freeze the figures as of the last day of the quarter that has ended, once. Return how many were frozen.

    A first day that nobody ran on is made up for by the next run. Of two runs at once, the database lets one in.
    """
    day = last_day_before_quarter(timezone.localdate(at))
    if IndicatorSnapshot.objects.filter(quarterly=True, as_of=day).exists():
        return 0
    try:
        freeze(day, at=at, quarterly=True)
    except IntegrityError:
        return 0
    return 1


def last_day_before_quarter(day: date) -> date:
    return date(day.year, (day.month - 1) // 3 * 3 + 1, 1) - timedelta(days=1)
