"""What the training knows of a session, as facts: modules, half-days, signatures, hours followed."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.db.models import Sum
from django.utils import timezone

from crm.applications.models import SEATED, Attendance, Enrolment, HalfDay, ModuleResult
from crm.applications.progress import share_of
from training.models import Module, ModuleKind, Session

Row = dict[str, Any]
HOURS = {HalfDay.MORNING: ("09:00", "12:30"), HalfDay.AFTERNOON: ("13:30", "17:00")}


def modules_of(session: Session) -> list[Row]:
    rows = Module.objects.filter(course=session.course_id)
    return [
        {"number": row.number, "title": row.title, "kind": row.kind, "hours": row.hours}
        for row in rows
    ]


def half_days_of(session: Session) -> list[Row]:
    """The half-days on site, in their order."""
    days = (
        week.starts_on + timedelta(days=number)
        for week in session.weeks.all()
        for number in range((week.ends_on - week.starts_on).days + 1)
    )
    return [
        {
            "date": day.isoformat(),
            "half": half.value,
            "starts": HOURS[half][0],
            "ends": HOURS[half][1],
            "title": "",
            "trainer": "",
            "place": session.place,
        }
        for day in days
        if day.weekday() < 5
        for half in HalfDay
    ]


def sheets_of(session: Session, half_days: list[Row]) -> list[Row]:
    """A sheet a half-day: who should be there, and how each has signed, "" where it is still to do."""
    people = list(
        Enrolment.objects.filter(roster__session=session, state__in=SEATED)
        .select_related("application__person", "seat")
        .order_by("seat__number", "pk")
    )
    signed = {
        (row.enrolment_id, row.date.isoformat(), row.half): row
        for row in Attendance.objects.filter(enrolment__in=people)
    }
    return [half_day | {"people": [_line(row, half_day, signed) for row in people]} for half_day in half_days]


def _line(row: Enrolment, half_day: Row, signed: dict[Any, Attendance]) -> Row:
    found = signed.get((row.pk, half_day["date"], half_day["half"]))
    return {
        "seat": row.seat.number if row.seat else "",
        "name": str(row.application.person),
        "signed": _how(found) if found else "",
    }


def _how(row: Attendance) -> str:
    if row.on_paper:
        return "signé sur papier"
    when = timezone.localtime(row.trainee_signed_at) if row.trainee_signed_at else None
    return f"signé le {when:%d/%m/%Y à %H:%M}" if when else ""


def followed_by(enrolment: Enrolment, modules: list[Row]) -> Row:
    """The hours that somebody followed, per module and per way of learning."""
    credited = dict(
        ModuleResult.objects.filter(enrolment=enrolment).values_list(
            "module__number", "hours_credited"
        )
    )
    minutes = (
        Attendance.objects.filter(enrolment=enrolment).aggregate(told=Sum("minutes"))["told"] or 0
    )
    on_site = minutes / 60
    distance = sum(credited.values())
    lines = [
        row | {"followed": credited.get(row["number"], 0)}
        for row in modules
        if row["kind"] == ModuleKind.DISTANCE
    ]
    total = sum(row["hours"] for row in modules)
    return {
        "lines": lines,
        "followed_on_site": round(on_site, 1),
        "followed_distance": distance,
        "followed": round(on_site + distance, 1),
        "share": share_of(distance, minutes, total),
    }


def as_date(text: str) -> date:
    return date.fromisoformat(text)
