"""A line a screen: its figure, its target, the floor of the same run."""

from __future__ import annotations

import os
import time
from argparse import Namespace
from collections.abc import Callable
from dataclasses import dataclass
from io import StringIO
from statistics import median

from django.contrib.auth.models import User
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from crm.demo.volume import Sizes, fill, take_stock
from editorial.demo import create_accounts
from tests.bench.base import a_base, floor

from .screens import Screen, screens

ROUNDS = 5
# What a bare view takes on the machine for which the targets were written, in milliseconds.
FLOOR_OF_THE_TARGETS = 0.4
# A loaded machine is not a slow screen.
TOLERANCE = 1.5
COLUMNS = "{:<46}{:>9}{:>8}{:>8}{:>8}{:>9}{:>10}"


@dataclass(frozen=True)
class Cost:
    """Queries of one call; milliseconds: the median and the best of ROUNDS, and the median of CPU time."""

    queries: int
    middle: float
    best: float
    cpu: float


def cost(call: Callable[[], object]) -> Cost:
    call()
    with CaptureQueriesContext(connection) as captured:
        call()
    # Told now: the next request empties the log.
    queries = len(captured)
    spent = [timed(call) for _ in range(ROUNDS)]
    walls = [wall for wall, _ in spent]
    return Cost(queries, median(walls), min(walls), median(cpu for _, cpu in spent))


def timed(call: Callable[[], object]) -> tuple[float, float]:
    wall, cpu = time.perf_counter(), time.process_time()
    call()
    return (time.perf_counter() - wall) * 1000, (time.process_time() - cpu) * 1000


def line(screen: Screen, found: Cost, least: float) -> str:
    return COLUMNS.format(
        screen.name[:45],
        found.queries,
        f"{found.middle:.0f}",
        f"{found.best:.0f}",
        f"{found.cpu:.0f}",
        f"≤ {screen.target}",
        f"{found.middle / least:.0f}",
    )


def misses(screen: Screen, found: Cost, least: float) -> str:
    """Say what a screen misses, "" when it holds its target.

    SQLite works in this very process: its time is that of the processor, whatever else the machine does.
    """
    allowed = screen.target * max(1.0, least / FLOOR_OF_THE_TARGETS) * TOLERANCE
    spent = found.cpu if connection.vendor == "sqlite" else found.best
    if spent > allowed:
        return f"{screen.name} : {spent:.0f} ms, {allowed:.0f} permises"
    if found.queries > screen.queries:
        return f"{screen.name} : {found.queries} requêtes, {screen.queries} permises"
    return ""


def seated(username: str) -> Client:
    client = Client()
    client.force_login(User.objects.get(username=username))
    return client


def table() -> list[str]:
    least = floor().cpu
    print(f"{connection.vendor}, charge de la machine : {os.getloadavg()[0]:.1f}")
    print(f"plancher, une vue nue : {least:.2f} ms CPU")
    print(COLUMNS.format("écran", "requêtes", "médiane", "mieux", "CPU", "but (ms)", "× plancher"))
    missed = []
    for screen in screens(seated("admin"), seated("conseillere")):
        found = cost(screen.call)
        print(line(screen, found, least), flush=True)
        if sentence := misses(screen, found, least):
            missed.append(sentence)
    return missed


def bench(asked: Namespace) -> list[str]:
    """Fill a base with people drawn from a seed, print the table, return what misses its target."""
    if asked.here:
        return table()
    with a_base():
        for command in ("territory", "content"):
            call_command(command, stdout=StringIO())
        create_accounts()
        begun = time.monotonic()
        fill(Sizes(asked.people, asked.people // 5, asked.people // 5), timezone.now())
        print(f"{asked.people} personnes chargées en {time.monotonic() - begun:.0f} s")
        take_stock()
        return table()
