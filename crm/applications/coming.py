"""What an application says of the stay: a bed, a way to arrive, a place that suits."""

from __future__ import annotations

from datetime import date

from .answers import Answers
from .models import Application, Coming


def note_coming(application: Application, answers: Answers) -> None:
    """Keep what a form says of the stay, when it says something."""
    if not (answers.lodging or answers.accessibility):
        return
    Coming.objects.create(
        application=application,
        lodging=answers.lodging,
        people=(answers.people or 1) if answers.lodging else None,
        arrives_on=_read(answers.arrives_on),
        leaves_on=_read(answers.leaves_on),
        arrival=answers.arrival,
        accessibility=answers.accessibility,
    )


def _read(day: str) -> date | None:
    return date.fromisoformat(day) if day else None
