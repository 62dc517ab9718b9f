"""`manage.py retention`: what may not be kept any more. Says how many, never who."""

from collections import Counter
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from crm.privacy.clocks import clocks, running
from crm.privacy.due import due, facts_of
from crm.privacy.purges import Purge, count, purge
from crm.privacy.services import apply_retention


class Command(BaseCommand):
    help = "Anonymise les dossiers dont la durée de conservation est passée. Sans effet la seconde fois."

    def add_arguments(self, parser: CommandParser) -> None:
        mode = parser.add_mutually_exclusive_group(required=True)
        mode.add_argument("--dry-run", action="store_true", help="dit combien, ne touche à rien")
        mode.add_argument("--apply", action="store_true", help="anonymise et purge")
        parser.add_argument("--at-most", type=int, default=500, help="dossiers en un passage")

    def handle(self, *args: Any, **options: Any) -> None:
        now = timezone.now()
        if options["apply"]:
            done = apply_retention(at=now, at_most=options["at_most"])
            self.stdout.write(f"{done} dossier(s) anonymisé(s).")
            self.tell(purge(now), "")
            return
        ends: Counter[str] = Counter()
        for person in due(now):
            found = running(facts_of(person))
            ends[max(found, key=lambda code: found[code])] += 1
        self.stdout.write(f"{ends.total()} dossier(s) à anonymiser.")
        for code, clock in clocks().items():
            self.stdout.write(f"  {ends[code]:>5}  {clock.label}, {clock.months} mois")
        self.tell(count(now), "à purger : ")

    def tell(self, done: Purge, before: str) -> None:
        self.stdout.write(
            f"{before}{done.forms} formulaire(s), {done.messages} message(s), "
            f"{done.appointments} rendez-vous, {done.letters} courrier(s), {done.links} lien(s), "
            f"{done.traces} trace(s) de consultation, {done.files} document(s) sans pièce."
        )
