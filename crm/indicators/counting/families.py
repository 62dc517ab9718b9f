"""The families that came to live here. A household counts once, whatever its size."""

from __future__ import annotations

from datetime import date

from django.db.models import Exists, OuterRef

from crm.people.models import HouseholdMember
from crm.support.models import SETTLED, Settlement
from territory.models import Commune, Origin

from ..rules import Rules
from .figures import Figure, counted, number
from .people import who


def families(day: date, rules: Rules) -> list[Figure]:
    """Return I5 and what goes with it, from the last arrival of each household."""
    home = Commune.objects.of_the_territory()
    arrivals = (
        Settlement.objects.filter(
            state__in=SETTLED,
            move_in_on__gte=rules.settled_since,
            move_in_on__lte=day,
            commune__in=home,
        )
        .annotate(from_inside=Exists(home.filter(pk=OuterRef("origin_commune_id"))))
        .select_related("journey")
        .order_by("move_in_on", "pk")
    )
    came: dict[int, Settlement] = {}
    unknown: set[int] = set()
    adults = _adults(day)
    brought: dict[int, Settlement] = {}
    for arrival in arrivals:
        own = adults.get(arrival.household_id, set())
        if any(_split(arrival, brought[person]) for person in own & brought.keys()):
            continue
        outside = _from_outside(arrival)
        if outside:
            came[arrival.household_id] = arrival
            brought |= dict.fromkeys(own, arrival)
        elif outside is None:
            unknown.add(arrival.household_id)
    still = [pk for pk, arrival in came.items() if not _gone(arrival, day)]
    return [
        counted("I5", came, unknown=len(unknown - came.keys())),
        counted("I5_net", still),
        number("I5_adults", sum(arrival.adults for arrival in came.values())),
        number("I5_children", sum(arrival.children for arrival in came.values())),
        number("I5_schooled", sum(arrival.children_schooled for arrival in came.values())),
    ]


def _from_outside(arrival: Settlement) -> bool | None:
    """Tell whether a household came from outside; None when nobody knows."""
    if arrival.origin_commune_id is not None:
        return not arrival.from_inside  # type: ignore[attr-defined]
    origin = arrival.journey.origin if arrival.journey else Origin.UNKNOWN
    return None if origin == Origin.UNKNOWN else origin != Origin.TERRITORY


def _adults(day: date) -> dict[int, set[int]]:
    """Who lives or lived, by a day, in each household that settled."""
    settled = Settlement.objects.filter(state__in=SETTLED, move_in_on__lte=day)
    rows = HouseholdMember.objects.filter(
        person__isnull=False, starts_on__lte=day, household__in=settled.values("household")
    )
    found: dict[int, set[int]] = {}
    for household, person in rows.annotate(who=who()).order_by().values_list("household", "who"):
        found.setdefault(household, set()).add(person)
    return found


def _split(arrival: Settlement, earlier: Settlement) -> bool:
    """Tell whether somebody had come with another household that is still there: one came, not two."""
    return (
        earlier.household_id != arrival.household_id
        and arrival.move_in_on is not None
        and not _gone(earlier, arrival.move_in_on)
    )


def _gone(arrival: Settlement, day: date) -> bool:
    return arrival.departed_on is not None and arrival.departed_on <= day
