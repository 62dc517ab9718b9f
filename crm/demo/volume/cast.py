"""Who the people are, before anything is written: names, places, and the day on which each file opened."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils import timezone

from crm.people.names import name_key
from territory.models import Commune, Origin
from territory.origin import origin_of

from ..days import at_hour
from ..people import Crowd
from .sizes import IN_A_SESSION, SEATS, SEED, Lot, Sizes

# Days between the opening of a file and today, by lot: the fewest and the most.
AGES = {
    Lot.CONTACT: (0, 200),
    Lot.QUALIFIED: (20, 400),
    Lot.APPLICANT: (20, 100),
    Lot.SETTLING: (60, 500),
    Lot.SETTLED: (90, 600),
    Lot.PASSING: (30, 2900),
}
# Sessions of each lot: how many days ago the latest one began, and the span over which they are spread.
BEGAN = {
    Lot.TRAINEE: (10, 120),
    Lot.TRAINED: (200, 400),
    Lot.ALUMNUS: (950, 1800),
    Lot.TURNED_AWAY: (950, 1800),
}
# Days from the first day of the session to the end of the journey.
ENDS = {Lot.ALUMNUS: 900, Lot.TURNED_AWAY: -10}
TWO_NAMES, PARTICLE = 0.35, 0.1


@dataclass(slots=True)
class Actor:
    """Somebody of the volume: what is drawn, then the primary keys of what was written.

    session_starts_on   first day of the session that they applied to
    group               its number among the sessions of their lot
    entered_at          when they came to the stage at which they are
    """

    lot: Lot
    opened_at: datetime
    madam: bool
    first_name: str
    last_name: str
    commune: Commune | None
    country: str
    origin: Origin
    session_starts_on: date | None
    group: int
    entered_at: datetime
    rank: int = 0
    person: int = 0
    household: int = 0
    journey: int = 0

    @property
    def word(self) -> str:
        return name_key(self.first_name, self.last_name).replace(" ", ".")


class Cast:
    """Draws everybody. The same seed, sizes and day give the same people."""

    def __init__(self, at: datetime) -> None:
        self.at = at
        self.today = timezone.localdate(at)
        self.crowd = Crowd(SEED, self.today.year)
        self.chance = self.crowd.chance
        self.origins: dict[str, Origin] = {}
        self.met: Counter[Lot] = Counter()

    def draw(self, sizes: Sizes) -> list[Actor]:
        """Everybody, in the order in which their files opened."""
        actors = [self._actor(lot) for lot in sizes.lots()]
        actors.sort(key=lambda actor: actor.opened_at)
        for rank, actor in enumerate(actors):
            actor.rank = rank
        return actors

    def _actor(self, lot: Lot) -> Actor:
        group, starts_on = self._session(lot)
        opened_at = self._opened(lot, starts_on)
        commune, country = (
            self.crowd.local() if self.chance.random() < 0.35 else self.crowd.outsider()
        )
        madam = self.chance.random() < 0.55
        return Actor(
            lot=lot,
            opened_at=opened_at,
            madam=madam,
            first_name=self.chance.choice(self.crowd.words["madam" if madam else "sir"]),
            last_name=self._last_name(),
            commune=commune,
            country=country,
            origin=self._origin(commune, country),
            session_starts_on=starts_on,
            group=group,
            entered_at=self._entered(lot, starts_on, opened_at),
        )

    def _session(self, lot: Lot) -> tuple[int, date | None]:
        """The session that somebody applies to: as many as there are seats share one."""
        if lot not in IN_A_SESSION:
            return 0, None
        group, (latest, span) = self.met[lot] // SEATS, BEGAN[lot]
        self.met[lot] += 1
        return group, self.today - timedelta(days=latest + group * 7 % span)

    def _opened(self, lot: Lot, starts_on: date | None) -> datetime:
        if starts_on is not None:
            day = starts_on - timedelta(days=self.chance.randint(30, 110))
        else:
            day = self.today - timedelta(days=self.chance.randint(*AGES[lot]))
        return min(at_hour(day, 9, self.chance.randint(0, 59)), self.at)

    def _entered(self, lot: Lot, starts_on: date | None, opened_at: datetime) -> datetime:
        """The end of support for the former trainees, the decision for those turned away."""
        if starts_on is not None and lot in ENDS:
            return at_hour(starts_on + timedelta(days=ENDS[lot]))
        return self.after(opened_at, 60)

    def ago(self, most: int, least: int = 0) -> datetime:
        """A moment some days ago, never after the loading."""
        day = self.today - timedelta(days=self.chance.randint(least, most))
        return min(at_hour(day, self.chance.randint(9, 17)), self.at)

    def after(self, moment: datetime, days: int) -> datetime:
        """A moment some days at most after another, never after the loading."""
        return min(moment + timedelta(days=self.chance.randint(0, days), hours=1), self.at)

    def _last_name(self) -> str:
        names = self.crowd.words["last"]
        name, drawn = self.chance.choice(names), self.chance.random()
        if drawn < TWO_NAMES:
            return f"{name}-{self.chance.choice(names)}"
        return f"de {name}" if drawn < TWO_NAMES + PARTICLE else name

    def _origin(self, commune: Commune | None, country: str) -> Origin:
        key = commune.pk if commune else country
        if key not in self.origins:
            self.origins[key] = origin_of(commune, country)
        return self.origins[key]
