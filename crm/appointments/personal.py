"""What whoever holds the link of a booking may do: move it, cancel it. The same, whoever booked."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.utils import timezone

from crm.journal.refusal import Refused
from crm.people.reaching import confirm_address

from . import outcomes
from .letters import mail_of
from .models import AppointmentParty, AppointmentState, BookedThrough, Place
from .moving import reschedule
from .slots import Search
from .wishes import Wish


def delay() -> timedelta:
    hours: int = settings.APPOINTMENTS["change_hours"]
    return timedelta(hours=hours)


def may_change(party: AppointmentParty, at: datetime) -> bool:
    """Tell whether there is still time to move or to cancel by oneself."""
    planned = party.state == AppointmentState.PLANNED
    return planned and party.appointment.starts_at - at >= delay()


def may_move(party: AppointmentParty, at: datetime) -> bool:
    """A collective date is everybody's: one cancels, and takes another."""
    return may_change(party, at) and not party.appointment.is_collective


def search_of(party: AppointmentParty) -> Search:
    """The hours among which a person moves: those of the same advisors, or of everybody for a public booking."""
    appointment = party.appointment
    invitation = getattr(party, "invitation", None)
    advisors: frozenset[int] | None = None
    if invitation is not None:
        advisors = frozenset(invitation.advisors.values_list("pk", flat=True))
    elif party.through == BookedThrough.DESK and appointment.advisor_id:
        advisors = frozenset({appointment.advisor_id})
    return Search(appointment.reason, Place(appointment.place), advisors)


def move(party: AppointmentParty, starts_at: datetime, *, at: datetime | None = None) -> None:
    """Raises Taken when the hour went meanwhile, Refused when it is too late."""
    now = at or timezone.now()
    if not may_move(party, now):
        raise Refused(too_late())
    wish = Wish(search_of(party), starts_at)
    reschedule(party.appointment, wish, by_person=True, at=now)
    _known(party, now)
    party.refresh_from_db()


def cancel(party: AppointmentParty, *, at: datetime | None = None) -> None:
    now = at or timezone.now()
    if not may_change(party, now):
        raise Refused(too_late())
    outcomes.cancel_party(party, by_person=True, at=now)
    _known(party, now)


def _known(party: AppointmentParty, now: datetime) -> None:
    """They acted through a letter: its address is theirs."""
    if party.person and party.reminded_at and (address := mail_of(party)):
        confirm_address(party.person, address, at=now)


def too_late() -> str:
    hours: int = settings.APPOINTMENTS["change_hours"]
    return (
        f"À moins de {hours}\N{NO-BREAK SPACE}h du rendez-vous, appelez-nous\N{NO-BREAK SPACE}: nous "
        "verrons ensemble."
    )
