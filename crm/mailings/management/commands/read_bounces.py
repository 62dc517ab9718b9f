"""`manage.py read_bounces`: one message on the standard input, or a Maildir."""

import mailbox
import sys
from typing import Any

from django.conf import settings
from django.core.management import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from crm.mailings.returned import BYTES_AT_MOST, read, read_maildir


class Command(BaseCommand):
    help = "Lit les courriels revenus : un message sur l’entrée standard, ou une boîte Maildir."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--maildir",
            nargs="?",
            const=settings.BOUNCES_MAILDIR,
            help="la boîte à relever ; sans valeur, celle du réglage BOUNCES_MAILDIR",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        now = timezone.now()
        if options["maildir"] is None:
            found = read(sys.stdin.buffer.read(BYTES_AT_MOST), now)
            self.stdout.write(f"{len(found)} adresse(s) signalée(s).")
            return
        if not options["maildir"]:
            raise CommandError("Aucune boîte n’est réglée (BOUNCES_MAILDIR).")
        try:
            count = read_maildir(options["maildir"], now)
        except (OSError, mailbox.Error) as error:
            raise CommandError("Cette boîte ne s’ouvre pas.") from error
        self.stdout.write(f"{count} message(s) relevé(s).")
