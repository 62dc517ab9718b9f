"""`manage.py retention`: what may not be kept any more. Says how many, never who."""

from collections import Counter
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from crm.privacy.carrying_out import carry_out_signed
from crm.privacy.clocks import clocks
from crm.privacy.models import LineState
from crm.privacy.purges import Purge, count, purge
from crm.privacy.report import clock_labels
from crm.privacy.review import verdicts
from crm.privacy.services import apply_retention

UNSIGNED = (
    "Rien n’est anonymisé sans un passage signé. Préparez-le et signez-le dans l’administration "
    "(Conservation, Passages), puis : retention --apply --signed-run. Le réglage RETENTION_UNSIGNED "
    "permet de s’en passer."
)


class Command(BaseCommand):
    help = "Anonymise les dossiers dont la durée de conservation est passée. Sans effet la seconde fois."

    def add_arguments(self, parser: CommandParser) -> None:
        mode = parser.add_mutually_exclusive_group(required=True)
        mode.add_argument("--dry-run", action="store_true", help="dit combien, ne touche à rien")
        mode.add_argument("--apply", action="store_true", help="anonymise et purge")
        parser.add_argument(
            "--signed-run", action="store_true", help="exécute le passage signé, s’il y en a un"
        )
        parser.add_argument("--at-most", type=int, default=500, help="dossiers en un passage")

    def handle(self, *args: Any, **options: Any) -> None:
        if not options["apply"]:
            self.dry_run()
            return
        now = timezone.now()
        if options["signed_run"]:
            done = carry_out_signed()
        elif settings.RETENTION["unsigned"]:
            done = apply_retention(at=now, at_most=options["at_most"])
        else:
            raise CommandError(UNSIGNED)
        self.stdout.write(f"{done} dossier(s) anonymisé(s).")
        self.tell(purge(now), "")

    def dry_run(self) -> None:
        now = timezone.now()
        found = Counter((one.clock, one.state) for one in verdicts(timezone.localdate(now)))
        states = Counter(state for _, state in found.elements())
        self.stdout.write(
            f"{states[LineState.TO_DO]} dossier(s) à anonymiser, {states[LineState.EARLY]} en attente "
            f"d’une réponse, {states[LineState.HELD]} retenu(s)."
        )
        lengths = {code: f", {clock.months} mois" for code, clock in clocks().items()}
        for code, label in clock_labels().items():
            due = found[code, LineState.TO_DO]
            self.stdout.write(f"  {due:>5}  {label}{lengths.get(code, '')}")
        self.tell(count(now), "à purger : ")

    def tell(self, done: Purge, before: str) -> None:
        self.stdout.write(
            f"{before}{done.forms} formulaire(s), {done.messages} message(s), "
            f"{done.appointments} rendez-vous, {done.letters} courrier(s), {done.links} lien(s), "
            f"{done.traces} trace(s) de consultation, {done.files} document(s) sans pièce, "
            f"{done.unhandled} demande(s) sans suite close(s)."
        )
