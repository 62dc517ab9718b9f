"""The sessions of courses as things that take place: for the agenda and for calendar files."""

from __future__ import annotations

from datetime import date, timedelta

from django.urls import reverse

from editorial.happenings import Happening, Standing
from training.listing import Line
from training.models.sessions import Session, SessionState

KIND = "Formation"
DAY = timedelta(days=1)


def of_session(session: Session, title: str, address: str, day: date, label: str = "") -> Happening:
    """A whole session. `address` is that of the page of its course, "" when nobody can read it."""
    state = session.state_on(day)
    cancelled = state == SessionState.CANCELLED
    return Happening(
        uid=f"session-{session.uuid}",
        starts=session.starts_on,
        ends=session.ends_on + DAY,
        title=f"{title}, session {session.label}",
        kind=KIND,
        place=session.place,
        text=session.cancel_reason,
        path=f"{address}sessions/{session.slug}/" if address else "",
        editor=reverse("sessions:edit", args=[session.pk]),
        label=label or str(state.label),
        standing=Standing.CANCELLED if cancelled else Standing.CONFIRMED,
        modified=session.updated_at,
    )


def in_calendar(line: Line, title: str, address: str) -> list[Happening]:
    """A session in a calendar file: from end to end, then each week when one must be there."""
    whole = of_session(line.session, title, address, line.day, line.label)
    weeks = [
        Happening(
            uid=f"{whole.uid}-semaine-{week.pk}",
            starts=week.starts_on,
            ends=week.ends_on + DAY,
            title=f"{title}, sur place",
            kind=KIND,
            place=whole.place,
            text=whole.text,
            path=whole.path,
            label=whole.label,
            standing=whole.standing,
            modified=whole.modified,
        )
        for week in line.session.weeks.all()
        if (week.starts_on, week.ends_on) != (line.session.starts_on, line.session.ends_on)
    ]
    return [whole, *weeks]
