"""Where people come from, and where families settle."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from django.db.models import QuerySet
from django.db.models.functions import Coalesce

from crm.applications.models import Application
from crm.journeys.models import Journey
from crm.people.models import Person
from crm.support.models import SETTLED, Settlement
from territory.models import Commune, Origin

from ..counting.people import who
from ..days import first_moment, moment_after
from .spans import Span

UNKNOWN = ""


@dataclass
class Origins:
    """People by what was frozen when they came, as of a day.

    kinds         people by Origin, the unknown among them
    departments   by department, of the region and of the rest of the country; UNKNOWN when the commune is not kept
    communes      by name, of the territory; countries: by code, of abroad; UNKNOWN likewise
    """

    kinds: Counter[str] = field(default_factory=Counter)
    places: dict[str, Counter[str]] = field(default_factory=dict)

    @property
    def people(self) -> int:
        return self.kinds.total()

    @property
    def departments(self) -> Counter[str]:
        """People by department, the territory's among them, wherever it is known."""
        found: Counter[str] = Counter()
        for kind in (Origin.REGION, Origin.COUNTRY):
            found.update(self.places.get(kind, {}))
        found.pop(UNKNOWN, None)
        return found


def contacts(span: Span) -> Origins:
    """People whose first contact lies in a period, by the origin of their first journey."""
    rows = Journey.objects.filter(opened_at__lt=moment_after(span.end)).order_by("-opened_at")
    return _read(rows, "opened_at", span)


def applicants(span: Span) -> Origins:
    """People whose first application lies in a period, by the origin that it froze."""
    rows = Application.objects.sent().filter(submitted_at__lt=moment_after(span.end))
    return _read(rows.order_by("-submitted_at"), "submitted_at", span)


def _read(rows: QuerySet[Any], moment: str, span: Span) -> Origins:
    """The latest first: what stays of each person is their first row. Two queries."""
    since = first_moment(span.since)
    named = rows.annotate(who=who()).values_list(
        "who", moment, "origin", "origin_commune__department", "origin_commune__name"
    )
    first = {person: told for person, *told in named}
    kept = {person: told[1:] for person, told in first.items() if told[0] >= since}
    abroad = [person for person, told in kept.items() if told[0] == Origin.ABROAD]
    countries = _countries(abroad)
    found = Origins()
    for person, (origin, department, commune) in kept.items():
        found.kinds[origin] += 1
        place = {Origin.TERRITORY: commune, Origin.ABROAD: countries.get(person)}
        where = place.get(origin, department) or UNKNOWN
        found.places.setdefault(origin, Counter())[where] += 1
    return found


def _countries(people: list[int]) -> dict[int, str]:
    """The country of those who live abroad, by person: read in one go, whatever their number."""
    if not people:
        return {}
    rows = Person.objects.exclude(country__in=["", "FR"]).order_by()
    kept = rows.annotate(stayed=Coalesce("merged_into_id", "pk")).values_list("stayed", "country")
    return dict(kept)


@dataclass
class Arrivals:
    """Families from outside that moved in during a period: by INSEE code of where to, and by department of where from.

    names   of the communes by code; what is left by nobody knows from where is UNKNOWN
    """

    communes: Counter[str]
    names: dict[str, str]
    left: Counter[str]

    @property
    def families(self) -> int:
        return self.communes.total()


def arrivals(span: Span) -> Arrivals:
    """Households by the commune of their last move of the period; those who came from inside are none. One query."""
    home = Commune.objects.of_the_territory()
    rows = (
        Settlement.objects.filter(
            state__in=SETTLED,
            move_in_on__gte=span.since,
            move_in_on__lte=span.end,
            commune__in=home,
        )
        .exclude(origin_commune__in=home)
        .order_by("move_in_on", "pk")
    )
    told = rows.values_list("household", "commune", "commune__name", "origin_commune__department")
    last = {household: rest for household, *rest in told}
    return Arrivals(
        Counter(commune for commune, _, _ in last.values()),
        {commune: name for commune, name, _ in last.values()},
        Counter(department or UNKNOWN for _, _, department in last.values()),
    )
