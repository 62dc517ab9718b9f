"""`manage.py scheduler`: does what is due, then waits. Several may run, on several machines."""

from __future__ import annotations

import logging
import signal
from argparse import ArgumentParser
from threading import Event
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError, close_old_connections

from editorial.scheduling import run_due

logger = logging.getLogger(__name__)


class Command(BaseCommand):
    help = (
        "Publie et retire les pages à leur heure, et fait les autres tâches planifiées. "
        "--once : celles d’à présent, puis s’arrête."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--once", action="store_true", help="un seul passage")
        parser.add_argument("--every", type=float, default=60, help="secondes entre deux passages")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["once"]:
            if failed := run_due():
                raise CommandError(f"En échec, à lire dans le journal : {', '.join(failed)}.")
            return
        asked_to_stop = stop_event()
        while not asked_to_stop.is_set():
            try:
                run_due()
            except DatabaseError:
                logger.exception("The database does not answer; the scheduler will try again.")
            close_old_connections()
            asked_to_stop.wait(options["every"])


def stop_event() -> Event:
    """Set by Ctrl-C or by whoever stops the service: the job under way is finished first."""
    event = Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: event.set())
    return event
