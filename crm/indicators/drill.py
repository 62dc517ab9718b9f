"""What stands behind a figure, for those who may read files: people, households, reviews, half-days, articles."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from itertools import groupby

from django.db.models import Count, Max, Min

from crm.applications.models import Application
from crm.people.models import HouseholdMember, Person
from crm.support.models import Review
from crm.workspaces.models import Presence
from news.models import Coverage
from telecentre.models import Space

from .counting.figures import Figure
from .definitions import DEFINITIONS, Definition

SHOWN_AT_MOST = 500
Ids = tuple[int, ...]


@dataclass(frozen=True)
class Line:
    """One thing that counts: whose files lead to it, and what it is."""

    people: list[Person] = field(default_factory=list)
    detail: str = ""


@dataclass(frozen=True)
class Behind:
    """lines: the first ones. more: how many others. nameless: those whose people were anonymised."""

    definition: Definition
    lines: list[Line]
    more: int
    nameless: int

    @property
    def people(self) -> list[Person]:
        return [person for line in self.lines for person in line.people]


def behind(figure: Figure) -> Behind | None:
    """Return what a figure counted, None when no row can be shown."""
    definition = DEFINITIONS[figure.code]
    read = KINDS.get(definition.counted)
    if read is None or not figure.ids:
        return None
    found = list(read(figure.ids))
    named = [line for line in found if line.people or definition.counted in NOBODYS]
    return Behind(
        definition,
        named[:SHOWN_AT_MOST],
        max(len(named) - SHOWN_AT_MOST, 0),
        len(found) - len(named),
    )


def _named(person: Person) -> list[Person]:
    return [] if person.anonymised_at else [person]


def _people(ids: Ids) -> Iterable[Line]:
    rows = Person.objects.filter(pk__in=ids).order_by("last_name", "first_name", "pk")
    return (Line(_named(person), f"n°\N{NO-BREAK SPACE}{person.file_number}") for person in rows)


def _applications(ids: Ids) -> Iterable[Line]:
    rows = Application.objects.filter(pk__in=ids).select_related("person").order_by("submitted_at")
    return (Line(_named(one.person), f"candidature du {one.submitted_at:%d/%m/%Y}") for one in rows)


def _households(ids: Ids) -> Iterable[Line]:
    """The adults of each, those who have left it included: what was counted is who came."""
    rows = HouseholdMember.objects.filter(household__in=ids, person__isnull=False)
    ordered = rows.select_related("person").order_by("household", "pk")
    for _, members in groupby(ordered, key=lambda member: member.household_id):
        people = [member.person for member in members if member.person]
        yield Line([person for person in people if not person.anonymised_at])


def _reviews(ids: Ids) -> Iterable[Line]:
    rows = Review.objects.filter(pk__in=ids).select_related("plan__person")
    for one in rows.order_by("due_on", "pk"):
        held = f", tenu le {one.held_at:%d/%m/%Y}" if one.held_at else ""
        yield Line(_named(one.plan.person), f"bilan prévu le {one.due_on:%d/%m/%Y}{held}")


def _half_days(ids: Ids) -> Iterable[Line]:
    rows = Presence.objects.filter(pk__in=ids).order_by().values("person")
    found = {
        row["person"]: row
        for row in rows.annotate(times=Count("pk"), first=Min("date"), last=Max("date"))
    }
    for person in Person.objects.filter(pk__in=found).order_by("last_name", "first_name", "pk"):
        row = found[person.pk]
        many = "s" if row["times"] > 1 else ""
        yield Line(
            _named(person),
            f"{row['times']} demi-journée{many}, du {row['first']:%d/%m/%Y} au {row['last']:%d/%m/%Y}",
        )


def _articles(ids: Ids) -> Iterable[Line]:
    rows = Coverage.objects.filter(pk__in=ids).order_by("published_on", "pk")
    return (Line([], f"{one}, {one.published_on:%d/%m/%Y}") for one in rows)


def _places(ids: Ids) -> Iterable[Line]:
    rows = Space.objects.filter(pk__in=ids).select_related("site")
    for one in rows.order_by("valid_from", "label"):
        many = "s" if one.seats > 1 else ""
        yield Line(
            [],
            f"{one.site.name}, {one.label}, {one.seats} place{many}, depuis le {one.valid_from:%d/%m/%Y}",
        )


KINDS: dict[str, Callable[[Ids], Iterable[Line]]] = {
    "person": _people,
    "application": _applications,
    "household": _households,
    "review": _reviews,
    "half_day": _half_days,
    "article": _articles,
    "place": _places,
}
# Where no file is behind.
NOBODYS = {"article", "place"}
