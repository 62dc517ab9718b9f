"""Who came to live where, a year at a time: numbers alone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from crm.people.models import HouseholdMember
from territory.models import Commune

from .models import SETTLED, Settlement


@dataclass
class OfCommune:
    """households counts a family once, split or not; departed are those who left in the year."""

    commune: str
    households: int = 0
    adults: int = 0
    children: int = 0
    schooled: int = 0
    departed: int = 0

    @property
    def people(self) -> int:
        return self.adults + self.children


def years() -> list[int]:
    """The years in which somebody moved in, the latest first."""
    moved = Settlement.objects.filter(state__in=SETTLED).order_by()
    return [day.year for day in moved.dates("move_in_on", "year", order="DESC")]


def by_commune(year: int) -> list[OfCommune]:
    """Each commune of the territory, those where nobody came among them."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    communes = Commune.objects.of_the_territory().order_by("name")
    found = {one.pk: OfCommune(one.name) for one in communes}
    for row in arrivals(last):
        line = found.get(row.commune_id)
        if line is None:
            continue
        if row.move_in_on and row.move_in_on >= first:
            line.households += 1
            line.adults += row.adults
            line.children += row.children
            line.schooled += row.children_schooled
        if row.departed_on and first <= row.departed_on <= last:
            line.departed += 1
    return list(found.values())


def arrivals(day: date) -> list[Settlement]:
    """The first arrival of each family by a day: who left a household that is still here did not come again."""
    moved = Settlement.objects.filter(state__in=SETTLED, move_in_on__lte=day)
    adults = _adults()
    counted: list[Settlement] = []
    for row in moved.order_by("move_in_on", "pk"):
        own = adults.get(row.household_id, set())
        if not any(_same_family(row, own, earlier, adults) for earlier in counted):
            counted.append(row)
    return counted


def _same_family(
    row: Settlement, own: set[int], earlier: Settlement, adults: dict[int, set[int]]
) -> bool:
    if earlier.household_id == row.household_id:
        return True
    left = earlier.departed_on is not None and earlier.departed_on <= (row.move_in_on or date.max)
    return not left and bool(own & adults.get(earlier.household_id, set()))


def _adults() -> dict[int, set[int]]:
    """Who lives or lived in each household, by its id."""
    found: dict[int, set[int]] = {}
    rows = HouseholdMember.objects.filter(person__isnull=False).order_by()
    for household, person in rows.values_list("household", "person"):
        found.setdefault(household, set()).add(person)
    return found


def total(lines: list[OfCommune]) -> OfCommune:
    summed = OfCommune("En tout")
    for line in lines:
        summed.households += line.households
        summed.adults += line.adults
        summed.children += line.children
        summed.schooled += line.schooled
        summed.departed += line.departed
    return summed
