"""What is not kept of those who came, once the registrations are emptied. How many they were stays."""

from __future__ import annotations

from datetime import datetime

from .models import Badge, CheckIn

ERASED = "Effacé"


def forget(at: datetime) -> int:
    """Without effect the second time. Return how many rows."""
    gone, _ = Badge.objects.filter(participant__registration__forgotten_at__isnull=False).delete()
    reasons = CheckIn.objects.filter(participant__registration__forgotten_at__isnull=False)
    named = reasons.exclude(undo_reason="").exclude(undo_reason=ERASED)
    return gone + named.update(undo_reason=ERASED)
