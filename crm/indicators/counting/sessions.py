"""Who came to training, from when, until when, and where the trainees of each session came from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q, Subquery

from crm.applications.models import Application, Attendance, Enrolment, Mode, ModuleResult, Roster
from crm.people.models import Person
from territory.models import EXOGENOUS, LOCAL, Origin
from training.models import Session

from ..days import moment_after, months_before
from ..rules import Rules
from .figures import Figure, SessionLine, number
from .people import SIGNED, who

READS = (Enrolment, Application, Person, Roster, Session, Attendance, ModuleResult)


@dataclass(frozen=True)
class Trained:
    """What the enrolments tell as of a day.

    welcomes  per person, the first half-day signed on site
    out       who left a training some months ago at least
    sessions  the sessions that somebody had started, oldest first
    """

    welcomes: dict[int, date]
    out: set[int]
    sessions: list[Started]


@dataclass(frozen=True)
class Started:
    """A session and those who started it: per person, the first origin that is known."""

    label: str
    starts_on: date
    ends_on: date
    origins: dict[int, str]

    def begin(self, person: int, origin: str) -> None:
        if self.origins.get(person, Origin.UNKNOWN) == Origin.UNKNOWN:
            self.origins[person] = origin

    def of(self, origins: Iterable[str]) -> list[int]:
        return [person for person, origin in self.origins.items() if origin in origins]


def trained(day: date, rules: Rules) -> Trained:
    """Read the enrolments once. A person counts once in each session."""
    signed = Attendance.objects.filter(SIGNED, enrolment=OuterRef("pk"), date__lte=day)
    on_site = signed.filter(mode=Mode.ON_SITE).order_by("date").values("date")[:1]
    handed_in = ModuleResult.objects.filter(
        enrolment=OuterRef("pk"), validated_at__lt=moment_after(day)
    )
    long_ago = Q(ended_on__lte=months_before(day, rules.recent_months))
    of = "roster__session"
    rows = (
        Enrolment.objects.annotate(
            who=who("application__person"), begun=Exists(signed) | Exists(handed_in)
        )
        .filter(Q(begun=True) | long_ago)
        .annotate(on_site=Subquery(on_site))
        .order_by(f"{of}__starts_on", of, "pk")
        .values_list(
            *("who", "begun", "on_site", "ended_on", "application__origin", f"{of}_id"),
            *(f"{of}__{name}" for name in ("label", "starts_on", "ends_on")),
        )
    )
    last_day = months_before(day, rules.recent_months)
    found = Trained({}, set(), [])
    sessions: dict[int, Started] = {}
    for person, begun, first, ended_on, origin, pk, label, starts_on, ends_on in rows:
        if ended_on is not None and ended_on <= last_day:
            found.out.add(person)
        if first is not None:
            found.welcomes[person] = min(first, found.welcomes.get(person, first))
        if begun:
            session = Started(label, starts_on, ends_on, {})
            sessions.setdefault(pk, session).begin(person, origin)
    found.sessions.extend(sessions.values())
    return found


def line(session: Started, day: date, rules: Rules) -> SessionLine:
    origins = Counter(session.origins.values())
    return SessionLine(
        label=session.label,
        starts_on=session.starts_on,
        ends_on=session.ends_on,
        ended=session.ends_on <= day,
        recent=months_before(day, rules.recent_months) < session.ends_on <= day,
        local=sum(origins[origin] for origin in LOCAL),
        exogenous=sum(origins[origin] for origin in EXOGENOUS),
        unknown=origins[Origin.UNKNOWN],
    )


def share(code: str, sessions: Iterable[Started]) -> Figure:
    """The weighted share of a series of sessions: people over people, never a mean of shares."""
    outside = [person for session in sessions for person in session.of(EXOGENOUS)]
    inside = sum(len(session.of(LOCAL)) for session in sessions)
    return number(
        code,
        len(outside),
        among=len(outside) + inside,
        unknown=sum(len(session.of([Origin.UNKNOWN])) for session in sessions),
        ids=tuple(sorted(set(outside))),
    )
