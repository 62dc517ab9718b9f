"""What comes next, sessions and Forum together, read like a station board."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Model, QuerySet

from editorial.dates import day as in_words
from editorial.plugins import FORUM_EDITION, TRAINING_SESSION, Availability, availability
from forum.models import Edition, EditionState
from training.models import Session, SessionState

SHOWN = 5


@dataclass(frozen=True)
class Departure:
    """A line of the board. `answer` is what those who hold the seats say, None when nobody does."""

    starts_on: date
    ends_on: date | None
    title: str
    text: str
    url: str
    state: str
    label: str
    answer: Availability | None


def next_departures(day: date, shown: int = SHOWN) -> list[Departure]:
    """The next dates to come, soonest first, the next Forum always among them.

    The holders of seats are asked once a kind.
    """
    sessions = list(Session.objects.standing().to_come(day).select_related("course__page")[:shown])
    editions = list(editions_to_come(day)[:shown])
    seats = availability(TRAINING_SESSION, [session.pk for session in sessions])
    places = availability(FORUM_EDITION, [edition.pk for edition in editions])
    courses = [of_session(session, day, seats.get(session.pk)) for session in sessions]
    forums = [of_edition(edition, day, places.get(edition.pk)) for edition in editions]
    found = sorted([*courses, *forums], key=lambda departure: departure.starts_on)[:shown]
    if forums and forums[0] not in found:
        found[-1] = forums[0]
    return found


def editions_to_come(day: date) -> QuerySet[Edition]:
    standing = Edition.objects.filter(cancelled_on__isnull=True)
    return standing.to_come(day).select_related("page")


def of_session(session: Session, day: date, answer: Availability | None) -> Departure:
    state = session.state_on(day)
    closing = f"Candidatures jusqu’au {in_words(session.applications_close_on)}."
    opening = f"Candidatures à partir du {in_words(session.applications_open_on)}."
    told = {SessionState.OPEN: closing, SessionState.ANNOUNCED: opening}.get(state, "")
    return Departure(
        session.starts_on,
        None,
        session.course.title,
        f"Session {session.label}. {told}".strip(),
        address(session.course),
        state.value,
        state.label,
        answer if state == SessionState.OPEN else None,
    )


def of_edition(edition: Edition, day: date, answer: Availability | None) -> Departure:
    state = edition.state_on(day)
    return Departure(
        edition.starts_on,
        edition.ends_on,
        edition.title,
        edition.reason or edition.place,
        address(edition),
        "cancelled" if state == EditionState.POSTPONED else state.value,
        state.label,
        answer if state == EditionState.OPEN else None,
    )


def address(row: Model) -> str:
    """The address of the live page that tells the public about a row, "" when there is none."""
    page = getattr(row, "page", None)
    return (page.url or "") if page and page.live else ""
