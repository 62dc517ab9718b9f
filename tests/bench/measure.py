"""What one call costs: queries, time and processor, in this process."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from django.db import connection
from django.test.utils import CaptureQueriesContext

ROUNDS = 5


@dataclass(frozen=True)
class Cost:
    """Queries of one call; milliseconds: the median and the best of its rounds, the median of processor time."""

    queries: int
    middle: float
    best: float
    cpu: float


def cost(call: Callable[[], object], rounds: int = ROUNDS) -> Cost:
    # Imports and compiled templates belong to the start of a process, not to a page.
    call()
    with CaptureQueriesContext(connection) as captured:
        call()
    # Told now: the next request empties the log.
    queries = len(captured)
    spent = [timed(call) for _ in range(rounds)]
    walls = [wall for wall, _ in spent]
    return Cost(queries, median(walls), min(walls), median(cpu for _, cpu in spent))


def timed(call: Callable[[], object]) -> tuple[float, float]:
    wall, cpu = time.perf_counter(), time.process_time()
    call()
    return (time.perf_counter() - wall) * 1000, (time.process_time() - cpu) * 1000


def memory(pid: int | str = "self", what: str = "VmHWM") -> float:
    """Megabytes that a process holds (VmRSS) or held at most (VmHWM), as Linux tells; 0 elsewhere."""
    path = Path(f"/proc/{pid}/status")
    if not path.exists():
        return 0.0
    for told in path.read_text().splitlines():
        if told.startswith(f"{what}:"):
            return int(told.split()[1]) / 1024
    return 0.0
