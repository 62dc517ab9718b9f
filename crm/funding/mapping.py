"""The columns of the funder's file, read from mapping.toml: what each cell says, in the funder's codes."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from .models import Participation
from .questions import UNKNOWN

FILE = Path(__file__).with_name("mapping.toml")


@dataclass(frozen=True)
class Column:
    header: str
    source: str  # entry, sensitive, exit, six_months, person, operation, participation, derived
    name: str
    required: bool = False
    codes: Mapping[str, str] | None = None


@dataclass(frozen=True)
class Layout:
    columns: tuple[Column, ...]
    urban: frozenset[str]


@dataclass(frozen=True)
class Facts:
    """What is known of one participation: the answers in force, by moment, the sensitive ones apart."""

    row: Participation
    entry: Mapping[str, Any] = field(default_factory=dict)
    sensitive: Mapping[str, Any] = field(default_factory=dict)
    exit: Mapping[str, Any] = field(default_factory=dict)
    six_months: Mapping[str, Any] = field(default_factory=dict)


@cache
def layout() -> Layout:
    raw = tomllib.loads(FILE.read_text(encoding="utf-8"))
    lists = {name: MappingProxyType(codes) for name, codes in raw["codes"].items()}
    columns = []
    for one in raw["columns"]:
        source, _, name = one["from"].partition(".")
        codes = lists[one["codes"]] if "codes" in one else None
        columns.append(Column(one["header"], source, name, one.get("required", False), codes))
    return Layout(tuple(columns), frozenset(raw["zone"]["urban"]))


def headers() -> list[str]:
    return [column.header for column in layout().columns]


def cells_of(facts: Facts) -> tuple[list[str], list[str]]:
    """Return one text a column, and what forbids to send them: French sentences without any answer."""
    cells, refusals = [], []
    for column in layout().columns:
        value = _value(column, facts)
        text = _written(value)
        if text and column.codes is not None:
            text = column.codes.get(text, "")
            if not text:
                refusals.append(
                    f"« {column.header} » : cette réponse n’a pas de code chez le financeur"
                )
        elif column.required and not text:
            refusals.append(f"« {column.header} » est vide")
        cells.append(text)
    return cells, refusals


def _value(column: Column, facts: Facts) -> Any:
    row = facts.row
    if column.source == "derived":
        return age(facts) if column.name == "age" else zone(facts)
    if column.source in {"person", "operation"}:
        return getattr(getattr(row, column.source), column.name)
    if column.source == "participation":
        return getattr(row, column.name)
    return getattr(facts, column.source).get(column.name)


def _written(value: Any) -> str:
    if value is None or value == UNKNOWN:
        return ""
    return value.isoformat() if isinstance(value, date) else str(value)


def age(facts: Facts) -> int | None:
    """Whole years on the day of the entry: derived, never asked."""
    try:
        born = date.fromisoformat(str(facts.entry.get("birth_date")))
    except ValueError:
        return None
    on = facts.row.entry_on
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))


def zone(facts: Facts) -> str:
    """« rural » or « urban », derived from the commune; "" while it is not known."""
    insee = facts.entry.get("commune")
    if not insee or insee == UNKNOWN:
        return ""
    return "urban" if insee in layout().urban else "rural"
