"""Hours of a day, and moments: those of the territory, whatever the season."""

from __future__ import annotations

from datetime import datetime, time


def minutes_between(starts_at: time, ends_at: time) -> int:
    """Whole minutes from one hour of a day to another, negative when they are the wrong way round."""
    day = datetime(2000, 1, 1)  # noqa: DTZ001 # any day: only the hours count
    span = datetime.combine(day, ends_at) - datetime.combine(day, starts_at)
    return int(span.total_seconds() // 60)
