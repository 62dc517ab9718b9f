"""Where an application stands, and what its sender may do: what the follow-up page says."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from editorial.dates import day

from .appeal_time import last_day
from .follow import Followed
from .models import (
    APPLICATION_PATHS,
    Application,
    ApplicationState,
    Enrolment,
    EnrolmentState,
    SubmissionState,
)
from .queue import LATE_AFTER
from .situation_words import (
    NOTHING,
    OF_APPLICATIONS,
    OF_ENROLMENTS,
    OF_SUBMISSIONS,
    RECEIVED,
    Words,
)
from .waitlist.passed import (
    CONFIRM,
    DECLINE,
    REJOIN,
    WITHDRAW,
    PassedOffer,
    answer_day,
    passed_offer,
    rank_of,
)

__all__ = ["CONFIRM", "DECLINE", "REJOIN", "WITHDRAW", "Situation", "situation"]


@dataclass(frozen=True)
class Situation:
    """Where somebody stands.

    actions   what may be done from the page
    when      when what comes next is to be expected, "" when nothing says so
    until     the last day to answer an offer that runs, or ran
    too_late  what a page opened earlier may still ask for, and is answered with a sentence
    """

    label: str
    mark: str
    meaning: str
    expected: str
    next: str
    reason: str
    actions: frozenset[str]
    when: str = ""
    until: date | None = None
    too_late: frozenset[str] = frozenset()


def situation(followed: Followed, at: datetime | None = None) -> Situation:
    now = at or timezone.now()
    application, enrolment = followed.application, followed.enrolment
    left = passed_offer(application, enrolment, now)
    if left is not None:
        return _after_an_offer(left)
    label, mark, meaning, expected, then = _words(followed, application, enrolment)
    if application and (rank := rank_of(application)):
        then = f"{rank} {then}"
    refused = application is not None and application.state == ApplicationState.REFUSED
    return Situation(
        label,
        mark,
        meaning,
        expected,
        then,
        application.reason if application and refused else "",
        frozenset(_actions(followed)),
        _when(followed, label, now),
        answer_day(enrolment),
    )


def _after_an_offer(left: PassedOffer) -> Situation:
    label, mark, meaning, _, _ = OF_ENROLMENTS[left.ended]
    return Situation(
        label,
        mark,
        meaning,
        "" if left.actions else NOTHING,
        left.then,
        "",
        left.actions,
        until=left.until,
        too_late=left.too_late,
    )


def _words(
    followed: Followed, application: Application | None, enrolment: Enrolment | None
) -> Words:
    if application is None:
        return OF_SUBMISSIONS[followed.submission.state if followed.submission else ""]
    if enrolment and application.state == ApplicationState.ADMITTED:
        return OF_ENROLMENTS[enrolment.state]
    return OF_APPLICATIONS[application.state]


def _when(followed: Followed, label: str, at: datetime) -> str:
    session, sent = followed.session, followed.sent_at
    if label in {RECEIVED[0], OF_APPLICATIONS[ApplicationState.UNDER_REVIEW][0]} and sent:
        due = timezone.localdate(sent + LATE_AFTER)
        if due < timezone.localdate(at):
            return "C’est plus long que d’habitude : votre candidature n’est pas oubliée."
        return f"D’ordinaire, avant le {day(due)}."
    refused = followed.application.decided_at if followed.application else None
    if label == OF_APPLICATIONS[ApplicationState.REFUSED][0] and refused:
        until = last_day(refused)
        still = until >= timezone.localdate()
        return f"Vous pouvez contester cette décision jusqu’au {day(until)}." if still else ""
    if session is None or session.cancelled_on:
        return ""
    if label == OF_APPLICATIONS[ApplicationState.WAITLISTED][0]:
        return f"La liste d’attente vaut jusqu’au début de la session, le {day(session.starts_on)}."
    if label == OF_ENROLMENTS[EnrolmentState.CONFIRMED][0]:
        return f"La session commence le {day(session.starts_on)}."
    return ""


def _actions(followed: Followed) -> set[str]:
    if followed.application is None:
        to_review = followed.submission and followed.submission.state == SubmissionState.REVIEW
        return {WITHDRAW} if to_review else set()
    state = ApplicationState(followed.application.state)
    if state != ApplicationState.ADMITTED:
        leaves = ApplicationState.WITHDRAWN in APPLICATION_PATHS[state]
        return {WITHDRAW} if leaves else set()
    seat = followed.enrolment.state if followed.enrolment else ""
    if seat == EnrolmentState.OFFERED:
        return {CONFIRM, DECLINE}
    return {WITHDRAW} if seat == EnrolmentState.CONFIRMED else set()
