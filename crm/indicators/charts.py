"""Where things stand on the drawings: hexagons of the sessions, curve of the people welcomed."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import groupby

from .counting.figures import SessionLine, Step
from .masking import gathered, merged, tells_too_much

WIDE, HIGH, GAP = 26, 20, 21  # a hexagon, and from one to the one above
COLUMN, LEFT, TOP = 40, 14, 14
# Sessions drawn together are one honeycomb: nobody can tell whose hexagon is whose.
NEXT, LOWER = 20, 10
NARROW = "\N{NARROW NO-BREAK SPACE}"


@dataclass(frozen=True)
class Hexagon:
    x: int
    y: int
    origin: str  # "local", "exogenous" or "withheld"


@dataclass(frozen=True)
class Column:
    """A session, or several drawn side by side when one alone would show too few people."""

    number: str
    line: SessionLine
    middle: int
    hexagons: list[Hexagon]
    withheld: bool

    @property
    def share(self) -> str:
        return "–" if self.withheld else f"{self.line.share}{NARROW}%"


@dataclass(frozen=True)
class Bracket:
    year: int
    start: int
    end: int

    @property
    def middle(self) -> int:
        return (self.start + self.end) // 2


@dataclass(frozen=True)
class Year:
    """The trainees of the sessions that began in a year, added up from what the columns show."""

    year: int
    line: SessionLine


@dataclass
class SessionChart:
    columns: list[Column]
    width: int
    base: int
    brackets: list[Bracket] = field(default_factory=list)

    @property
    def years(self) -> list[Year]:
        shown = [column.line for column in self.columns if not column.withheld]
        by_year = groupby(shown, key=lambda line: line.starts_on.year)
        return [Year(year, merged(list(lines))) for year, lines in by_year]

    @property
    def height(self) -> int:
        return self.base + 88

    @property
    def people(self) -> int:
        return sum(column.line.started for column in self.columns)

    @property
    def gathered(self) -> bool:
        return any("–" in column.number for column in self.columns)


def session_chart(lines: list[SessionLine]) -> SessionChart | None:
    """One hexagon a trainee. Two sessions drawn together take the width of two columns."""
    if not lines:
        return None
    base = TOP + GAP * max(line.started for line in lines) + LOWER + 4
    columns, rank = [], 0
    for group in gathered(lines):
        columns.append(_column(group, rank, base))
        rank += len(group)
    chart = SessionChart(columns, 2 * LEFT + COLUMN * rank, base)
    chart.brackets = _brackets(lines)
    return chart


def _column(group: list[SessionLine], rank: int, base: int) -> Column:
    line = merged(group)
    withheld = tells_too_much(line)
    origins = ["local"] * line.local + ["exogenous"] * line.exogenous + ["withheld"] * line.unknown
    if withheld:
        origins = ["withheld"] * line.started
    start = LEFT + COLUMN * rank
    width = len(group)
    first = start + (COLUMN * width - NEXT * (width - 1) - WIDE) // 2
    hexagons = [
        Hexagon(
            first + NEXT * (n % width),
            base - HIGH - 2 - GAP * (n // width) - LOWER * (n % width % 2),
            origin,
        )
        for n, origin in enumerate(origins)
    ]
    number = str(rank + 1) if len(group) == 1 else f"{rank + 1}–{rank + len(group)}"
    return Column(number, line, start + COLUMN * len(group) // 2, hexagons, withheld)


def _brackets(lines: list[SessionLine]) -> list[Bracket]:
    ranked = groupby(enumerate(lines), key=lambda pair: pair[1].starts_on.year)
    found = []
    for year, pairs in ranked:
        ranks = [rank for rank, _ in pairs]
        found.append(
            Bracket(year, LEFT + COLUMN * ranks[0] + 5, LEFT + COLUMN * (ranks[-1] + 1) - 5)
        )
    return found


@dataclass(frozen=True)
class Point:
    x: int
    y: int
    step: Step


@dataclass(frozen=True)
class Growth:
    """A curve in a box of 520 by 300, its axes included."""

    points: list[Point]
    years: list[tuple[int, int]]  # x, year
    ticks: list[tuple[int, int]]  # y, people

    @property
    def line(self) -> str:
        return "M" + "L".join(f"{point.x} {point.y}" for point in self.points)

    @property
    def area(self) -> str:
        return f"{self.line}V{FLOOR}H{START}z"


START, END, FLOOR, CEILING = 40, 500, 250, 30


def growth(steps: list[Step], until: date) -> Growth | None:
    """The people welcomed in all, quarter after quarter, until the day of the figures."""
    if not steps:
        return None
    first = date(steps[0].on.year, 1, 1)
    whole = max((until - first).days, 1)
    step = round_step(steps[-1].total)
    top = step * -(-steps[-1].total // step)

    def across(day: date) -> int:
        return START + (END - START) * (day - first).days // whole

    def up(people: int) -> int:
        return FLOOR - (FLOOR - CEILING) * people // top

    shown = [Step(first, 0), *steps]
    if steps[-1].on < until:
        shown.append(Step(until, steps[-1].total))
    years = [date(year, 1, 1) for year in range(first.year, (until + timedelta(days=1)).year + 1)]
    return Growth(
        points=[Point(across(one.on), up(one.total), one) for one in shown],
        years=[(across(day), day.year) for day in years if day <= until],
        ticks=[(up(people), people) for people in range(0, top + 1, step)],
    )


def round_step(most: int) -> int:
    """A round distance between the lines of a chart that goes up to some number: four lines at most."""
    unit = 1
    while True:
        for factor in (1, 2, 4, 5):
            if unit * factor * 4 >= most:
                return unit * factor
        unit *= 10
