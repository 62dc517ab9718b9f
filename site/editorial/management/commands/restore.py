from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from editorial.backups.archive import check
from editorial.backups.problems import BackupProblem
from editorial.backups.restoring import restore


class Command(BaseCommand):
    help = "Relit une sauvegarde, ou la remet en place : arrêtez d’abord le site, l’envoi et le planificateur."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("archive", type=Path)
        parser.add_argument("--check", action="store_true", help="la relit, ne touche à rien")
        parser.add_argument(
            "--replace", action="store_true", help="remplace une base qui n’est pas vide"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            manifest = check(options["archive"])
            rows = sum(manifest.rows.values())
            self.stdout.write(
                f"Sauvegarde du {manifest.made_at:%d/%m/%Y %H:%M} (temps universel), {manifest.vendor} : "
                f"{rows} lignes, {len(manifest.files)} fichiers, conforme."
            )
            if options["check"]:
                return
            for sentence in restore(options["archive"], replace=options["replace"]):
                self.stdout.write(sentence)
        except (BackupProblem, OSError) as problem:
            raise CommandError(str(problem)) from problem
        self.stdout.write("Restaurée. Chacun se connecte à nouveau.")
