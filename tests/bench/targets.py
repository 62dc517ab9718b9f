"""Every target of the bench, and what is forgiven: nowhere else."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Target:
    """What a line may cost; nothing is asked of what is not told.

    queries      at most
    ms           of one call, at most
    most, least  of the line's own figure, in `unit`
    """

    queries: int | None = None
    ms: float | None = None
    most: float | None = None
    least: float | None = None
    unit: str = ""

    def __str__(self) -> str:
        told = [f"{self.queries} req." if self.queries is not None else ""]
        told.append(f"{self.ms:.0f} ms" if self.ms is not None else "")
        told.append(f"{self.most:g} {self.unit}" if self.most is not None else "")
        words = ", ".join(filter(None, told))
        least = f"≥ {self.least:g} {self.unit}" if self.least is not None else ""
        return " ".join(filter(None, [f"≤ {words}" if words else "", least])) or "–"


SECONDS, MEGABYTES, KILOBYTES, TIMES = "s", "Mo", "Ko", "×"

PUBLIC = Target(queries=10, ms=15)
PUBLIC_SEARCH = Target(queries=8, ms=15)
HIT = Target(queries=0)
HIT_RATE = Target(least=0.5, unit=TIMES)
GROWTH = 1.3
SEARCH = Target(queries=15, ms=100)
SCREEN = Target(queries=15, ms=150)
# The day and a file show what every room brings: a query or two each, whatever the number of rows.
DAY = Target(queries=40, ms=150)
FILE = Target(queries=60, ms=120)
FIGURES = Target(queries=12, ms=1_000)
ANALYSIS = Target(ms=1_000)
IMPORT, IMPORT_PEAK = Target(most=30, unit=SECONDS), Target(most=300, unit=MEGABYTES)
FIRST_BYTE, EXPORT_PEAK = Target(most=1, unit=SECONDS), Target(most=200, unit=MEGABYTES)
HOME_WEIGHT, HOME_REQUESTS = Target(most=150, unit=KILOBYTES), Target(most=15, unit="demandes")
WORKER, WORKER_GROWTH = Target(most=220, unit=MEGABYTES), Target(most=1.05, unit=TIMES)
UNSAID = Target()

# Milliseconds of processor that a bare view takes, in this process, on the machine of the targets at rest. Where
# it takes more at the moment of a line, the milliseconds allowed follow, up to so many times.
FLOOR, SLOWEST = 0.08, 4.0

# By how much a figure may pass its target before the bench ends in error. A loaded machine is not a slow
# screen; a query too many is one on any machine.
TOLERANCE = {
    "queries": 1.0,
    "ms": 1.5,
    SECONDS: 1.5,
    TIMES: 1.2,
    MEGABYTES: 1.1,
    KILOBYTES: 1.0,
    "demandes": 1.0,
}


def slowness(floor: float) -> float:
    """How many times slower than the machine of the targets, at rest, this one is now."""
    return min(max(floor / FLOOR, 1.0), SLOWEST)
