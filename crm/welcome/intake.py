"""A message from the public: kept as it came, then filed when its sender is known for sure."""

from __future__ import annotations

import uuid
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from crm.consents.models import Wording
from crm.people.contacts import normalise_email, normalise_phone

from .contents import Message
from .letters import acknowledge
from .matching import sure_match
from .models import ContactRequest, RequestKind, Topic
from .services import attach

NOTICE = "message"


@transaction.atomic
def receive(
    form_key: uuid.UUID,
    kind: RequestKind,
    topic: Topic,
    message: Message,
    *,
    wording: Wording | None = None,
    origin: str = "",
    at: datetime | None = None,
) -> ContactRequest:
    """Keep a post. The same form key twice is one message. Whoever sends it learns nothing of our files."""
    now = at or timezone.now()
    row, new = ContactRequest.objects.get_or_create(
        form_key=form_key,
        defaults={
            "kind": kind,
            "topic": topic,
            "payload": message.payload(),
            "email_key": normalise_email(message.email),
            "phone_key": normalise_phone(message.phone),
            "wording": wording,
            "origin": origin,
            "received_at": now,
        },
    )
    if not new:
        return row
    acknowledge(row, now)
    if person := sure_match(message):
        attach(row, person, by=None, at=now)
    return row
