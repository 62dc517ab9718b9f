"""Queries on different tables, answered by one statement.

Each query is an arm of a UNION ALL; its columns travel as one JSON array, since arms have not the same ones.
What comes back is handed to the query as if it had just run: it draws its objects as it always does.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet
from django.db.models.sql.compiler import SQLCompiler
from django.utils.dateparse import parse_duration

# Neither engine gives a function more than a hundred arguments.
ARGUMENTS = 90
# What JSON writes as a text, and PostgreSQL gives as an object. SQLite stores them as texts or numbers already.
OBJECTS: dict[str, Callable[[Any], Any]] = {
    "DateField": date.fromisoformat,
    "DateTimeField": datetime.fromisoformat,
    "TimeField": time.fromisoformat,
    "UUIDField": UUID,
    "FloatField": float,
    "DecimalField": Decimal,
    "DurationField": parse_duration,
}


def read(asked: Sequence[QuerySet[Any, Any]]) -> list[list[Any]]:
    """The rows of each query, in their order. One statement, and those of what is prefetched."""
    if len(asked) == 1:
        return [list(asked[0])]
    arms = [_Arm(rows) for rows in asked]
    spoken = [arm for arm in arms if arm.sql]
    for rank, row in _execute([(arm.packed(), arm.params) for arm in spoken]):
        spoken[rank].take(row)
    return [arm.drawn() for arm in arms]


def totals(asked: Sequence[QuerySet[Any, Any]]) -> list[int]:
    """How many rows each query has. One statement."""
    arms = [_Arm(rows.order_by().values("pk")) for rows in asked]
    counts = {id(arm): 0 for arm in arms}
    spoken = [arm for arm in arms if arm.sql]
    statements = [
        (f"SELECT COUNT(*) AS told FROM ({arm.sql}) AS found", arm.params)  # noqa: S608  # nosec B608
        for arm in spoken
    ]
    for rank, count in _execute(statements):
        counts[id(spoken[rank])] = count
    return [counts[id(arm)] for arm in arms]


class _Arm:
    """One query, from its SQL to its objects."""

    def __init__(self, rows: QuerySet[Any, Any]) -> None:
        self.rows = rows.all()
        self.compiler: SQLCompiler = self.rows.query.get_compiler(connection=connection)
        self.found: list[list[Any]] = []
        # PostgreSQL hands out objects where SQLite hands out texts and numbers.
        self.typed = connection.vendor == "postgresql"
        try:
            self.sql, self.params = self.compiler.as_sql(with_col_aliases=True)
        except EmptyResultSet:
            self.sql, self.params = "", ()

    def packed(self) -> str:
        """SELECT of one column, told: an array of arrays, cut by ARGUMENTS."""
        array = "json_build_array" if self.typed else "json_array"
        names = [self._named(expression, alias) for expression, _, alias in self.compiler.select]
        cut = [names[at : at + ARGUMENTS] for at in range(0, len(names), ARGUMENTS)]
        inner = ", ".join(f"{array}({', '.join(part)})" for part in cut)
        return f"SELECT CAST({array}({inner}) AS text) AS told FROM ({self.sql}) AS found"  # noqa: S608  # nosec B608

    def _named(self, expression: Any, alias: str) -> str:
        """A JSON column travels as the text that its field reads."""
        name = connection.ops.quote_name(alias)
        if self.typed and expression.output_field.get_internal_type() == "JSONField":
            return f"CAST({name} AS text)"
        return name

    def take(self, told: str) -> None:
        parts = json.loads(told, parse_float=Decimal if self.typed else float)
        self.found.append([value for part in parts for value in part])

    def drawn(self) -> list[Any]:
        """Let the query draw its objects from the rows, without running."""
        if not self.sql:
            return []
        if self.typed:
            self._restore()
        compiler = self.compiler
        compiler.execute_sql = lambda *_, **__: [self.found]  # type: ignore[method-assign,assignment]
        self.rows.query.get_compiler = lambda *_, **__: compiler  # type: ignore[method-assign]
        return list(self.rows)

    def _restore(self) -> None:
        """Bring back to objects what PostgreSQL gives as objects outside JSON."""
        for rank, (expression, _, _) in enumerate(self.compiler.select):
            restore = OBJECTS.get(expression.output_field.get_internal_type())
            if restore is None:
                continue
            for row in self.found:
                if row[rank] is not None:
                    row[rank] = restore(row[rank])


def _execute(arms: Sequence[tuple[str, Sequence[Any]]]) -> list[tuple[int, Any]]:
    """Run (SELECT … AS told, parameters), and give each row with the rank of its arm."""
    if not arms:
        return []
    selects = [
        f"SELECT {rank} AS arm, told FROM ({sql}) AS arm{rank}"  # noqa: S608  # nosec B608
        for rank, (sql, _) in enumerate(arms)
    ]
    params = [value for _, values in arms for value in values]
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(selects), params)
        return list(cursor.fetchall())
