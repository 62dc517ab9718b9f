"""The families that came to live here. A household counts once, whatever its size."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from django.db.models import Exists, OuterRef

from crm.journeys.models import Journey
from crm.people.models import Household, HouseholdMember, Person
from crm.support.models import SETTLED, Settlement
from territory.models import Commune, Origin, Territory

from ..rules import Rules
from .figures import Figure, counted, number
from .people import who

READS = (
    Settlement,
    Household,
    HouseholdMember,
    Person,
    Journey,
    Commune,
    Territory,
    Territory.communes.through,
)


@dataclass
class Arrival:
    """A household that moved in, and who lives or lived in it.

    outside  whether it came from outside; None when nobody knows
    """

    outside: bool | None
    household: int
    on: date
    departed_on: date | None
    adults: int
    children: int
    schooled: int
    people: set[int] = field(default_factory=set)

    def gone(self, day: date) -> bool:
        return self.departed_on is not None and self.departed_on <= day


def families(day: date, rules: Rules) -> list[Figure]:
    """Return I5 and what goes with it, from the last arrival of each household."""
    came: dict[int, Arrival] = {}
    unknown: set[int] = set()
    brought: dict[int, Arrival] = {}
    for arrival in arrivals(day, rules):
        if any(_split(arrival, brought[one]) for one in arrival.people & brought.keys()):
            continue
        if arrival.outside:
            came[arrival.household] = arrival
            brought |= dict.fromkeys(arrival.people, arrival)
        elif arrival.outside is None:
            unknown.add(arrival.household)
    still = [pk for pk, arrival in came.items() if not arrival.gone(day)]
    return [
        counted("I5", came, unknown=len(unknown - came.keys())),
        counted("I5_net", still, among=len(came)),
        number("I5_adults", sum(arrival.adults for arrival in came.values())),
        number("I5_children", sum(arrival.children for arrival in came.values())),
        number("I5_schooled", sum(arrival.schooled for arrival in came.values())),
    ]


def arrivals(day: date, rules: Rules) -> list[Arrival]:
    """The arrivals in the communes of the territory, oldest first, whose people are read along: one row each."""
    home = Commune.objects.of_the_territory()
    rows = (
        Settlement.objects.filter(
            state__in=SETTLED,
            move_in_on__gte=rules.settled_since,
            move_in_on__lte=day,
            commune__in=home,
        )
        .annotate(
            from_inside=Exists(home.filter(pk=OuterRef("origin_commune_id"))),
            who=who("household__members__person"),
        )
        .order_by("move_in_on", "pk")
        .values_list(
            *("pk", "who", "household__members__starts_on"),
            *("origin_commune", "from_inside", "journey__origin"),
            *("household", "move_in_on", "departed_on", "adults", "children", "children_schooled"),
        )
    )
    found: dict[int, Arrival] = {}
    for pk, person, since, commune, inside, origin, *told in rows:
        outside = _from_outside(commune, origin, inside=inside)
        arrival = found.setdefault(pk, Arrival(outside, *told))
        if person is not None and since <= day:
            arrival.people.add(person)
    return list(found.values())


def _from_outside(commune: str | None, origin: str | None, *, inside: bool) -> bool | None:
    """Tell whether a household came from outside; None when nobody knows."""
    if commune is not None:
        return not inside
    if origin in {None, Origin.UNKNOWN}:
        return None
    return origin != Origin.TERRITORY


def _split(arrival: Arrival, earlier: Arrival) -> bool:
    """Tell whether somebody had come with another household that is still there: one came, not two."""
    return earlier.household != arrival.household and not earlier.gone(arrival.on)
