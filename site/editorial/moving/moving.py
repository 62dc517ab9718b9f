"""A site that outgrows its SQLite file goes to PostgreSQL: every row, compared, or nothing.

A plugin has its figures compared through the hook `register_moved_figures() -> (str, Callable[[], object])`:
what they are, in French, and what computes them from the database in use.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from django.core.cache import caches
from django.core.management import call_command
from django.db import DEFAULT_DB_ALIAS, connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from wagtail import hooks

from . import source, target
from .problems import MoveProblem
from .values import Digest, written


class Moved(NamedTuple):
    """What was moved and found the same: rows a table, and the names of the figures compared."""

    rows: dict[str, int]
    figures: list[str]


def move(path: Path) -> Moved:
    """Fill the site's PostgreSQL database with the rows of a SQLite file, which is only read.

    Raises MoveProblem, and leaves the target as its migrations make it, at the first difference.
    """
    target.refuse_one_in_use()
    with source.opened(path) as departure:
        source.refuse_another_version(departure)
    call_command("migrate", interactive=False, verbosity=0)
    call_command("createcachetable", verbosity=0)
    # Committed only once the source is known not to have changed: its context is inside.
    with transaction.atomic(), source.opened(path) as departure:
        moved = _fill(departure)
    for cache in caches.all(initialized_only=False):
        cache.clear()
    call_command("update_index", verbosity=0)
    return moved


def _fill(departure: BaseDatabaseWrapper) -> Moved:
    known = target.columns()
    _refuse_other_tables(departure, known)
    rows = {}
    with target.emptied(known):
        for table, kinds in known.items():
            rows[table] = _move_table(departure, table, kinds)
    target.go_on_numbering(source.last_numbers(departure))
    return Moved(rows, _same_figures(departure))


def _refuse_other_tables(departure: BaseDatabaseWrapper, known: dict[str, dict[str, str]]) -> None:
    here = {
        table: names for table, names in source.tables(departure).items() if target.is_moved(table)
    }
    there = {table: set(kinds) for table, kinds in known.items()}
    differing = sorted(
        table for table in here.keys() | there.keys() if here.get(table) != there.get(table)
    )
    if differing:
        raise MoveProblem(
            f"Les deux bases n’ont pas les mêmes tables : {', '.join(differing[:10])}. Il faut la même version "
            "du code et les mêmes extensions."
        )


def _move_table(departure: BaseDatabaseWrapper, table: str, kinds: dict[str, str]) -> int:
    names, types = list(kinds), list(kinds.values())
    given = Digest(types)

    def each() -> Iterator[list[object]]:
        for row in source.rows(departure, table, names):
            told = written(types, row)
            given.add(told)
            yield told

    target.put(table, names, each())
    if target.digest(table, kinds) != given:
        raise MoveProblem(
            f"Les lignes de {table} ne sont pas arrivées comme elles étaient parties."
        )
    return given.rows


@contextmanager
def _in_use(other: BaseDatabaseWrapper) -> Iterator[None]:
    """Have every reading of the site go to another database."""
    own = connections[DEFAULT_DB_ALIAS]
    connections[DEFAULT_DB_ALIAS] = other
    try:
        yield
    finally:
        connections[DEFAULT_DB_ALIAS] = own


def _same_figures(departure: BaseDatabaseWrapper) -> list[str]:
    names = []
    for name, compute in (offer() for offer in hooks.get_hooks("register_moved_figures")):
        with _in_use(departure):
            before = compute()
        if compute() != before:
            raise MoveProblem(f"Ne sont plus les mêmes d’une base à l’autre : {name}.")
        names.append(name)
    return names
