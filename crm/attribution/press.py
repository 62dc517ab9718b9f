"""What follows an article: acts week by week, with the articles on them, and the four weeks before and after each."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils import timezone

from news.models import Coverage

from .acts import AT_ONCE, Period, acts_in, midnight
from .masking import FEW, small
from .sources import Sources

WEEK = timedelta(days=7)
AROUND = timedelta(days=28)
MOST_WEEKS = 60
# The drawing: how wide it likes to be, the least and the most from a bar to the next, its margins, its height.
WIDE, NARROWEST, WIDEST = 900, 15, 34
LEFT, TOP, HIGH, FOOT = 34, 30, 200, 34
MARK = 11


@dataclass(frozen=True)
class Week:
    """acts: contacts, applications and Forum registrations of the seven days; articles: what appeared in them."""

    starts_on: date
    acts: int
    articles: list[Coverage]
    hidden: bool

    @property
    def told(self) -> str:
        return FEW if self.hidden else str(self.acts)


@dataclass(frozen=True)
class Bar:
    x: int
    y: int
    width: int
    height: int
    week: Week

    @property
    def mark(self) -> int:
        """Where the mark of its articles begins."""
        return self.x + (self.width - MARK) // 2


@dataclass(frozen=True)
class Chart:
    """ticks: y and number; months: x and first day."""

    bars: list[Bar]
    ticks: list[tuple[int, int]]
    months: list[tuple[int, date]]
    width: int
    height: int
    base: int

    @property
    def holds_back(self) -> bool:
        return any(bar.week.hidden for bar in self.bars)

    @property
    def right(self) -> int:
        return self.width - 4


@dataclass(frozen=True)
class Around:
    """An article: acts of the four weeks before its day and after it, and how many people name it."""

    article: Coverage
    before: str
    after: str
    named: str
    whole: bool


class Press:
    """The articles of a period beside what people did, in as few queries for ten articles as for one."""

    def __init__(self, period: Period, *, exact: bool, today: date) -> None:
        self.exact, self.today = exact, today
        monday = period.since - timedelta(days=period.since.weekday())
        least = period.until - WEEK * MOST_WEEKS
        while monday < least:
            monday += WEEK
        self.first = monday
        self.period = period
        wide = Period(min(period.since, monday) - AROUND, period.until + AROUND)
        acts = [act for act in acts_in(wide) if act.column in AT_ONCE]
        self.moments: list[datetime] = sorted(act.at for act in acts)
        self.articles = list(
            Coverage.objects.filter(published_on__gte=period.since, published_on__lte=period.until)
            .order_by("published_on", "pk")
        )  # fmt: skip
        self.sources = Sources([])

    def _between(self, start: date, end: date) -> int:
        """How many acts from one day until the one before another."""
        return bisect_left(self.moments, midnight(end)) - bisect_left(self.moments, midnight(start))

    def weeks(self) -> list[Week]:
        found, monday = [], self.first
        while monday <= self.period.until:
            after = monday + WEEK
            acts = self._between(monday, after)
            said = [one for one in self.articles if monday <= one.published_on < after]
            found.append(Week(monday, acts, said, not self.exact and small(acts)))
            monday = after
        return found

    def chart(self) -> Chart | None:
        weeks = self.weeks()
        if not any(week.acts or week.articles for week in weeks):
            return None
        step = round_step(max(week.acts for week in weeks))
        top = step * max(-(-max(week.acts for week in weeks) // step), 1)
        base = TOP + HIGH
        pitch = max(NARROWEST, min(WIDEST, WIDE // len(weeks)))
        bars = []
        for rank, week in enumerate(weeks):
            # What is withheld is drawn at one height, whatever it is.
            drawn = 1 if week.hidden else week.acts
            height = HIGH * drawn // top
            x = LEFT + pitch * rank
            bars.append(Bar(x, base - height, pitch - 5, height, week))
        months = [
            (bar.x, bar.week.starts_on)
            for before, bar in zip([None, *bars], bars, strict=False)
            if before is None or before.week.starts_on.month != bar.week.starts_on.month
        ]
        ticks = [(base - HIGH * n // top, n) for n in range(0, top + 1, step)]
        return Chart(bars, ticks, months, LEFT + pitch * len(bars) + 8, base + FOOT, base)

    def around(self) -> list[Around]:
        """The latest article first."""
        found = []
        for article in reversed(self.articles):
            day = article.published_on
            named = self.sources.who_named("coverage", article.pk)
            found.append(
                Around(
                    article,
                    self._told(self._between(day - AROUND, day)),
                    self._told(self._between(day, day + AROUND)),
                    self._told(named),
                    day + AROUND <= self.today,
                )
            )
        return found

    def _told(self, count: int) -> str:
        return FEW if not self.exact and small(count) else str(count)


def round_step(most: int) -> int:
    """A round distance between the lines of a drawing that goes up to some number: four lines at most."""
    unit = 1
    while True:
        for factor in (1, 2, 5):
            if unit * factor * 4 >= most:
                return unit * factor
        unit *= 10


def today() -> date:
    return timezone.localdate()
