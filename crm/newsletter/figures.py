"""How many receive the newsletter, month after month: numbers, and the drawing of them."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from datetime import date, datetime
from itertools import pairwise
from typing import Any

from django.utils import timezone

from crm.registers.calendar import add_months

from .membership import people_who_agree
from .models import Subscriber, SubscriberState

MONTHS = 12
WIDE, HIGH = 560, 190
LEFT, RIGHT, TOP, FLOOR = 44, 548, 24, 150


@dataclass(frozen=True)
class Month:
    """The subscriptions in force at its end, or now for the current one; those who came and left in it."""

    first: date
    count: int
    came: int
    left: int


@dataclass(frozen=True)
class Figures:
    """subscribers: confirmed addresses. people: those who said yes in their file. pending, bounced: addresses."""

    subscribers: int
    people: int
    pending: int
    bounced: int
    months: list[Month]

    @property
    def left_this_month(self) -> int:
        return self.months[-1].left

    @property
    def chart(self) -> Chart | None:
        return chart_of(self.months)


@dataclass(frozen=True)
class Chart:
    """A curve in a box of WIDE by HIGH. points: x, y, month. ticks: y, number."""

    points: list[tuple[int, int, Month]]
    ticks: list[tuple[int, int]]

    @property
    def line(self) -> str:
        return "M" + "L".join(f"{x} {y}" for x, y, _ in self.points)

    @property
    def area(self) -> str:
        return f"{self.line}V{FLOOR}H{self.points[0][0]}z"


def figures(at: datetime | None = None) -> Figures:
    now = at or timezone.now()
    states = list(Subscriber.objects.values_list("state", flat=True))
    return Figures(
        subscribers=states.count(SubscriberState.CONFIRMED),
        people=sum(1 for _ in people_who_agree()),
        pending=states.count(SubscriberState.PENDING),
        bounced=states.count(SubscriberState.BOUNCED),
        months=months(now),
    )


def months(now: datetime) -> list[Month]:
    """The last twelve, the current one last. One query."""
    dated: Any = Subscriber.objects.exclude(confirmed_at=None)
    rows = list(dated.values_list("confirmed_at", "left_at"))
    came = sorted(timezone.localdate(day) for day, _ in rows)
    left = sorted(timezone.localdate(day) for _, day in rows if day)
    this = timezone.localdate(now).replace(day=1)
    firsts = [add_months(this, rank - MONTHS + 1) for rank in range(MONTHS + 1)]
    found = []
    for first, after in pairwise(firsts):
        before_it, in_it = bisect_left(came, first), bisect_left(came, after)
        gone_before, gone = bisect_left(left, first), bisect_left(left, after)
        found.append(Month(first, in_it - gone, in_it - before_it, gone - gone_before))
    return found


def chart_of(found: list[Month]) -> Chart | None:
    most = max((month.count for month in found), default=0)
    if not most:
        return None
    step = next(
        unit * factor
        for unit in (10**power for power in range(9))
        for factor in (1, 2, 5)
        if unit * factor * 4 >= most
    )
    top = step * -(-most // step)
    across = (RIGHT - LEFT) // (len(found) - 1)
    return Chart(
        [
            (LEFT + across * rank, FLOOR - (FLOOR - TOP) * month.count // top, month)
            for rank, month in enumerate(found)
        ],
        [(FLOOR - (FLOOR - TOP) * number // top, number) for number in range(0, top + 1, step)],
    )
