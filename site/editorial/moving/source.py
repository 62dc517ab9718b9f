"""The SQLite file that is moved: opened to be read, never written, as it was at one moment."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.db import DEFAULT_DB_ALIAS, DatabaseError, connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.executor import MigrationExecutor
from django.db.utils import load_backend

from .problems import MoveProblem

ALIAS = "depart"
SQLITE = "django.db.backends.sqlite3"
AT_ONCE = 2_000
STILL_WRITTEN = (
    "La base de départ a changé pendant la copie. Rien n’est gardé : arrêtez le site, l’envoi et le "
    "planificateur, puis recommencez."
)


@contextmanager
def opened(path: Path) -> Iterator[BaseDatabaseWrapper]:
    """Give the file as one more database, read at one moment. Raises MoveProblem when it changes meanwhile."""
    if not path.is_file():
        raise MoveProblem(f"La base de départ est introuvable : {path}.")
    known = connections[DEFAULT_DB_ALIAS].settings_dict | {
        "ENGINE": SQLITE,
        "NAME": f"{path.resolve().as_uri()}?mode=ro",
        "OPTIONS": {},
        "CONN_HEALTH_CHECKS": False,
    }
    source = load_backend(SQLITE).DatabaseWrapper(known, alias=ALIAS)
    connections[ALIAS] = source
    try:
        before = _version(source)
        with transaction.atomic(using=ALIAS):
            yield source
        if _version(source) != before:
            raise MoveProblem(STILL_WRITTEN)
    finally:
        source.close()
        del connections[ALIAS]


def _version(source: BaseDatabaseWrapper) -> int:
    """SQLite's own count of what other processes wrote."""
    try:
        with source.cursor() as cursor:
            return int(cursor.execute("PRAGMA data_version").fetchone()[0])
    except DatabaseError as error:
        raise MoveProblem(f"La base de départ est illisible ({error}).") from error


def refuse_another_version(source: BaseDatabaseWrapper) -> None:
    """What is copied is what this version of the code knows."""
    executor = MigrationExecutor(source)
    late = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if late:
        raise MoveProblem(
            f"La base de départ n’est pas à jour ({len(late)} migrations). Mettez-la d’abord à jour avec cette "
            "version : la même commande migrate, DATABASE_URL nommant ce fichier."
        )


def tables(source: BaseDatabaseWrapper) -> dict[str, set[str]]:
    """The names of the columns of each table."""
    found: dict[str, set[str]] = {}
    with source.cursor() as cursor:
        cursor.execute(
            "SELECT one.name, col.name FROM sqlite_master one, pragma_table_info(one.name) col "
            "WHERE one.type = 'table' AND NOT one.name GLOB 'sqlite_*'"
        )
        for table, column in cursor.fetchall():
            found.setdefault(table, set()).add(column)
    return found


def rows(source: BaseDatabaseWrapper, table: str, columns: list[str]) -> Iterator[tuple[Any, ...]]:
    quote = source.ops.quote_name
    with source.cursor() as cursor:
        told = ", ".join(map(quote, columns))
        cursor.execute(f"SELECT {told} FROM {quote(table)}")  # noqa: S608  # nosec B608
        while some := cursor.fetchmany(AT_ONCE):
            yield from some


def last_numbers(source: BaseDatabaseWrapper) -> dict[str, int]:
    """The last number that each table gave, be its row erased since: it is given to nobody else."""
    with source.cursor() as cursor:
        cursor.execute("SELECT name, seq FROM sqlite_sequence")
        return dict(cursor.fetchall())
