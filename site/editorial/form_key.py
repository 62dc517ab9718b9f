"""The signed key of a form: it makes a form posted twice one post, and tells how old the page is."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.core import signing

SALT = "editorial.form_key"
TOO_FAST = timedelta(seconds=3)
EXPIRES_AFTER = timedelta(hours=24)


@dataclass(frozen=True)
class FormKey:
    uuid: uuid.UUID
    issued_at: datetime

    def is_too_fast(self, now: datetime) -> bool:
        return now - self.issued_at < TOO_FAST

    def has_expired(self, now: datetime) -> bool:
        return now - self.issued_at > EXPIRES_AFTER

    def sign(self) -> str:
        written = [self.uuid.hex, int(self.issued_at.timestamp())]
        return signing.Signer(salt=SALT).sign_object(written)


def issue(now: datetime) -> FormKey:
    return FormKey(uuid.uuid4(), now)


def renew(key: FormKey | None, now: datetime) -> FormKey:
    """Return a fresh key for a page that was left open; it keeps its identity when it had one.

    Whoever receives it has read the page already, and may send it at once.
    """
    return FormKey(key.uuid if key else uuid.uuid4(), now - TOO_FAST)


def read(text: str) -> FormKey | None:
    """Return the key, None when we have not signed it."""
    try:
        identity, seconds = signing.Signer(salt=SALT).unsign_object(text)
    except (signing.BadSignature, ValueError):
        return None
    return FormKey(uuid.UUID(identity), datetime.fromtimestamp(seconds, UTC))
