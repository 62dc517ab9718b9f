"""The signs of life of the processes that run beside the site: one row each, written once a minute at most."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils import timezone

from editorial.models import Heartbeat

SCHEDULER, WORKER = "scheduler", "worker"
AT_MOST_EVERY = timedelta(minutes=1)


def beat(name: str, at: datetime | None = None) -> None:
    """Show that a process runs. One reading, and a writing when the last sign is a minute old."""
    now = at or timezone.now()
    last = last_beats().get(name)
    if last is None:
        Heartbeat.objects.update_or_create(name=name, defaults={"beaten_at": now})
    elif last <= now - AT_MOST_EVERY:
        Heartbeat.objects.filter(name=name).update(beaten_at=now)


def last_beats() -> dict[str, datetime]:
    """Those that ever gave a sign, in one query."""
    return dict(Heartbeat.objects.values_list("name", "beaten_at"))


def silent_for(name: str, beats: dict[str, datetime], at: datetime) -> timedelta | None:
    """How long since its last sign, None when it never gave one."""
    last = beats.get(name)
    return None if last is None else at - last
