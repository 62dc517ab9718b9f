"""The families that came to live here. A household counts once, whatever its size."""

from __future__ import annotations

from datetime import date

from django.db.models import Exists, OuterRef

from crm.support.models import SETTLED, Settlement
from territory.models import Commune, Origin

from ..rules import Rules
from .figures import Figure, counted, number


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
    for arrival in arrivals:
        outside = _from_outside(arrival)
        if outside:
            came[arrival.household_id] = arrival
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


def _gone(arrival: Settlement, day: date) -> bool:
    return arrival.departed_on is not None and arrival.departed_on <= day
