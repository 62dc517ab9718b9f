"""What those who register for a discovery day are written. The link in it calls off their registration."""

from __future__ import annotations

from datetime import datetime, timedelta
from urllib.parse import unquote

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from crm.letters import links
from crm.letters import services as outbox
from crm.letters.services import TOKEN, Link

from .models import DiscoveryRegistration, RegistrationState

PURPOSE = "journee-decouverte"


def key_of(row: DiscoveryRegistration) -> str:
    return f"discovery-{row.pk}"


def registered(row: DiscoveryRegistration, now: datetime) -> None:
    _write(row, "registered", now, linked=True)


def called_off(row: DiscoveryRegistration, now: datetime) -> None:
    _write(row, "day_called_off", now)


def remind(at: datetime) -> int:
    """Write once to those who come within the days that the setting says. Return how many."""
    today = timezone.localdate(at)
    until = today + timedelta(days=settings.DISCOVERY_REMINDER_DAYS)
    rows = DiscoveryRegistration.objects.filter(
        state=RegistrationState.CONFIRMED,
        day__date__gt=today,
        day__date__lte=until,
        day__cancelled_at__isnull=True,
        registered_at__date__lt=today,
    ).select_related("day", "person")
    for row in rows:
        _write(row, "reminder", at, linked=True)
    return len(rows)


def _write(
    row: DiscoveryRegistration, template: str, now: datetime, *, linked: bool = False
) -> None:
    if not row.email:
        return
    path = unquote(reverse("discovery_cancel", args=[TOKEN]))
    outbox.write(
        f"crm_visits/letters/{template}.txt",
        to=row.email,
        key=f"{key_of(row)}-{template}",
        person=row.person,
        context={
            "row": row, "day": row.day,
            "address": settings.WAGTAILADMIN_BASE_URL.rstrip("/") + path,
        },
        link=Link(PURPOSE, str(row.pk)) if linked else None,
        at=now,
    )  # fmt: skip


def opened_by(token: str, at: datetime | None = None) -> DiscoveryRegistration | None:
    """The registration of a link, while its day is to come."""
    link = links.find(PURPOSE, token, at=at)
    if link is None:
        return None
    rows = DiscoveryRegistration.objects.filter(
        pk=int(link.target), day__date__gte=timezone.localdate(at or timezone.now())
    )
    return rows.select_related("day").first()
