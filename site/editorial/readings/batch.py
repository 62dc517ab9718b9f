"""Readings of pages that are kept: added up in the process, written together, so that none of them costs a query."""

from __future__ import annotations

import atexit
import threading
from collections import Counter
from datetime import date

from django.db import connections
from django.utils import timezone

from .counting import count

# Seconds after which what was added up is written: what a machine that loses its power loses.
EVERY = 10

_waiting: Counter[tuple[int, date]] = Counter()
_lock = threading.Lock()
_timer: threading.Timer | None = None


def count_later(page_id: int) -> None:
    global _timer
    with _lock:
        _waiting[page_id, timezone.localdate()] += 1
        if _timer is None or not _timer.is_alive():
            _timer = threading.Timer(EVERY, _write_aside)
            _timer.daemon = True
            _timer.start()


def write() -> None:
    """Write what was added up. Called by the timer, and as the process stops."""
    global _timer
    with _lock:
        counts = dict(_waiting)
        _waiting.clear()
        _timer = None
    for (page_id, day), times in counts.items():
        count(page_id, day, times)


def _write_aside() -> None:
    try:
        write()
    finally:
        connections.close_all()


atexit.register(write)
