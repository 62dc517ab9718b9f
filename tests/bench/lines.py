"""A line of the table: what was measured, its target, the floor of the same run, and what follows."""

from __future__ import annotations

import json
import os
import platform
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, field
from enum import Enum
from pathlib import Path
from typing import Any

from django.db import connection

from tests.bench.measure import ROUNDS, Cost, cost
from tests.bench.targets import TOLERANCE, Target, slowness

COLUMNS = "{:<52}{:>9}{:>8}{:>9}{:>8}{:>12}{:>18}{:>9}  {}"
HEADINGS = (
    "ligne", "requêtes", "ms CPU", "médiane", "mieux", "mesure", "but", "× nue", "verdict"
)  # fmt: skip


class Verdict(Enum):
    HELD = "tenu"
    FORGIVEN = "toléré"
    MISSED = "MANQUÉ"
    UNSAID = "–"


@dataclass(frozen=True)
class Screen:
    """What is called, and what it may cost."""

    name: str
    call: Callable[[], object]
    target: Target


@dataclass(frozen=True)
class Line:
    """cost   of one call, for what is called again and again
    value  any other figure, in the target’s unit
    floor  milliseconds of processor that a bare view took just before
    """

    bench: str
    name: str
    target: Target
    cost: Cost | None = None
    value: float | None = None
    floor: float = 0.0

    @property
    def spent(self) -> float | None:
        """Milliseconds of one call. SQLite works in this very process: its time is the processor’s, whatever
        else the machine does."""
        if self.cost is None:
            return None
        return self.cost.cpu if connection.vendor == "sqlite" else self.cost.best

    def _excesses(self) -> Iterator[tuple[float, float]]:
        """How many times each target, and how many times are forgiven."""
        target = self.target
        if target.queries is not None and self.cost is not None:
            over = self.cost.queries > target.queries
            yield (2.0 if over else 1.0), TOLERANCE["queries"]
        if target.ms is not None and self.spent is not None:
            yield self.spent / slowness(self.floor) / target.ms, TOLERANCE["ms"]
        if self.value is not None and target.most is not None:
            yield self.value / target.most, TOLERANCE[target.unit]
        if self.value is not None and target.least is not None:
            yield target.least / max(self.value, 1e-9), TOLERANCE[target.unit]

    @property
    def verdict(self) -> Verdict:
        told = list(self._excesses())
        if not told:
            return Verdict.UNSAID
        if all(times <= 1 for times, _ in told):
            return Verdict.HELD
        forgiven = all(times <= allowed for times, allowed in told)
        return Verdict.FORGIVEN if forgiven else Verdict.MISSED

    def told(self) -> str:
        cost, floor, value = self.cost, self.floor, ""
        if self.value is not None:
            value = f"{self.value:.2f} {self.target.unit}"
        figures = ["", "", "", "", ""]
        if cost is not None:
            figures = [
                str(cost.queries), f"{cost.cpu:.1f}", f"{cost.middle:.1f}", f"{cost.best:.1f}",
                f"{cost.cpu / floor:.0f}" if floor else "",
            ]  # fmt: skip
        return COLUMNS.format(
            self.name[:51], *figures[:4], value, str(self.target), figures[4], self.verdict.value
        )


@dataclass
class Report:
    """The lines of a run, as they come."""

    sizes: dict[str, int]
    floor: Callable[[], float]
    rounds: int = ROUNDS
    lines: list[Line] = field(default_factory=list)
    skipped: list[str] = field(default_factory=list)

    def title(self, bench: str) -> None:
        print(f"\n── {bench}\n{COLUMNS.format(*HEADINGS)}")

    def add(self, line: Line) -> None:
        self.lines.append(line)
        print(line.told(), flush=True)

    def measure(self, bench: str, screens: Iterator[Screen]) -> None:
        for screen in screens:
            found = cost(screen.call, self.rounds)
            self.add(Line(bench, screen.name, screen.target, found, floor=self.floor()))

    def skip(self, sentence: str) -> None:
        self.skipped.append(sentence)
        print(f"Sauté : {sentence}", flush=True)

    @property
    def missed(self) -> list[Line]:
        return [line for line in self.lines if line.verdict == Verdict.MISSED]

    def write(self, path: Path) -> None:
        rows = [
            {
                "bench": line.bench, "name": line.name, "target": asdict(line.target),
                "cost": asdict(line.cost) if line.cost else None, "value": line.value, "floor_ms": line.floor,
                "verdict": line.verdict.value,
            }
            for line in self.lines
        ]  # fmt: skip
        told = {
            "machine": machine(), "sizes": self.sizes, "lines": rows, "skipped": self.skipped,
        }  # fmt: skip
        path.write_text(json.dumps(told, ensure_ascii=False, indent=1), encoding="utf-8")


def machine() -> dict[str, Any]:
    pages = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    return {
        "system": platform.platform(),
        "processors": os.cpu_count(),
        "memory_gb": round(pages / 2**30, 1),
        "python": platform.python_version(),
        "database": f"{connection.vendor} {version()}",
        "load": round(os.getloadavg()[0], 1),
    }


def version() -> str:
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT sqlite_version()")
        else:
            cursor.execute("SHOW server_version")
        return str(cursor.fetchone()[0])
