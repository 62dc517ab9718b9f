"""How long from the first contact to the move. A family counts once; those still under way are not forgotten."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from django.db.models import Q

from crm.journeys.models import Journey, Track
from crm.people.models import HouseholdMember
from crm.support.models import SETTLED, Settlement
from territory.models import Commune

from ..counting.people import who
from ..days import moment_after
from .measures import Quartiles, kaplan_meier, middle, quartiles
from .spans import Span
from .stories import first_contacts

# The histogram goes by quarters of a year of 91 days; the last bar holds all that took longer.
STEP, BARS = 91, 12


@dataclass
class Delays:
    """Days from the first contact of a family to its move, or to the day of the reading.

    arrived     of the families that moved in
    under_way   of those that have an open journey of relocation and have not moved
    given_up    how many closed that journey without moving: they are in neither
    undated     how many moved in of whom no contact is known, or who were there before it
    """

    arrived: list[int] = field(default_factory=list)
    under_way: list[int] = field(default_factory=list)
    given_up: int = 0
    undated: int = 0

    @property
    def median(self) -> int | None:
        """Among those who arrived."""
        return middle(self.arrived)

    @property
    def spread(self) -> Quartiles | None:
        return quartiles(self.arrived)

    @property
    def expected(self) -> int | None:
        """The median of Kaplan and Meier, those under way included."""
        return kaplan_meier(self.arrived, self.under_way)

    @property
    def bars(self) -> list[int]:
        return _bars(self.arrived)

    @property
    def waiting_bars(self) -> list[int]:
        return _bars(self.under_way)


def _bars(days: list[int]) -> list[int]:
    counts = [0] * BARS
    for one in days:
        counts[min(one // STEP, BARS - 1)] += 1
    return counts


Family = tuple[str, int]


def delays(span: Span) -> Delays:
    """Count the families whose first contact lies in a period, as of its reading. Five queries."""
    contacts = first_contacts(span.seen)
    homes = _homes(span.seen)
    moved = _moved(span.seen)
    found = Delays()
    began: dict[int, date] = {}
    for person, household in homes:
        contact = contacts.get(person)
        if contact and contact < began.get(household, date.max):
            began[household] = contact
    for household, (lead, on) in moved.items():
        own = [day for day in (began.get(household), contacts.get(lead or 0)) if day]
        contact = min(own, default=None)
        if contact is None or contact > on:
            found.undated += contact is None or span.since <= contact <= span.end
        elif span.since <= contact <= span.end:
            found.arrived.append((on - contact).days)
    settled = {person for person, household in homes if household in moved}
    settled |= {person for person, _ in moved.values() if person}
    _relocating(found, span, contacts, settled, dict(homes), began)
    return found


def _moved(day: date) -> dict[int, tuple[int | None, date]]:
    """The first move of each household from outside, with the person of its journey."""
    home = Commune.objects.of_the_territory()
    rows = (
        Settlement.objects.filter(state__in=SETTLED, move_in_on__lte=day, commune__in=home)
        .exclude(origin_commune__in=home)
        .annotate(who=who("journey__person"))
        .order_by("-move_in_on", "-pk")
    )
    told = rows.values_list("household", "who", "move_in_on")
    return {household: (person, on) for household, person, on in told if on}


def _homes(day: date) -> list[tuple[int, int]]:
    """Who lives in which household."""
    rows = HouseholdMember.objects.filter(
        Q(ends_on__isnull=True) | Q(ends_on__gt=day), person__isnull=False, starts_on__lte=day
    )
    return list(rows.annotate(who=who()).order_by("pk").values_list("who", "household"))


def _relocating(
    found: Delays,
    span: Span,
    contacts: dict[int, date],
    settled: set[int],
    homes: dict[int, int],
    began: dict[int, date],
) -> None:
    """Add those who mean to come and have not, and count those who gave up; a household once."""
    after = moment_after(span.seen)
    rows = (
        Journey.objects.filter(track=Track.RELOCATION, opened_at__lt=after)
        .annotate(who=who())
        .order_by("opened_at")
        .values_list("who", "closed_at")
    )
    seen: dict[Family, tuple[date, bool]] = {}
    for person, closed_at in rows:
        if person in settled:
            continue
        home = homes.get(person)
        family: Family = ("home", home) if home else ("person", person)
        contact = min(contacts[person], began.get(home or 0, date.max))
        going_on = closed_at is None or closed_at >= after
        known = seen.get(family)
        seen[family] = (contact, going_on or bool(known and known[1]))
    for contact, going_on in seen.values():
        if not span.since <= contact <= span.end:
            continue
        if going_on:
            found.under_way.append((span.seen - contact).days)
        else:
            found.given_up += 1
