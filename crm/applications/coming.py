"""What an application says of the stay: a bed, a way to arrive, a place that suits."""

from __future__ import annotations

from datetime import date

from .answers import Answers
from .models import Application, Coming


def coming_of(answers: Answers) -> Coming | None:
    """Return what a form says of the stay, not kept yet; None when it says nothing."""
    if not (answers.lodging or answers.accessibility):
        return None
    return Coming(
        lodging=answers.lodging,
        people=(answers.people or 1) if answers.lodging else None,
        arrives_on=_read(answers.arrives_on),
        leaves_on=_read(answers.leaves_on),
        arrival=answers.arrival,
        accessibility=answers.accessibility,
    )


def note_coming(application: Application, answers: Answers) -> None:
    """Keep what a form says of the stay with the application that it became."""
    if coming := coming_of(answers):
        coming.application = application
        coming.save(force_insert=True)


def _read(day: str) -> date | None:
    return date.fromisoformat(day) if day else None
