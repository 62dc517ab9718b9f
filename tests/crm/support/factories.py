"""A plan and its days, in a few words."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from crm.people.models import Person
from crm.support.models import PlanBasis, SupportPlan
from crm.support.plans import open_plan
from tests.crm.factories import make_person

PARIS = ZoneInfo("Europe/Paris")
START = date(2009, 2, 2)


def on(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 12, tzinfo=PARIS)


def plan_of(
    person: Person | None = None, start: date = START, *, referent: object = None
) -> SupportPlan:
    return open_plan(
        person or make_person(),
        PlanBasis.TRAINED,
        start,
        referent=referent,
        at=on(start),  # type: ignore[arg-type]
    )
