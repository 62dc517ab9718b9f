"""Visits and discovery days for the tests."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from django.utils import timezone

from crm.journeys.models import Journey
from crm.visits.discovery import DayPlan, Who, open_day
from crm.visits.models import DiscoveryDay, Visit, VisitState, VisitStop
from crm.visits.programme import Stop, add_stop
from crm.visits.services import Plan, Told, move_visit, plan_visit
from tests.crm.desk import journey_of

FIRST, LAST = date(2011, 6, 6), date(2011, 6, 8)
PREPARED = timezone.make_aware(datetime.combine(date(2011, 5, 2), time(10)))
HOME = timezone.make_aware(datetime.combine(date(2011, 6, 10), time(10)))


def planned(journey: Journey | None = None, **told: object) -> Visit:
    plan = {"starts_on": FIRST, "ends_on": LAST, "purpose": "Voir une école"} | told
    row = journey or journey_of(at=PREPARED)
    return plan_visit(row, Plan(**plan), by=None, at=PREPARED)  # type: ignore[arg-type]


def stop(begins: int = 9, ends: int = 10, day: date = FIRST, **told: object) -> Stop:
    known = {"kind": "school", "title": "L’école"} | told
    return Stop(date=day, starts_at=time(begins), ends_at=time(ends), **known)  # type: ignore[arg-type]


def stopped(visit: Visit, *args: int, **told: object) -> VisitStop:
    return add_stop(visit, stop(*args, **told), by=None, at=PREPARED)  # type: ignore[arg-type]


def confirmed(journey: Journey | None = None, **told: object) -> Visit:
    visit = planned(journey, **told)
    stopped(visit, day=visit.starts_on)
    return move_visit(visit, VisitState.CONFIRMED, by=None, at=PREPARED)


def done(journey: Journey | None = None, words: str = "", **told: object) -> Visit:
    visit = confirmed(journey, **told)
    after = timezone.make_aware(datetime.combine(visit.ends_on + timedelta(days=1), time(10)))
    return move_visit(visit, VisitState.DONE, Told(family_words=words), by=None, at=after)


def discovery(seats: int = 2, day: date = FIRST, **told: object) -> DiscoveryDay:
    known = {"title": "Une journée ici", "closes_on": day - timedelta(days=2)} | told
    return open_day(DayPlan(date=day, seats=seats, **known), by=None, at=PREPARED)  # type: ignore[arg-type]


def family(number: int = 0, **told: object) -> Who:
    return Who(**{"last_name": "Rey", "email": f"rey{number}@example.org"} | told)  # type: ignore[arg-type]
