"""What is written at its hour: two days before an appointment, and to those who did not answer an invitation."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.db.models.functions import Greatest
from django.utils import timezone

from . import letters
from .models import AppointmentParty, AppointmentState, Invitation

EVERY = timedelta(minutes=15)


def send_due(at: datetime) -> int:
    """Write the reminders that are due; how many are new. Without effect the second time."""
    return remind_parties(at) + remind_invited(at)


def remind_parties(at: datetime) -> int:
    """Those whose hour comes within the delay, unless it was chosen since: they just read it."""
    # In UTC: 48 hours are 48 hours, over a change of hour too.
    ahead = timedelta(hours=settings.APPOINTMENTS["reminder_hours"])
    rows = AppointmentParty.objects.filter(
        state=AppointmentState.PLANNED,
        reminded_at__isnull=True,
        forgotten=False,
        appointment__starts_at__gt=at,
        appointment__starts_at__lte=at.astimezone(UTC) + ahead,
    ).annotate(known_at=Greatest("booked_at", "appointment__fixed_at"))
    due = rows.filter(known_at__lt=F("appointment__starts_at") - ahead)
    return sum(_remind(pk, at) for pk in due.values_list("pk", flat=True))


@transaction.atomic
def _remind(pk: int, at: datetime) -> bool:
    mine = AppointmentParty.objects.filter(
        pk=pk, reminded_at__isnull=True, state=AppointmentState.PLANNED
    )
    if not mine.update(reminded_at=at):
        return False
    party = AppointmentParty.objects.select_related(
        "person", "appointment__reason", "appointment__site"
    ).get(pk=pk)
    return letters.remind(party, at)


def remind_invited(at: datetime) -> int:
    """Once, some days after the invitation, while there is still time to answer."""
    after = timedelta(days=settings.APPOINTMENTS["invitation_days"])
    rows = Invitation.objects.waiting(timezone.localdate(at)).filter(
        reminded_at__isnull=True,
        sent_at__lte=at - after,
        reason__active=True,
        person__anonymised_at__isnull=True,
    )
    return sum(_remind_invited(pk, at) for pk in rows.values_list("pk", flat=True))


@transaction.atomic
def _remind_invited(pk: int, at: datetime) -> bool:
    mine = Invitation.objects.filter(pk=pk, reminded_at__isnull=True, party__isnull=True)
    if not mine.update(reminded_at=at):
        return False
    row = Invitation.objects.select_related("person", "reason").get(pk=pk)
    return letters.invite(row, at, again=True)
