"""Secret links: made once, sent in a letter, looked up by the digest of what the reader brings."""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime, timedelta

from django.utils import timezone

from .models import Letter, LetterState, SecretLink

LIFETIME = timedelta(days=400)


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def make(
    purpose: str, target: str, *, at: datetime | None = None, lifetime: timedelta = LIFETIME
) -> str:
    """Store a new link and return its token, which nothing else will ever tell again."""
    now = at or timezone.now()
    token = secrets.token_urlsafe(24)
    SecretLink.objects.create(
        digest=_digest(token),
        purpose=purpose,
        target=target,
        created_at=now,
        expires_at=now + lifetime,
    )
    return token


def find(purpose: str, token: str, *, at: datetime | None = None) -> SecretLink | None:
    """Return the live link of a token, None when it is unknown, of another purpose or expired."""
    return SecretLink.objects.filter(
        digest=_digest(token), purpose=purpose, expires_at__gt=at or timezone.now()
    ).first()


def sent_to(purpose: str, target: str) -> set[str]:
    """Return the addresses to which letters with a link to this target were sent."""
    letters = Letter.objects.filter(
        link_purpose=purpose, link_target=target, state=LetterState.SENT
    )
    return set(letters.order_by().values_list("to", flat=True).distinct())


def forget(purpose: str, target: str, *, before: datetime | None = None) -> None:
    """Delete the links of a target, those made before a moment when told."""
    rows = SecretLink.objects.filter(purpose=purpose, target=target)
    (rows.filter(created_at__lt=before) if before else rows).delete()
