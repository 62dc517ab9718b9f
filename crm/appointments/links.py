"""The addresses that letters carry. A token is made when its letter leaves."""

from __future__ import annotations

from datetime import datetime
from urllib.parse import unquote

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from crm.letters import links
from crm.letters.services import TOKEN, Link

from .models import AppointmentParty, Invitation

BOOKING, INVITATION = "rendez-vous", "invitation-rendez-vous"


def link_to(row: AppointmentParty | Invitation) -> Link:
    return Link(BOOKING if isinstance(row, AppointmentParty) else INVITATION, str(row.pk))


def address_of(name: str) -> str:
    return settings.WAGTAILADMIN_BASE_URL.rstrip("/") + unquote(reverse(name, args=[TOKEN]))


def make(party: AppointmentParty, at: datetime) -> str:
    """A link for whoever has just booked, and may have no address to write to."""
    return links.make(BOOKING, str(party.pk), at=at)


def party_of(token: str, *, at: datetime | None = None) -> AppointmentParty | None:
    """The booking that a link opens; an invitation leads to the booking that it became."""
    rows = AppointmentParty.objects.select_related(
        "appointment__reason", "appointment__advisor", "appointment__site", "person", "journey"
    ).filter(forgotten=False)
    if link := links.find(BOOKING, token, at=at):
        return rows.filter(pk=int(link.target)).first()
    if link := links.find(INVITATION, token, at=at):
        return rows.filter(invitation=int(link.target)).first()
    return None


def invitation_of(token: str, *, at: datetime | None = None) -> Invitation | None:
    """The invitation that a link opens, None once it is withdrawn or its person forgotten."""
    link = links.find(INVITATION, token, at=at)
    if link is None:
        return None
    rows = Invitation.objects.select_related("person__commune", "reason", "journey", "party")
    return rows.filter(
        pk=int(link.target), withdrawn_at__isnull=True, person__anonymised_at__isnull=True
    ).first()


def is_open(invitation: Invitation, at: datetime) -> bool:
    return invitation.until >= timezone.localdate(at) and invitation.reason.active
