"""What the training knows of a session, as facts: modules, half-days, signatures, hours followed."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from crm.applications.attendance import hours_of
from crm.applications.attendance.progress import share_of
from crm.applications.calendar.programme import modules_of
from crm.applications.models import SEATED, Attendance, Enrolment, HalfDay, Mode, TaughtHalfDay
from training.models import Session

Row = dict[str, Any]
# What is announced while nobody has laid the calendar of a session.
HOURS = {HalfDay.MORNING: ("09:00", "12:30"), HalfDay.AFTERNOON: ("13:30", "17:00")}
WEEKEND = 5


def module_facts(session: Session) -> list[Row]:
    return [
        {"number": row.number, "title": row.title, "kind": row.kind, "hours": row.hours}
        for row in modules_of(session)
    ]


def half_day_facts(session: Session) -> list[Row]:
    """The half-days on site, in their order: those of the calendar, else those of the weeks."""
    rows = TaughtHalfDay.objects.standing().filter(session=session)
    planned = [_planned(row) for row in rows.select_related("trainer", "space")]
    return planned or _of_the_weeks(session)


def _planned(row: TaughtHalfDay) -> Row:
    return {
        "date": row.date.isoformat(),
        "half": row.half,
        "starts": f"{row.starts_at:%H:%M}",
        "ends": f"{row.ends_at:%H:%M}",
        "title": row.title,
        "trainer": row.trainer_name,
        "trainer_signed": f"signé le {_moment(row.signed_at)}" if row.signed_at else "",
    }


def _of_the_weeks(session: Session) -> list[Row]:
    days = (
        week.starts_on + timedelta(days=number)
        for week in session.weeks.all()
        for number in range((week.ends_on - week.starts_on).days + 1)
    )
    return [
        {
            "date": day.isoformat(), "half": half.value, "starts": HOURS[half][0],
            "ends": HOURS[half][1], "title": "", "trainer": "", "trainer_signed": "",
        }
        for day in days
        if day.weekday() < WEEKEND
        for half in HalfDay
    ]  # fmt: skip


def sheet_facts(session: Session, half_days: list[Row]) -> list[Row]:
    """A sheet a half-day: who should be there, and how each has signed, "" where it is still to do."""
    people = list(
        Enrolment.objects.filter(roster__session=session, state__in=SEATED)
        .select_related("application__person", "seat")
        .order_by("seat__number", "pk")
    )
    rows = Attendance.objects.filter(enrolment__in=people).prefetch_related("corrections")
    noted = {(row.enrolment_id, row.date.isoformat(), row.half): row for row in rows}
    return [half | {"people": [_line(row, half, noted) for row in people]} for half in half_days]


def _line(row: Enrolment, half: Row, noted: dict[Any, Attendance]) -> Row:
    found = noted.get((row.pk, half["date"], half["half"]))
    return {
        "seat": row.seat.number if row.seat else "",
        "name": str(row.application.person),
        "signed": _told(found) if found else "",
    }


def _told(row: Attendance) -> str:
    """What was noted, then what each correction makes of it: neither hides the other."""
    corrections = [
        f"corrigé le {_moment(one.at)} : {one.minutes_after} minutes au lieu de {one.minutes_before}"
        for one in row.corrections.all()
    ]
    return " ; ".join([_signature(row), *corrections])


def _signature(row: Attendance) -> str:
    if row.absence:
        return row.get_absence_display()
    if row.on_paper:
        return "signé sur papier"
    late = f", {row.late_minutes} minutes de retard" if row.late_minutes else ""
    if row.trainee_signed_at:
        return f"signé le {_moment(row.trainee_signed_at)}{late}"
    return f"présence notée, à signer{late}"


def _moment(when: datetime) -> str:
    return f"{timezone.localtime(when):%d/%m/%Y à %H:%M}"


def followed_facts(enrolment: Enrolment, modules: list[Row]) -> Row:
    """The hours that somebody followed, per module and per way of learning."""
    found = hours_of(enrolment)
    minutes = {mode: sum(row.minutes for row in found if row.mode == mode) for mode in Mode}
    numbered: dict[int, int] = {}
    for row in found:
        if row.number is not None:
            numbered[row.number] = numbered.get(row.number, 0) + row.minutes
    lines = [module | {"followed": _hours(numbered.get(module["number"], 0))} for module in modules]
    lines += [
        {"number": "", "title": row.title, "kind": row.mode, "hours": None, "followed": _hours(row.minutes)}
        for row in found
        if row.number is None
    ]  # fmt: skip
    whole = sum(minutes.values())
    return {
        "lines": lines,
        "followed_on_site": _hours(minutes[Mode.ON_SITE]),
        "followed_distance": _hours(minutes[Mode.DISTANCE]),
        "followed": _hours(whole),
        "share": share_of(0, whole, sum(module["hours"] for module in modules)),
    }


def _hours(minutes: int) -> float:
    return round(minutes / 60, 2)
