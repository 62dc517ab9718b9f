from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError, connection, transaction
from django.db.migrations.exceptions import InconsistentMigrationHistory, NodeNotFoundError

from editorial.management.commands.migrate import TooOld
from territory.models import Territory

OLDER_FILE = """La base {name} ne peut pas être mise à jour : {reason}
Elle vient sans doute d’une autre version du projet. Pour repartir d’une base neuve, mettez-la de côté :
  mv {name} {name}.ancienne && rm -f {name}-wal {name}-shm
puis relancez la commande. Rien n’est effacé : ce fichier se rouvre avec la version qui l’a écrit."""
OLDER_SERVER = """La base « {name} » ne peut pas être mise à jour : {reason}
Elle vient sans doute d’une autre version du projet. Nommez une base vide dans DATABASE_URL,
ou rouvrez celle-ci avec la version qui l’a écrite."""


class Command(BaseCommand):
    help = (
        "Met la base à jour, la remplit si elle est vide et dit où aller : ce qui précède make run."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--port", type=int, default=8000, help="le port qui sera servi")

    def handle(self, *args: Any, **options: Any) -> None:
        settings.VAR_DIR.mkdir(exist_ok=True)
        self.update()
        if not Territory.objects.exists():
            self.fill()
        call_command("welcome", port=options["port"], stdout=self.stdout)

    def update(self) -> None:
        try:
            call_command("migrate", interactive=False, verbosity=0)
            call_command("createcachetable", verbosity=0)
        except (DatabaseError, InconsistentMigrationHistory, NodeNotFoundError, TooOld) as error:
            sentence = OLDER_FILE if connection.vendor == "sqlite" else OLDER_SERVER
            name = connection.settings_dict["NAME"]
            reason = getattr(error, "reason", error)
            raise CommandError(sentence.format(name=name, reason=reason)) from error

    def fill(self) -> None:
        self.stdout.write("La base est vide : chargement de la démonstration (une minute au plus)…")
        self.stdout.flush()
        # All or nothing: a demonstration that is cut off leaves the database empty.
        with transaction.atomic():
            call_command("demo", stdout=self.stdout)
