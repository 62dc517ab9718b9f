"""What counting gives back: figures, the line of each session, the steps of a cumulative chart."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any

from ..definitions import DEFINITIONS


def percent(part: int, whole: int) -> int:
    """Return a share in whole percent, halves rounded up; 0 of nothing is 0."""
    return (200 * part + whole) // (2 * whole) if whole else 0


@dataclass(frozen=True)
class Figure:
    """One figure as of a day.

    value        what is shown: a count, or whole percent for a rate
    numerator    what was counted
    denominator  among how many, None for a plain count
    unknown      how many could not be told, None when that has no sense
    ids          primary keys of what was counted, for those entitled; never published
    """

    code: str
    value: int
    numerator: int
    denominator: int | None = None
    unknown: int | None = None
    ids: tuple[int, ...] = field(default=(), repr=False)

    @property
    def version(self) -> int:
        return DEFINITIONS[self.code].version

    def as_json(self) -> dict[str, Any]:
        return {
            "value": self.value,
            "numerator": self.numerator,
            "denominator": self.denominator,
            "unknown": self.unknown,
            "version": self.version,
        }


def counted(
    code: str, ids: Iterable[int], *, among: int | None = None, unknown: int | None = None
) -> Figure:
    """A figure that counts distinct rows; a rate when its definition says so."""
    found = tuple(sorted(ids))
    return number(code, len(found), among=among, unknown=unknown, ids=found)


def number(
    code: str,
    count: int,
    *,
    among: int | None = None,
    unknown: int | None = None,
    ids: tuple[int, ...] = (),
) -> Figure:
    value = percent(count, among or 0) if DEFINITIONS[code].rate else count
    return Figure(code, value, count, among, unknown, ids)


@dataclass(frozen=True)
class SessionLine:
    """Those who started a session, by origin. Days are ISO dates in JSON."""

    label: str
    starts_on: date
    ends_on: date
    ended: bool
    recent: bool
    local: int
    exogenous: int
    unknown: int

    @property
    def started(self) -> int:
        return self.local + self.exogenous + self.unknown

    @property
    def share(self) -> int:
        return percent(self.exogenous, self.local + self.exogenous)

    def as_json(self) -> dict[str, Any]:
        days = {"starts_on": self.starts_on.isoformat(), "ends_on": self.ends_on.isoformat()}
        return asdict(self) | days

    @classmethod
    def from_json(cls, row: dict[str, Any]) -> SessionLine:
        days = {name: date.fromisoformat(row[name]) for name in ("starts_on", "ends_on")}
        return cls(**(row | days))


@dataclass(frozen=True)
class Step:
    """How many had been welcomed, in all, by the end of a quarter of a year."""

    on: date
    total: int


@dataclass(frozen=True)
class Figures:
    day: date
    by_code: dict[str, Figure]
    sessions: list[SessionLine]
    steps: list[Step]
    sites: list[tuple[str, int]]

    def __getitem__(self, code: str) -> Figure:
        return self.by_code[code]

    def as_json(self) -> dict[str, Any]:
        """What a snapshot keeps: no identifier of anybody."""
        return {
            "as_of": self.day.isoformat(),
            "indicators": {code: figure.as_json() for code, figure in self.by_code.items()},
            "sessions": [line.as_json() for line in self.sessions],
            "steps": [{"on": step.on.isoformat(), "total": step.total} for step in self.steps],
            "sites": [{"name": name, "offices": seats} for name, seats in self.sites],
        }
