"""Addresses that asked for the newsletter, and those that confirmed."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from crm.consents.services import current_wording
from crm.letters import links
from crm.newsletter import services
from crm.newsletter.letters import CONFIRM_LINK
from crm.newsletter.models import Subscriber
from editorial import form_key

PAGE = "/lettre/abonnement/"


def asked(
    email: str = "rose@example.org", *, at: datetime | None = None, **more: Any
) -> Subscriber:
    wording = current_wording(services.WORDING, at)
    return services.subscribe(email, form_key=uuid.uuid4(), wording=wording, at=at, **more)


def subscribed(email: str = "rose@example.org", *, at: datetime | None = None) -> Subscriber:
    row = asked(email, at=at)
    return services.confirm(row, at=at)


def link_of(row: Subscriber) -> str:
    return f"{PAGE}{links.make(CONFIRM_LINK, str(row.pk))}/"


def form(email: str = "rose@example.org", **more: str) -> dict[str, str]:
    """What a browser posts after the few seconds that a person takes."""
    key = form_key.issue(timezone.now() - timedelta(seconds=20)).sign()
    return {"email": email, "key": key, "site_web": "", "origine": "", "depuis": ""} | more
