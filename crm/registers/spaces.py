"""Which spaces of the telecentre are held, whichever room of the plugin holds them.

Rooms that hold spaces do not know each other: each tells what it holds, and asks for what the others hold
before it takes one. Whoever takes a space keeps its row locked until the transaction ends.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import date
from types import MappingProxyType
from typing import Any

from django.db.models import QuerySet

from telecentre.models import Space

# A space by its primary key, a day, and a half of it: "am" or "pm".
Held = tuple[int, date, str]
# The query of what is held of some spaces from one day to another, both included, as rows of Held.
Source = Callable[[Collection[int], date, date], "QuerySet[Any, Held]"]

_sources: dict[str, Source] = {}
SOURCES = MappingProxyType(_sources)


def register(name: str, source: Source) -> None:
    """Called from AppConfig.ready of a room that holds spaces; constant afterwards."""
    if _sources.get(name, source) is not source:
        raise RuntimeError(f"Two rooms hold spaces as « {name} ».")
    _sources[name] = source


def held_by_others(name: str, spaces: Collection[int], start: date, end: date) -> set[Held]:
    """What the other rooms hold of some spaces, from one day to another, both included. One query."""
    others = [source for other, source in _sources.items() if other != name]
    return _read(others, spaces, start, end)


def everything_held(spaces: Collection[int], start: date, end: date) -> set[Held]:
    """What any room holds of some spaces, from one day to another, both included. One query."""
    return _read(list(_sources.values()), spaces, start, end)


def _read(sources: list[Source], spaces: Collection[int], start: date, end: date) -> set[Held]:
    if not sources or not spaces:
        return set()
    first, *others = (source(spaces, start, end) for source in sources)
    return set(first.union(*others, all=True) if others else first)


def lock(spaces: Collection[int]) -> None:
    """Hold some spaces until the transaction ends, always in the same order."""
    list(Space.objects.select_for_update(of=("self",)).filter(pk__in=spaces).order_by("pk"))
