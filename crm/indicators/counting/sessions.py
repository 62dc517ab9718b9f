"""Where the trainees of each session came from."""

from __future__ import annotations

from collections import Counter
from datetime import date

from django.db.models import Exists, OuterRef, Q

from crm.applications.models import Attendance, Enrolment, ModuleResult
from territory.models import EXOGENOUS, LOCAL, Origin

from ..days import moment_after, months_before
from ..rules import Rules
from .figures import Figure, SessionLine, number
from .people import SIGNED, who


def session_lines(day: date, rules: Rules) -> list[SessionLine]:
    """Return the sessions that somebody had started, oldest first. A person counts once in each."""
    begun = Exists(Attendance.objects.filter(SIGNED, enrolment=OuterRef("pk"), date__lte=day))
    handed_in = Exists(
        ModuleResult.objects.filter(enrolment=OuterRef("pk"), validated_at__lt=moment_after(day))
    )
    rows = (
        Enrolment.objects.filter(Q(begun) | Q(handed_in))
        .annotate(who=who("application__person"))
        .order_by("roster__session__starts_on", "roster__session_id", "pk")
        .values_list(
            "roster__session_id",
            "roster__session__label",
            "roster__session__starts_on",
            "roster__session__ends_on",
            "who",
            "application__origin",
        )
    )
    sessions: dict[int, tuple[str, date, date]] = {}
    origins: dict[int, dict[int, str]] = {}
    for session, label, starts_on, ends_on, person, origin in rows:
        sessions[session] = (label, starts_on, ends_on)
        known = origins.setdefault(session, {})
        if known.get(person, Origin.UNKNOWN) == Origin.UNKNOWN:
            known[person] = origin
    recently = months_before(day, rules.recent_months)
    return [
        _line(*sessions[session], Counter(found.values()), day, recently)
        for session, found in origins.items()
    ]


def _line(
    label: str, starts_on: date, ends_on: date, origins: Counter[str], day: date, recently: date
) -> SessionLine:
    return SessionLine(
        label=label,
        starts_on=starts_on,
        ends_on=ends_on,
        ended=ends_on <= day,
        recent=recently < ends_on <= day,
        local=sum(origins[origin] for origin in LOCAL),
        exogenous=sum(origins[origin] for origin in EXOGENOUS),
        unknown=origins[Origin.UNKNOWN],
    )


def share(code: str, lines: list[SessionLine]) -> Figure:
    """The weighted share of a series of sessions: people over people, never a mean of shares."""
    outside = sum(line.exogenous for line in lines)
    return number(
        code,
        outside,
        among=outside + sum(line.local for line in lines),
        unknown=sum(line.unknown for line in lines),
    )
