"""How a value of SQLite is written in PostgreSQL, and how two of them are told the same."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

Row = Sequence[Any]
MODULO = 1 << 256
# Neither a value nor part of one: PostgreSQL takes no text that holds it.
ABSENT, BETWEEN = "\0", "\0\0"


def _moment(value: datetime) -> datetime:
    """SQLite keeps universal time, and does not say so."""
    return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


# The kinds of columns that Django makes in PostgreSQL, and what is written there of a value of SQLite.
WRITTEN: dict[str, Callable[[Any], Any]] = {
    "bool": bool,
    "bytea": bytes,
    "date": lambda value: value,
    "float8": float,
    "inet": str,
    "int2": int,
    "int4": int,
    "int8": int,
    "interval": lambda value: timedelta(microseconds=value),
    "jsonb": lambda value: value,
    "numeric": lambda value: Decimal(str(value)),
    "text": lambda value: value,
    "time": lambda value: value,
    "timestamptz": _moment,
    "uuid": lambda value: UUID(str(value)),
    "varchar": lambda value: value,
}


def _number(value: str) -> str:
    return format(Decimal(value).normalize(), "f")


def _json(value: str) -> str:
    """Neither the order of the keys, nor the spaces, nor the way a number is written count."""
    read = json.loads(value, parse_float=_Number, parse_int=_Number)
    return json.dumps(read, sort_keys=True, default=str)


class _Number:
    def __init__(self, written: str) -> None:
        self.written = written

    def __str__(self) -> str:
        return f"number {_number(self.written)}"


TOLD: dict[str, Callable[[Any], str]] = {
    "bytea": lambda value: bytes(value).hex(),
    "jsonb": _json,
    "numeric": lambda value: _number(str(value)),
    "timestamptz": lambda value: _moment(value).isoformat(),
}


def written(kinds: Sequence[str], row: Row) -> list[Any]:
    """What PostgreSQL is given of a row of SQLite."""
    return [
        None if value is None else WRITTEN[kind](value)
        for kind, value in zip(kinds, row, strict=True)
    ]


class Digest:
    """The rows of a table, whatever their order: how many, and one number for all of them."""

    def __init__(self, kinds: Sequence[str]) -> None:
        self.rows = 0
        self._sum = 0
        self._told = [TOLD.get(kind, str) for kind in kinds]

    def add(self, row: Row) -> None:
        """Add a row as it is written in PostgreSQL, or as it is read from there."""
        told = BETWEEN.join(
            ABSENT if value is None else tell(value)
            for tell, value in zip(self._told, row, strict=True)
        )
        self.rows += 1
        found = int.from_bytes(hashlib.sha256(told.encode(errors="surrogatepass")).digest(), "big")
        self._sum = (self._sum + found) % MODULO

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Digest) and (self.rows, self._sum) == (other.rows, other._sum)

    __hash__ = None  # type: ignore[assignment]
