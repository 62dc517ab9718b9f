"""The days between which each form is answered. Days are days of the calendar: no hour, no change of hour."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from crm.registers.calendar import add_months

from .models import Moment

EXIT_DAYS = timedelta(days=28)
SIX_MONTHS = 6
BEFORE, AFTER = timedelta(days=14), timedelta(days=28)
# Days after the first one on which a reminder leaves, by form.
REMINDERS = {
    Moment.ENTRY: (0, 7, 14, 21),
    Moment.EXIT: (0, 7, 14, 21),
    Moment.SIX_MONTHS: (0, 14, 28),
}


@dataclass(frozen=True)
class Window:
    """opens_on, closes_on: both included. due_on: the day by which it is asked for."""

    opens_on: date
    due_on: date
    closes_on: date


def window(moment: Moment, entry_on: date, exit_on: date | None) -> Window | None:
    """Return when a form is answered, None while the exit that it speaks of is not known."""
    if moment == Moment.ENTRY:
        return Window(entry_on, entry_on, entry_on + EXIT_DAYS)
    if exit_on is None:
        return None
    if moment == Moment.EXIT:
        return Window(exit_on, exit_on + EXIT_DAYS, exit_on + EXIT_DAYS)
    due = add_months(exit_on, SIX_MONTHS)
    return Window(due - BEFORE, due, due + AFTER)


def reminder_due(moment: Moment, opened_on: date, today: date) -> int | None:
    """Return which reminder is due: its number of days after the opening. None before and once all is over."""
    elapsed = (today - opened_on).days
    passed = [days for days in REMINDERS[moment] if days <= elapsed]
    # A machine that was stopped sends the last one, never all those that were missed.
    return passed[-1] if passed and elapsed < EXIT_DAYS.days + BEFORE.days else None
