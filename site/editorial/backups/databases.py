"""A copy of the whole database as it was at one moment, the way each engine makes and reads one."""

from __future__ import annotations

import os
import sqlite3
import subprocess  # nosec B404
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Protocol

from django.db import connection, transaction

from .problems import BackupProblem

Counts = dict[str, int]


class Engine(Protocol):
    """How a database is copied and put back.

    file_name  the name of the copy in a backup
    dump       writes the copy and returns how many rows each of its tables holds
    check      raises BackupProblem for a copy that is damaged
    load       puts a copy in the place of what the database holds: all of it or nothing
    """

    file_name: str

    def dump(self, target: Path) -> Counts: ...
    def check(self, copy: Path) -> None: ...
    def load(self, copy: Path) -> None: ...


def engine() -> Engine:
    return SqliteEngine() if connection.vendor == "sqlite" else PostgresqlEngine()


def is_empty() -> bool:
    return not connection.introspection.table_names()


def count_rows() -> Counts:
    """How many rows each table of the site's database holds."""
    with connection.cursor() as cursor:
        counts = {}
        for table in sorted(connection.introspection.table_names(cursor)):
            cursor.execute(f"SELECT COUNT(*) FROM {connection.ops.quote_name(table)}")  # noqa: S608  # nosec B608
            counts[table] = cursor.fetchone()[0]
    return counts


class SqliteEngine:
    file_name = "base.sqlite3"

    def dump(self, target: Path) -> Counts:
        """SQLite's own online copy: readers and writers go on."""
        connection.ensure_connection()
        with closing(sqlite3.connect(target)) as copy:
            connection.connection.backup(copy)
            copy.execute("PRAGMA journal_mode=DELETE")
            return _counts_of(copy)

    def check(self, copy: Path) -> None:
        try:
            with closing(sqlite3.connect(f"file:{copy}?mode=ro", uri=True)) as opened:
                (verdict,) = opened.execute("PRAGMA integrity_check").fetchone()
        except sqlite3.DatabaseError as error:
            raise BackupProblem(f"La base de la sauvegarde est illisible ({error}).") from error
        if verdict != "ok":
            raise BackupProblem(f"La base de la sauvegarde est abîmée ({verdict}).")

    def load(self, copy: Path) -> None:
        connection.ensure_connection()
        with closing(sqlite3.connect(f"file:{copy}?mode=ro", uri=True)) as source:
            source.backup(connection.connection)
        connection.close()


def _counts_of(opened: sqlite3.Connection) -> Counts:
    # What Django counts too: neither SQLite's own tables nor those that a full-text index keeps.
    names = opened.execute(
        "SELECT name FROM sqlite_master WHERE type IN ('table', 'view') AND NOT name = 'sqlite_sequence' ORDER BY name"
    ).fetchall()
    return {
        name: opened.execute(f'SELECT COUNT(*) FROM "{name}"').fetchone()[0]  # noqa: S608  # nosec B608
        for (name,) in names
    }


class PostgresqlEngine:
    """PostgreSQL's own tools, `pg_dump` and `pg_restore`, of the server's version or later."""

    file_name = "base.dump"

    def dump(self, target: Path) -> Counts:
        with _one_moment() as snapshot:
            self._run("pg_dump", "--format=custom", f"--snapshot={snapshot}", f"--file={target}")
            return count_rows()

    def check(self, copy: Path) -> None:
        self._run("pg_restore", "--list", str(copy), connected=False)

    def load(self, copy: Path) -> None:
        options = ["--no-owner", "--single-transaction", "--exit-on-error"]
        if not is_empty():
            options += ["--clean", "--if-exists"]
        # Our own connection would keep what must be replaced.
        connection.close()
        self._run("pg_restore", *options, f"--dbname={self._settings['NAME']}", str(copy))

    @property
    def _settings(self) -> dict[str, str]:
        return {key: str(value) for key, value in connection.settings_dict.items()}

    def _run(self, tool: str, *arguments: str, connected: bool = True) -> None:
        """The password goes by the environment: an argument is read by whoever lists the processes."""
        told = self._settings
        where = {
            "PGHOST": told["HOST"],
            "PGPORT": told["PORT"],
            "PGUSER": told["USER"],
            "PGPASSWORD": told["PASSWORD"],
            "PGDATABASE": told["NAME"],
        }
        known = {key: value for key, value in where.items() if value} if connected else {}
        try:
            done = subprocess.run(  # noqa: S603  # nosec B603
                [tool, *arguments],
                env=os.environ | known,
                capture_output=True,
                text=True,
                check=False,
            )
        except FileNotFoundError as error:
            raise BackupProblem(
                f"La commande {tool} est introuvable : installez les outils clients de PostgreSQL."
            ) from error
        if done.returncode:
            raise BackupProblem(f"{tool} a échoué : {done.stderr.strip()[:2000]}")


@contextmanager
def _one_moment() -> Iterator[str]:
    """Give the name of a snapshot: what is counted is what is copied, whatever is written meanwhile."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        cursor.execute("SELECT pg_export_snapshot()")
        yield cursor.fetchone()[0]
