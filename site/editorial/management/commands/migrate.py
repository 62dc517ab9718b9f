"""The `migrate` of Django, that says in a sentence what a base older than the squashed migrations asks for."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from django.core.management.base import CommandError
from django.core.management.commands.migrate import Command as Migrate
from django.db import connections
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

# The last version that still holds the migrations one by one is named by its day.
REASON = (
    "elle est d’une version trop ancienne (pièces : {rooms}). Installez d’abord celle du "
    "26 novembre 2026, lancez « manage.py migrate », puis revenez à celle-ci."
)


class TooOld(CommandError):
    """Some of the migrations that were squashed were applied, and not all of them."""

    def __init__(self, rooms: list[str]) -> None:
        self.reason = REASON.format(rooms=", ".join(rooms))
        super().__init__(f"Cette base ne peut pas être mise à jour : {self.reason}")


def half_way(applied: set[tuple[str, str]]) -> list[str]:
    """Return the rooms whose tables are between two migrations that are no longer there.

    A room whose squashed migrations began to run here is not one of them: it only has to go on.
    """
    loader = MigrationLoader(None, load=False)
    loader.load_disk()
    squashed = defaultdict(list)
    for key, migration in loader.disk_migrations.items():
        # Those whose former ones are still there know how to go on from any of them.
        if migration.replaces and loader.disk_migrations.keys().isdisjoint(migration.replaces):
            squashed[key[0]].append((key, set(migration.replaces)))
    rooms = []
    for room, migrations in squashed.items():
        former = set().union(*(replaced for _, replaced in migrations))
        begun_here = any(key in applied for key, _ in migrations)
        if not begun_here and former & applied and not former <= applied:
            rooms.append(room)
    return sorted(rooms)


class Command(Migrate):
    def handle(self, *args: Any, **options: Any) -> None:
        recorder = MigrationRecorder(connections[options["database"]])
        if rooms := half_way(set(recorder.applied_migrations())):
            raise TooOld(rooms)
        super().handle(*args, **options)
