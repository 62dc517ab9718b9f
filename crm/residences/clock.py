"""The time that is left to answer, in words: real hours, over a change of hour too."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from crm.registers.words import counted

HOUR = 3600  # seconds
IN_DAYS_FROM = 72  # hours
PRESSING_FROM = 12  # hours


@dataclass(frozen=True)
class Clock:
    """late: the hour is past; pressing: less than half a day is left."""

    words: str
    late: bool = False
    pressing: bool = False


def clock(due_at: datetime, at: datetime) -> Clock:
    left = (due_at.astimezone(UTC) - at.astimezone(UTC)).total_seconds()
    hours = int(abs(left) // HOUR)
    length = _length(hours)
    if left < 0:
        return Clock(f"en retard de {length}", late=True)
    return Clock(f"encore {length}", pressing=hours < PRESSING_FROM)


def _length(hours: int) -> str:
    if hours == 0:
        return "moins d’une heure"
    if hours >= IN_DAYS_FROM:
        return counted(hours // 24, "jour")
    return counted(hours, "heure", feminine=True)
