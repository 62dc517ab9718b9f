from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from editorial import rights
from home.content import load
from home.content.values import ContentError


class Command(BaseCommand):
    help = (
        "Charge le contenu du site depuis un dossier de fichiers TOML. Sans effet la seconde fois."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--territory",
            type=Path,
            default=settings.CONTENT_DIR,
            metavar="DOSSIER",
            help="le dossier du territoire (par défaut : fixtures/site, ou CONTENT_DIR)",
        )
        parser.add_argument(
            "--update",
            action="store_true",
            help="récrit aussi ce qui diffère, sauf les pages que quelqu’un a modifiées",
        )

    def handle(self, *, territory: Path, update: bool, **options: Any) -> None:
        try:
            report = load(territory, update=update)
        except ContentError as error:
            raise CommandError(str(error)) from error
        rights.grant()
        self.stdout.write(
            f"Contenu : {report['created']} créés, {report['updated']} mis à jour, "
            f"{report['kept']} laissés tels quels."
        )
