"""The two letters of a subscription. The newsletter itself is sent by crm.mailings."""

from __future__ import annotations

from datetime import datetime

from crm.letters.addresses import address
from crm.letters.models import Letter
from crm.letters.services import TOKEN, Link, write

from .models import Subscriber

CONFIRM_LINK = "lettre-abonnement"
# However often an address is typed, it is written to once in so many hours.
HOURS = 6


def key_of(row: Subscriber) -> str:
    return f"lettre-abonnement-{row.pk}"


def _key(row: Subscriber, name: str, at: datetime) -> str:
    return f"{key_of(row)}-{name}-{at:%Y%m%d}-{at.hour // HOURS}"


def to_confirm(row: Subscriber, at: datetime) -> Letter | None:
    return write(
        "crm_newsletter/letters/confirm.txt",
        to=row.email,
        key=_key(row, "confirm", at),
        context={"link": address("newsletter_confirm", TOKEN)},
        link=Link(CONFIRM_LINK, str(row.pk)),
        at=at,
    )


def already_there(row: Subscriber, at: datetime) -> Letter | None:
    return write(
        "crm_newsletter/letters/already.txt",
        to=row.email,
        key=_key(row, "already", at),
        context={"confirmed_at": row.confirmed_at},
        at=at,
    )
