"""The table of rights, read from matrix.toml, and the addresses of the CRM, read from the resolver."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver, reverse

TABLE = Path(__file__).with_name("matrix.toml")
REGISTER = re.compile(r"^registres_\w+_modeladmin_\w+$")


@dataclass(frozen=True)
class Cell:
    """One address.

    name     its URL name, followed by a query where the table has one
    rows     names of the rows that fill its address, "=text" for a text as it stands
    open_to  the roles that may get it, the superuser apart
    posts    True when it answers to POST alone
    changes  the roles that may post to it; those of open_to unless told
    shows    True when the answer still holds a name: the query narrowed nothing
    """

    name: str
    rows: tuple[str, ...]
    open_to: frozenset[str]
    posts: bool
    changes: frozenset[str]
    shows: bool

    def address(self, rows: dict[str, Any], *, unknown: bool = False) -> str:
        name, _, query = self.name.partition("?")
        found = [self._value(row, rows, unknown) for row in self.rows]
        return reverse(name, args=found) + (f"?{query}" if query else "")

    def _value(self, row: str, rows: dict[str, Any], unknown: bool) -> Any:
        if row.startswith("="):
            return row[1:]
        return 987_654_321 if unknown else rows[row]


def cells() -> list[Cell]:
    written = tomllib.loads(TABLE.read_text(encoding="utf-8"))
    groups = {name: set(members) for name, members in written.pop("groups").items()}
    return [_cell(name, told, groups) for name, told in written.items()]


def _cell(name: str, told: dict[str, Any], groups: dict[str, set[str]]) -> Cell:
    def whole(names: list[str]) -> frozenset[str]:
        return frozenset().union(*(groups.get(one, {one}) for one in names))

    open_to = whole(told["for"])
    return Cell(
        name=name,
        rows=tuple(told.get("rows", [])),
        open_to=open_to,
        posts=told.get("posts", False),
        changes=whole(told["changes"]) if "changes" in told else open_to,
        shows=told.get("shows", False),
    )


def addresses() -> dict[str, URLPattern]:
    """Every named address of the admin that a room of the CRM serves."""
    return {str(found.name): found for found in _walk(get_resolver()) if _ours(found)}


def _walk(resolver: URLResolver) -> Iterator[URLPattern]:
    for found in resolver.url_patterns:
        if isinstance(found, URLResolver):
            yield from _walk(found)
        else:
            yield found


def _ours(found: URLPattern) -> bool:
    name = str(found.name or "")
    if REGISTER.match(name):
        return True
    module = str(getattr(found.callback, "__module__", ""))
    return module.startswith("crm.") and bool(name) and _in_the_admin(found)


def _in_the_admin(found: URLPattern) -> bool:
    """The public addresses of the plugin are named without its prefix."""
    return str(found.name).startswith("crm_")


def to_add(name: str, found: URLPattern) -> str:
    """The line that the table lacks, to be completed with the roles."""
    rows = re.findall(r"<(?:\w+:)?(\w+)>", str(found.pattern))
    posts = ", posts = true" if _posts_alone(found) else ""
    return f'{name} = {{ rows = {rows}, for = ["…"]{posts} }}'.replace("'", '"')


def _posts_alone(found: URLPattern) -> bool:
    return "require_http_methods" in str(getattr(found.callback, "__qualname__", ""))
