"""Until when people change, cancel and wait by themselves."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from django.conf import settings
from django.utils import timezone

from crm.waiting.deadlines import after_hours, end_of_day
from forum.models import Edition
from forum.models.editions import EditionState

from .models import Roster

STOPPED = {EditionState.CANCELLED, EditionState.POSTPONED, EditionState.ENDED}


def begins(edition: Edition) -> datetime:
    """The first minute of its first day: beyond, the doors know who comes."""
    return timezone.make_aware(datetime.combine(edition.starts_on, time()))


def frozen_from(roster: Roster) -> datetime:
    """From then on badges and lists are printed: nobody changes alone, and nothing is offered any more."""
    edition = roster.edition
    return roster.frozen_at or begins(edition) - timedelta(hours=settings.FORUM_FREEZE_HOURS)


def is_frozen(roster: Roster, at: datetime) -> bool:
    return at >= frozen_from(roster)


def answer_before(roster: Roster, at: datetime) -> datetime:
    """The last moment to take an offered place: some hours, never beyond the close of the registrations
    nor what freezes the lists."""
    bounds = [after_hours(at), frozen_from(roster)]
    closes = roster.edition.registration_closes_on
    if closes and end_of_day(closes) > at:
        bounds.append(end_of_day(closes))
    return min(bounds)


def refusal(edition: Edition, at: datetime, *, by_agent: bool) -> str:
    """Why nobody registers at a moment, in French; "" when one may. The team registers until the last day."""
    state = edition.state_on(timezone.localdate(at))
    if state in STOPPED:
        return {
            EditionState.CANCELLED: "Cette édition du Forum est annulée.",
            EditionState.POSTPONED: "Le Forum est reporté : les inscriptions reprendront avec la nouvelle date.",
        }.get(state, "Cette édition du Forum a eu lieu.")
    if by_agent or state == EditionState.OPEN:
        return ""
    if state == EditionState.ANNOUNCED:
        return "Les inscriptions ne sont pas encore ouvertes."
    return "Les inscriptions sont closes."
