from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from editorial.moving.moving import move
from editorial.moving.problems import MoveProblem


class Command(BaseCommand):
    help = (
        "Emporte tout un fichier SQLite dans la base PostgreSQL vide que nomme DATABASE_URL, et compare chaque table. "
        "Arrêtez d’abord le site, l’envoi et le planificateur ; le fichier n’est que lu."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="la base SQLite de départ")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            moved = move(options["file"])
        except (MoveProblem, DatabaseError, OSError) as problem:
            raise CommandError(f"La base n’est pas déplacée. {problem}") from problem
        filled = [rows for rows in moved.rows.values() if rows]
        self.stdout.write(
            f"{sum(filled)} lignes de {len(filled)} tables sont arrivées, les mêmes à l’empreinte près."
        )
        for name in moved.figures:
            self.stdout.write(f"Comparés et égaux : {name}.")
        self.stdout.write(
            "Les images, documents et papiers restent dans leurs dossiers. La recherche est refaite.\n"
            f"Le fichier {options['file']} n’a pas changé : gardez-le jusqu’à la première sauvegarde."
        )
