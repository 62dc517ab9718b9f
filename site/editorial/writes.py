"""What each connection to the database writes: the tables of a statement, told once they are committed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Set
from typing import Any

from django.db import connections, transaction
from django.db.backends.signals import connection_created

READS = frozenset({
    "SELECT", "SAVEPOINT", "RELEASE", "ROLLBACK", "BEGIN", "COMMIT", "START", "SET", "RESET", "SHOW",
    "PRAGMA", "ANALYZE", "VACUUM", "DECLARE", "FETCH", "CLOSE", "LOCK", "CREATE", "COMMENT", "REINDEX", "VALUES",
})  # fmt: skip
VERB = re.compile(r"[\s(]*(\w*)")
NAME = r'(?:["`]?\w+["`]?\.)?["`]?(\w+)'
WRITTEN = re.compile(
    r"\b(?:(?:INSERT|REPLACE)(?:\s+OR\s+\w+)?\s+INTO|UPDATE(?:\s+OR\s+\w+)?(?:\s+ONLY)?|DELETE\s+FROM(?:\s+ONLY)?)"
    rf"\s+{NAME}",
    re.IGNORECASE,
)
# Written by a statement that we cannot read.
EVERYTHING = "*"

Tell = Callable[[set[str]], None]


def written(sql: str) -> set[str]:
    """The tables that a statement writes; EVERYTHING when it is not one that we can read."""
    begins = VERB.match(sql)
    verb = begins[1].upper() if begins else ""
    if verb in READS:
        return set()
    if verb == "WITH":
        return {table.lower() for table in WRITTEN.findall(sql)}
    if verb == "TRUNCATE":
        return {table.lower() for table in re.findall(r'"(\w+)"', sql)} or {EVERYTHING}
    found = WRITTEN.match(sql, begins.start(1) if begins else 0)
    return {found[1].lower()} if found else {EVERYTHING}


class Batch:
    """What was written since one savepoint, told after the commit, forgotten when it is undone."""

    def __init__(self, tell: Tell, at: int) -> None:
        self.tables: set[str] = set()
        self.at = at
        self.tell: Callable[[], None] = lambda: tell(self.tables)

    def waits(self, connection: Any) -> bool:
        """Whether the commit that would tell it is still to come."""
        waiting = connection.run_on_commit
        if not (self.at < len(waiting) and waiting[self.at][1] is self.tell):
            places = (place for place, entry in enumerate(waiting) if entry[1] is self.tell)
            self.at = next(places, len(waiting))
        return self.at < len(waiting)


class Watch:
    """What one connection writes. Costs a read two comparisons."""

    def __init__(self, tell: Tell, ignored: Callable[[], Set[str]]) -> None:
        self.tell, self.ignored = tell, ignored
        self.batches: dict[tuple[Any, ...], Batch] = {}
        self.late: set[str] = set()

    def __call__(
        self, execute: Callable[..., Any], sql: Any, params: Any, many: bool, context: Any
    ) -> Any:
        if self.late:
            self.say_late()
        text = sql if isinstance(sql, str) else ""
        if text.startswith("SELECT "):
            return execute(sql, params, many, context)
        tables = written(text) if text else {EVERYTHING}
        try:
            return execute(sql, params, many, context)
        finally:
            if tables and not tables <= self.ignored():
                self.note(context["connection"], tables, "RETURNING" in text)

    def note(self, connection: Any, tables: set[str], returning: bool) -> None:
        if not connection.in_atomic_block:
            self.tell(tables)
            # SQLite commits such a statement once its rows are read: tell again after that.
            if returning and connection.vendor == "sqlite":
                self.late = tables
            return
        stack = tuple(connection.savepoint_ids)
        batch = self.batches.get(stack)
        if batch is None or not batch.waits(connection):
            batch = Batch(self.tell, len(connection.run_on_commit))
            self.batches = {
                since: older for since, older in self.batches.items() if older.waits(connection)
            }
            self.batches[stack] = batch
            transaction.on_commit(batch.tell, using=connection.alias, robust=True)
        batch.tables |= tables

    def uncommitted(self, connection: Any) -> set[str]:
        if not connection.in_atomic_block:
            return set()
        waiting = (batch.tables for batch in self.batches.values() if batch.waits(connection))
        return set().union(*waiting)

    def say_late(self) -> None:
        late, self.late = self.late, set()
        self.tell(late)


def watch(tell: Tell, ignored: Callable[[], Set[str]]) -> None:
    """Have every connection of this process tell what it commits, but for the ignored tables."""

    def follow(connection: Any, **kwargs: Any) -> None:
        if not any(isinstance(wrapper, Watch) for wrapper in connection.execute_wrappers):
            connection.execute_wrappers.insert(0, Watch(tell, ignored))

    connection_created.connect(follow, weak=False, dispatch_uid="writes")


def _watches() -> Iterable[tuple[Any, Watch]]:
    for connection in connections.all(initialized_only=True):
        for wrapper in connection.execute_wrappers:
            if isinstance(wrapper, Watch):
                yield connection, wrapper


def uncommitted() -> set[str]:
    """The tables that this thread has written and not committed yet."""
    return set().union(*(watch.uncommitted(connection) for connection, watch in _watches()))


def say_late(**kwargs: Any) -> None:
    """Tell what was told before its commit was sure."""
    for _, watch in _watches():
        if watch.late:
            watch.say_late()
