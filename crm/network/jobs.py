"""What time does to the directory: relayed messages go, and the cards of those who left it."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from crm.consents.models import Consent, Purpose
from crm.registers.calendar import add_months

from .models import Card, ContactMessage


@transaction.atomic
def forget(at: datetime) -> int:
    """Delete the messages that are too old, and the cards withdrawn as long ago. Safe to run twice."""
    day = add_months(timezone.localdate(at), -settings.RELAYED_MESSAGES_MONTHS)
    limit = timezone.localtime(at).replace(year=day.year, month=day.month, day=day.day)
    messages = ContactMessage.objects.older_than(limit).delete()[0]
    left = Consent.objects.filter(purpose=Purpose.DIRECTORY).current()
    gone = left.filter(given=False, at__lt=limit).order_by()
    return messages + Card.objects.filter(person__in=gone.values("person")).delete()[0]
