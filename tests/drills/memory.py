"""The memory that a process and its children hold, minute after minute."""

from __future__ import annotations

import time
from pathlib import Path

KINDS = {
    "gunicorn": "site",
    "worker": "courriers",
    "scheduler": "planificateur",
    "serve": "gardien",
}
# What a process of Python may still take once it is warm, in kilobytes a minute.
FLAT = 1_024


class Watch:
    """Follows the processes of `manage.py serve`, by the number of the one that keeps them."""

    def __init__(self, keeper: int) -> None:
        self.keeper = keeper
        self.seen: dict[int, tuple[str, list[int]]] = {}

    def follow(self, minutes: float) -> None:
        """Look at the start, then each minute (or ten times, when it is shorter)."""
        looks = max(int(minutes), 10)
        self.look()
        for _ in range(looks):
            time.sleep(minutes * 60 / looks)
            self.look()
        self.between = minutes / looks

    def look(self) -> None:
        for pid in [self.keeper, *below(self.keeper)]:
            held, name = memory(pid), named(pid)
            if held and name:
                self.seen.setdefault(pid, (name, []))[1].append(held)

    def verdict(self) -> list[tuple[str, bool]]:
        """A sentence a process, and whether its memory stays: the slope is that of the second half."""
        found = []
        for name, held in sorted(self.seen.values()):
            if len(held) < 4:
                found.append((f"{name} : vu {len(held)} fois seulement.", False))
                continue
            slope = slope_of(held[len(held) // 2 :]) / self.between
            first, last = held[0] / 1024, held[-1] / 1024
            told = f"{first:.0f} Mo au départ, {last:.0f} Mo à la fin, {slope / 1024:+.2f} Mo par minute"
            found.append((f"{name} : {told} dans la seconde moitié.", slope < FLAT))
        return found


def slope_of(values: list[int]) -> float:
    """The least squares slope between two looks."""
    middle = (len(values) - 1) / 2
    mean = sum(values) / len(values)
    over = sum((rank - middle) * (value - mean) for rank, value in enumerate(values))
    return over / sum((rank - middle) ** 2 for rank in range(len(values)))


def below(pid: int) -> list[int]:
    """The children of a process, and theirs."""
    found = []
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        for child in map(int, task.read_text().split()):
            found += [child, *below(child)]
    return found


def memory(pid: int) -> int:
    """What it holds in kilobytes, 0 once it is gone."""
    try:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("VmRSS:")), 0)


def named(pid: int) -> str:
    try:
        words = Path(f"/proc/{pid}/cmdline").read_bytes().decode(errors="replace").split("\0")
    except OSError:
        return ""
    called = [Path(word).name for word in words]
    return next((name for word, name in KINDS.items() if word in called), "")
