"""The half-days of a week that a booking takes: « 1am 1pm 3am », Monday being 0."""

from __future__ import annotations

from collections.abc import Iterable

from crm.journal.refusal import Refused
from telecentre.models import Weekday

from ..models import HalfDay

Cell = tuple[int, HalfDay]
CELLS: tuple[Cell, ...] = tuple((int(day), half) for day in Weekday for half in HalfDay)
TOKENS = {f"{weekday}{half}": (weekday, half) for weekday, half in CELLS}


def read(pattern: str) -> list[Cell]:
    """Return the cells of a pattern, in the order of the week. Raises Refused on an unknown one."""
    tokens = set(pattern.split())
    if not tokens <= TOKENS.keys():
        raise Refused("Ces demi-journées de la semaine ne se comprennent pas.")
    return [cell for token, cell in TOKENS.items() if token in tokens]


def written(cells: Iterable[Cell]) -> str:
    wanted = set(cells)
    return " ".join(token for token, cell in TOKENS.items() if cell in wanted)


def in_words(pattern: str) -> str:
    """« mardi, mercredi matin »: a whole day says its name alone. "" for every open half-day."""
    by_day: dict[int, list[HalfDay]] = {}
    for weekday, half in read(pattern):
        by_day.setdefault(weekday, []).append(half)
    told = [
        str(Weekday(weekday).label) + ("" if len(halves) > 1 else f" {halves[0].label}")
        for weekday, halves in by_day.items()
    ]
    return " et ".join(filter(None, [", ".join(told[:-1]), *told[-1:]]))
