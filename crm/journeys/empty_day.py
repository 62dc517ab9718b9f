"""A day on which nothing presses: what comes next, so that the page is of use all the same."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.utils import timezone

from .models import Journey

if TYPE_CHECKING:
    from django.contrib.auth.models import User

SHOWN = 3


def next_up(user: User, at: datetime) -> list[Journey]:
    """The next actions to come of somebody's own journeys, the nearest first."""
    today = timezone.localdate(at)
    rows = Journey.objects.owned_by(user).running(today).filter(person__anonymised_at__isnull=True)
    ahead = rows.filter(next_action_at__date__gt=today).select_related("person")
    return list(ahead.order_by("next_action_at", "pk")[:SHOWN])
