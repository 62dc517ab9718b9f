"""The addresses by which one signs: a personal one for each trainee, and that of the tablet handed around."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone

from crm.applications.models import Enrolment, TaughtHalfDay
from crm.letters import links

from .rules import window_of

PERSONAL, TABLET = "emargement", "emargement-tablette"
# Whoever opens a link too late reads why, for as long.
TOLD_FOR = timedelta(days=30)


@dataclass(frozen=True)
class Signer:
    """What a personal link opens: one half-day, for one trainee."""

    half_day: TaughtHalfDay
    enrolment: Enrolment


def personal(half_day: TaughtHalfDay, enrolment: Enrolment, *, at: datetime | None = None) -> str:
    """Make the personal link of a trainee for a half-day, and return its token."""
    return _made(PERSONAL, f"{half_day.pk}-{enrolment.pk}", half_day, at)


def tablet(half_day: TaughtHalfDay, *, at: datetime | None = None) -> str:
    """Make the link of the tablet, the only one of this half-day that works, and return its token."""
    links.forget(TABLET, str(half_day.pk))
    return _made(TABLET, str(half_day.pk), half_day, at)


def _made(purpose: str, target: str, half_day: TaughtHalfDay, at: datetime | None) -> str:
    now = at or timezone.now()
    lifetime = max(window_of(half_day).closes_at - now, timedelta(0)) + TOLD_FOR
    return links.make(purpose, target, at=now, lifetime=lifetime)


def signer_of(token: str, *, at: datetime | None = None) -> Signer | None:
    """What a personal link opens; None when it is unknown, expired, or of somebody forgotten."""
    link = links.find(PERSONAL, token, at=at)
    if link is None:
        return None
    half_day, _, enrolment = link.target.partition("-")
    planned = _half_day(int(half_day))
    found = (
        Enrolment.objects.select_related("application__person", "roster")
        .filter(pk=int(enrolment), application__person__anonymised_at__isnull=True)
        .first()
    )
    return Signer(planned, found) if planned and found else None


def tablet_of(token: str, *, at: datetime | None = None) -> TaughtHalfDay | None:
    """The half-day of a tablet's link."""
    link = links.find(TABLET, token, at=at)
    return _half_day(int(link.target)) if link else None


def _half_day(pk: int) -> TaughtHalfDay | None:
    rows = TaughtHalfDay.objects.select_related("session__course", "space", "trainer")
    return rows.filter(pk=pk).first()
