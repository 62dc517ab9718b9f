"""The yearly table of a training organisation: trainees and hours of a civil year, by fund and by situation."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from django.db.models import IntegerField, Sum
from django.db.models.functions import Coalesce, ExtractYear

from crm.applications.models import HOURS, MINUTES, Attendance, Enrolment, ModuleResult
from crm.funding.operations import operations_of
from crm.people.models import ProfessionalStatus

OWN = "Sans cofinancement européen"
UNKNOWN = "Situation non renseignée"


@dataclass
class Row:
    """People are counted once a row; minutes are those that were followed within the year."""

    label: str
    people: set[int] = field(default_factory=set)
    minutes: int = 0

    @property
    def trainees(self) -> int:
        return len(self.people)

    @property
    def hours(self) -> int:
        return round(self.minutes / 60)


@dataclass(frozen=True)
class Year:
    year: int
    whole: Row
    by_fund: list[Row]
    by_situation: list[Row]


def minutes_of(year: int) -> dict[int, int]:
    """Minutes followed within a civil year per enrolment id: presence on its day, a module when it was credited."""
    found: dict[int, int] = defaultdict(int)
    there = Attendance.objects.followed().filter(date__year=year).order_by()
    for pk, minutes in there.values_list("enrolment").annotate(told=Sum(MINUTES)):
        found[pk] += minutes or 0
    credited = ModuleResult.objects.credited().annotate(
        year=ExtractYear(Coalesce("validated_at", "handed_in_at"))
    )
    rows = credited.filter(year=year).order_by().values_list("enrolment")
    for pk, hours in rows.annotate(told=Sum(HOURS, output_field=IntegerField())):
        found[pk] += 60 * (hours or 0)
    return dict(found)


def table_of(year: int) -> Year:
    """Five queries, whatever the number of trainees."""
    minutes = minutes_of(year)
    rows = Enrolment.objects.filter(pk__in=minutes).values_list(
        "pk", "roster__session", "application__person", "application__status_at_entry"
    )
    told = list(rows)
    paid = operations_of({session for _, session, _, _ in told})
    situations = dict(ProfessionalStatus.choices)
    whole = Row("En tout")
    funds: dict[str, Row] = {}
    states: dict[str, Row] = {}
    for pk, session, person, status in told:
        operation = paid.get(session)
        fund = str(operation) if operation else OWN
        state = str(situations.get(status) or UNKNOWN).capitalize() if status else UNKNOWN
        for row in (
            whole,
            funds.setdefault(fund, Row(fund)),
            states.setdefault(state, Row(state)),
        ):
            row.people.add(person)
            row.minutes += minutes[pk]
    return Year(year, whole, _sorted(funds), _sorted(states))


def _sorted(rows: dict[str, Row]) -> list[Row]:
    return sorted(rows.values(), key=lambda row: (-row.minutes, row.label))


def years() -> list[int]:
    """The years in which somebody was there, the latest first."""
    return [day.year for day in Attendance.objects.dates("date", "year", order="DESC")]
