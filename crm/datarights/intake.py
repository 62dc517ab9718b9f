"""How a request comes in: by the form of the site, or by the hand of somebody who was told."""

from __future__ import annotations

import uuid
from dataclasses import asdict, dataclass
from datetime import date, datetime, time
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from crm.consents.models import Wording
from crm.journal.models import Action
from crm.journal.refusal import Refused
from crm.journal.services import record
from crm.registers.calendar import add_months

from . import letters
from .clock import first_due
from .models import Behalf, Channel, RightsRequest, Subject

if TYPE_CHECKING:
    from django.contrib.auth.models import User

NOTICE = "droits"
# What is noted later than this is a mistake in the date.
OLDEST_MONTHS = 12


@dataclass(frozen=True)
class Asked:
    """What somebody asks, as it was said or typed."""

    subject: Subject
    name: str
    behalf: Behalf = Behalf.SELF
    email: str = ""
    phone: str = ""
    postal: str = ""
    number_told: str = ""
    message: str = ""


@transaction.atomic
def receive(
    asked: Asked, form_key: uuid.UUID, *, wording: Wording | None, at: datetime | None = None
) -> RightsRequest:
    """Keep what the public form says. Posted twice, it is one request.

    Nothing is looked up: whoever sends it learns nothing of our files.
    """
    now = at or timezone.now()
    row, new = RightsRequest.objects.get_or_create(
        form_key=form_key,
        defaults={
            **asdict(asked),
            "channel": Channel.SITE,
            "wording": wording,
            "received_at": now,
            "due_on": first_due(now),
        },
    )
    if new:
        record(Action.CREATED, row, at=now)
        letters.received(row, now)
    return row


@transaction.atomic
def register(
    asked: Asked, channel: Channel, on: date, *, by: User, at: datetime | None = None
) -> RightsRequest:
    """Note a request that came otherwise. Its month runs from the day it came, not from today."""
    now = at or timezone.now()
    today = timezone.localdate(now)
    if on > today:
        raise Refused("Cette date est à venir.")
    if on < add_months(today, -OLDEST_MONTHS):
        raise Refused("Cette date est trop ancienne\N{NO-BREAK SPACE}: vérifiez l’année.")
    received_at = now if on == today else timezone.make_aware(datetime.combine(on, time(12)))
    row = RightsRequest.objects.create(
        **asdict(asked),
        channel=channel,
        received_at=received_at,
        due_on=first_due(received_at),
        registered_by=by,
    )
    record(Action.CREATED, row, by=by, at=now)
    letters.received(row, now)
    return row
