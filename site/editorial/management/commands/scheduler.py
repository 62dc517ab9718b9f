"""`manage.py scheduler`: does what is due, then waits. Several may run, on several machines."""

from __future__ import annotations

import logging
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError, close_old_connections

from editorial.scheduling import run_due
from editorial.stopping import StopRequest

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
        stop = StopRequest()
        while not stop.made:
            try:
                run_due(over=lambda: stop.made)
            except DatabaseError:
                logger.exception("The database does not answer; the scheduler will try again.")
            close_old_connections()
            stop.wait(options["every"])
