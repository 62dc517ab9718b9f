"""Letters that came back from a newsroom: their sheet says so, and nothing more leaves for it."""

from __future__ import annotations

from datetime import datetime, timedelta

from crm.mailings.models import Nature, Recipient

from . import services
from .models import PressContact

# An address that somebody says is good again is not marked for a letter of long ago.
LATELY = timedelta(days=1)


def note_bounces(at: datetime) -> int:
    """Mark the sheets whose letters came back lately. Without effect the second time."""
    back = Recipient.objects.filter(
        mailing__nature=Nature.PRESS, letter__bounced_at__gt=at - LATELY
    ).exclude(email="")
    rows = PressContact.objects.filter(
        email_key__in=back.order_by().values("email"), bounced_at__isnull=True
    )
    found = list(rows)
    for contact in found:
        services.note_bounce(contact, at=at)
    return len(found)
