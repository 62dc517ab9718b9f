"""Every check, run at once and in time, or kept for a minute for who looks after the house."""

from __future__ import annotations

import logging
import threading
import time
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.core.cache import cache
from django.db import connections
from django.utils import timezone

from .checks import Looked, checks, look_at
from .heartbeats import SCHEDULER, last_beats, silent_for

# Of one process, one look at a time: a database that hangs holds one thread, whoever asks.
_one_at_a_time = threading.Lock()
logger = logging.getLogger(__name__)
KEY, KEPT_SECONDS = "watch-alerts", 180


@dataclass(frozen=True)
class Alert:
    """What somebody is told: what is wrong, what to do, where. may: the right of whom it concerns."""

    label: str
    wrong: str
    todo: str
    url: str = ""
    may: str = ""


def look(at: datetime | None = None) -> list[Looked]:
    now = at or timezone.now()
    return [Looked(check, look_at(check, now)) for check in checks()]


def look_within(seconds: float) -> list[Looked]:
    """The checks of monitors, from a thread of its own; those that did not answer in time found nothing."""
    until = time.monotonic() + seconds
    asked = [check for check in checks() if not check.desk]
    found: dict[str, Any] = {}
    over = threading.Event()

    def run() -> None:
        try:
            now = timezone.now()
            for check in asked:
                found[check.name] = look_at(check, now)
        finally:
            connections.close_all()
            _one_at_a_time.release()
            over.set()

    if _one_at_a_time.acquire(timeout=seconds):
        threading.Thread(target=run, daemon=True).start()
        over.wait(max(0.0, until - time.monotonic()))
    known = dict(found)
    return [Looked(check, known.get(check.name)) for check in asked]


def alerts() -> list[Alert]:
    """What is wrong now, looked at again when nobody has for some minutes."""
    kept = _kept()
    return keep_alerts(timezone.now()) if kept is None else kept


def keep_alerts(at: datetime) -> list[Alert]:
    found = [
        Alert(one.check.label, one.finding.wrong, one.finding.todo, one.finding.url, one.check.may)
        for one in look(at)
        if one.finding and one.finding.wrong
    ]
    # Each cache has errors of its own; whatever it is, the check of the cache tells it.
    with suppress(Exception):
        cache.set(KEY, found, KEPT_SECONDS)
    return found


def _kept() -> list[Alert] | None:
    try:
        kept: list[Alert] | None = cache.get(KEY)
    except Exception:
        logger.exception("The cache does not answer: what is wrong is looked at again.")
        return None
    return kept


def known_alerts() -> list[Alert]:
    """The same for a screen that must not wait: what is kept, else whether the scheduler that keeps it is there.

    One query at most.
    """
    kept = _kept()
    if kept is not None:
        return kept
    silence = silent_for(SCHEDULER, last_beats(), timezone.now())
    if silence is not None and silence < timedelta(seconds=KEPT_SECONDS):
        return []
    return [
        Alert(
            "Planificateur",
            "Le planificateur ne donne pas signe de vie.",
            "Ouvrir le tableau de bord\N{NO-BREAK SPACE}: il dit ce qui ne va pas et que faire.",
            "wagtailadmin_home",
        )
    ]
