"""The sessions of a course as the public reads them: one state, one word, at most one thing to do."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from editorial.plugins import TRAINING_SESSION, Availability, availability
from training.models.sessions import Session, SessionState


@dataclass(frozen=True)
class Line:
    """A session on a page.

    mark     announced, open, last, waiting, full, closed, underway, ended or cancelled
    answer   what the holders of the seats say, None when nobody counts them
    """

    session: Session
    state: SessionState
    mark: str
    label: str
    answer: Availability | None
    day: date

    @property
    def days_left(self) -> int:
        """Days left to apply, today included; 0 when applications are not open."""
        if self.state != SessionState.OPEN:
            return 0
        return (self.session.applications_close_on - self.day).days + 1


def is_heard(state: SessionState, answer: Availability) -> bool:
    """Seats are spoken of while one can apply, and a waiting list until the session begins."""
    return state == SessionState.OPEN or (
        state == SessionState.CLOSED and answer.state == "waiting"
    )


def line(session: Session, day: date, answer: Availability | None) -> Line:
    state = session.state_on(day)
    if answer and is_heard(state, answer):
        return Line(session, state, answer.state, answer.label, answer, day)
    return Line(session, state, state.value, str(state.label), None, day)


def lines(sessions: Iterable[Session], day: date) -> list[Line]:
    """Read a whole list, asking the holders of the seats once."""
    rows = list(sessions)
    answers = availability(TRAINING_SESSION, [row.pk for row in rows if row.starts_on > day])
    return [line(row, day, answers.get(row.pk)) for row in rows]


def reading_order(found: Line) -> tuple[int, date]:
    """What can still be joined comes first, then what runs, then what will not take place."""
    ranks = {SessionState.UNDERWAY: 1, SessionState.CANCELLED: 2}
    return ranks.get(found.state, 0), found.session.starts_on


def is_past(found: Line) -> bool:
    """Whether a line goes behind the disclosure: ended, or cancelled and its dates are over."""
    return found.session.ends_on < found.day


def next_line(found: Iterable[Line]) -> Line | None:
    """The session to put forward: the first one that can be joined, else the first one to come."""
    ahead = sorted(
        (one for one in found if one.session.starts_on > one.day and one.mark != "cancelled"),
        key=lambda one: one.session.starts_on,
    )
    joinable = [one for one in ahead if one.mark in ("open", "last")]
    waiting = [one for one in ahead if one.mark == "waiting"]
    return next(iter([*joinable, *waiting, *ahead]), None)
