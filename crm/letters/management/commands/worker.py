"""`manage.py worker`: sends the letters that wait. Several may run, on several machines."""

import time
from typing import Any

from django.core.management import BaseCommand, CommandParser, call_command
from django.db import close_old_connections

from crm.letters.delivery import mark_cut_off, send_due
from editorial.watch.heartbeats import WORKER, beat

# Letters of mailings between two looks at the tasks: imports and letters alone do not wait for the end.
A_SHARE = 100


class Command(BaseCommand):
    help = "Envoie les courriers en attente. --once : ceux d’à présent, puis s’arrête."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--once", action="store_true", help="un seul passage")
        parser.add_argument("--pause", type=float, default=5, help="secondes entre deux passages")

    def handle(self, *args: Any, **options: Any) -> None:
        while True:
            self._pass(None if options["once"] else A_SHARE)
            if options["once"]:
                return
            time.sleep(options["pause"])
            close_old_connections()

    def _pass(self, bulk_at_most: int | None) -> None:
        beat(WORKER)
        # As words: given as names, the default of --backend would be checked first, and refused.
        call_command(
            "db_worker", "--backend", "letters", "--batch", "--no-startup-delay", "--no-reload"
        )
        send_due(bulk_at_most=bulk_at_most)
        if cut_off := mark_cut_off():
            self.stderr.write(f"{cut_off} courrier(s) au sort incertain : à voir dans le CRM.")
