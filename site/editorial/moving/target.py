"""The PostgreSQL database that takes the rows: emptied of what its migrations wrote, filled, compared."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from django.contrib.auth import get_user_model
from django.db import DatabaseError, connection

from territory.models import Territory

from .problems import MoveProblem
from .values import WRITTEN, Digest

# The search index is made anew; each database tells its own migrations; who was limited is limited no more.
LEFT_OUT = ("wagtailsearch_indexentry", "django_migrations", "site_limits")


def is_moved(table: str) -> bool:
    return not table.startswith(LEFT_OUT)


def refuse_one_in_use() -> None:
    """A database without a table, or as its migrations leave it: nobody signs in, of no territory."""
    if connection.vendor != "postgresql":
        raise MoveProblem("DATABASE_URL doit nommer la base PostgreSQL d’arrivée.")
    if not connection.introspection.table_names():
        return
    for model in (Territory, get_user_model()):
        if model._meta.db_table not in connection.introspection.table_names() or (
            model._base_manager.exists()
        ):
            raise MoveProblem(
                "La base d’arrivée n’est pas vide : rien n’y est écrit. Nommez-en une neuve."
            )


def columns() -> dict[str, dict[str, str]]:
    """The kind of each column of each table that is moved. Raises MoveProblem for a kind unknown."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT c.table_name, c.column_name, c.udt_name FROM information_schema.columns c "
            "JOIN information_schema.tables t USING (table_schema, table_name) "
            "WHERE c.table_schema = current_schema() AND t.table_type = 'BASE TABLE' "
            "AND c.is_generated = 'NEVER' ORDER BY c.table_name, c.ordinal_position"
        )
        found: dict[str, dict[str, str]] = {}
        for table, column, kind in cursor.fetchall():
            if is_moved(table):
                found.setdefault(table, {})[column] = kind
    for table, kinds in found.items():
        if unknown := set(kinds.values()) - WRITTEN.keys():
            raise MoveProblem(f"La table {table} a des colonnes inconnues : {sorted(unknown)}.")
    return found


@contextmanager
def emptied(tables: Iterable[str]) -> Iterator[None]:
    """Let rows come in any order, under the eyes of no trigger; then check every foreign key.

    What is refused to whoever changes a row (a journal, a published figure) says nothing against its coming whole.
    """
    quoted = [connection.ops.quote_name(table) for table in tables]
    with connection.cursor() as cursor:
        for table in quoted:
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        cursor.execute(f"TRUNCATE {', '.join(quoted)} CASCADE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
        yield
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for table in quoted:
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")


def put(table: str, names: list[str], rows: Iterable[list[Any]]) -> None:
    """Write rows. Raises MoveProblem, without a value of anybody, for one that PostgreSQL does not take."""
    quote = connection.ops.quote_name
    told = ", ".join(map(quote, names))
    try:
        with (
            connection.wrap_database_errors,
            connection.cursor() as cursor,
            cursor.copy(f"COPY {quote(table)} ({told}) FROM STDIN") as copy,
        ):
            for row in rows:
                copy.write_row(row)
    except DatabaseError as error:
        raise refused(table, error) from error


def refused(table: str, error: Exception) -> MoveProblem:
    diagnosis = getattr(error.__cause__ or error, "diag", None)
    why = getattr(diagnosis, "message_primary", None) or type(error).__name__
    return MoveProblem(f"La table {table} ne passe pas : {why}. Rien n’est gardé.")


def digest(table: str, kinds: dict[str, str]) -> Digest:
    """What the table holds, read back from the database."""
    found = Digest(list(kinds.values()))
    quote = connection.ops.quote_name
    with connection.chunked_cursor() as cursor:
        told = ", ".join(map(quote, kinds))
        cursor.execute(f"SELECT {told} FROM {quote(table)}")  # noqa: S608  # nosec B608
        while some := cursor.fetchmany(2_000):
            for row in some:
                found.add(row)
    return found


def go_on_numbering(last: dict[str, int]) -> None:
    """Let each table number its next row after the last that was ever numbered."""
    quote = connection.ops.quote_name
    with connection.cursor() as cursor:
        for table in columns():
            for sequence in connection.introspection.get_sequences(cursor, table):
                column = sequence["column"]
                cursor.execute(f"SELECT MAX({quote(column)}) FROM {quote(table)}")  # noqa: S608  # nosec B608
                highest = max(cursor.fetchone()[0] or 0, last.get(table, 0))
                cursor.execute(
                    "SELECT setval(pg_get_serial_sequence(%s, %s), %s, %s)",
                    [quote(table), column, max(highest, 1), highest > 0],
                )
