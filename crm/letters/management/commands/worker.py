"""`manage.py worker`: sends the letters that wait. Several may run, on several machines."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any

from django.core.management import BaseCommand, CommandParser
from django.db import DatabaseError, close_old_connections
from django.utils.crypto import get_random_string
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from crm.letters.delivery import mark_cut_off, send_due
from editorial.stopping import StopRequest
from editorial.watch.heartbeats import WORKER, beat

# Letters of mailings between two looks at the tasks: imports and letters alone do not wait for the end.
A_SHARE = 100
BACKEND = "letters"

logger = logging.getLogger(__name__)


class Command(BaseCommand):
    help = "Envoie les courriers en attente. --once : ceux d’à présent, puis s’arrête."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--once", action="store_true", help="un seul passage")
        parser.add_argument("--pause", type=float, default=5, help="secondes entre deux passages")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["once"]:
            self._pass(lambda: False, bulk_at_most=None)
            return
        stop = StopRequest()
        while not stop.made:
            try:
                self._pass(lambda: stop.made, bulk_at_most=A_SHARE)
            except DatabaseError:
                logger.exception("The database does not answer; the worker will try again.")
            close_old_connections()
            stop.wait(options["pause"])

    def _pass(self, over: Callable[[], bool], bulk_at_most: int | None) -> None:
        beat(WORKER)
        run_tasks(over)
        send_due(bulk_at_most=bulk_at_most, over=over)
        if cut_off := mark_cut_off():
            self.stderr.write(f"{cut_off} courrier(s) au sort incertain : à voir dans le CRM.")


def run_tasks(over: Callable[[], bool]) -> None:
    """Run the tasks that wait, one at a time: once it is over, the one under way is finished.

    The worker of the library would take the signals for itself, and leave in the middle of a letter.
    """
    named = get_random_string(32)
    while not over() and DBTaskResult.objects.ready().filter(backend_name=BACKEND).exists():
        Worker(
            queue_names=["*"],
            interval=0,
            batch=True,
            backend_name=BACKEND,
            startup_delay=False,
            max_tasks=1,
            worker_id=named,
            excluded_queue_names=[],
        ).run()
