from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser

from territory.communes import load_communes


class Command(BaseCommand):
    help = "Charge les communes de France et leurs codes postaux. Sans effet la seconde fois."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--communes",
            type=Path,
            default=settings.BASE_DIR / "fixtures" / "communes.csv",
            metavar="FICHIER",
        )

    def handle(self, *, communes: Path, **options: Any) -> None:
        self.stdout.write(f"Communes : {load_communes(communes)} ajoutées.")
