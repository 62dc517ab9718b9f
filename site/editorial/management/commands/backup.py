from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from editorial.backups.making import keep_last, make, on_disk
from editorial.backups.problems import BackupProblem


class Command(BaseCommand):
    help = "Sauvegarde la base et les fichiers dans une archive, site en marche, puis la relit."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--to",
            type=Path,
            default=settings.BACKUP_DIR,
            help="le dossier des sauvegardes (BACKUP_DIR)",
        )
        parser.add_argument(
            "--keep", type=int, default=0, help="combien garder ; les plus anciennes sont effacées"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            target = make(options["to"])
        except (BackupProblem, OSError) as problem:
            raise CommandError(f"La sauvegarde n’est pas faite. {problem}") from problem
        self.stdout.write(
            f"{target} : {target.stat().st_size / 1_000_000:.1f} Mo, relue et conforme."
        )
        if len(on_disk()) < 2:
            self.stdout.write("Les fichiers sont dans un stockage S3 : ils n’y sont pas.")
        for path in keep_last(options["to"], options["keep"]):
            self.stdout.write(f"Effacée : {path.name}")
