"""Where an application stands, in the words that its sender reads on the follow-up page.

« À l’étude », « sur liste d’attente » and « refusée » are three different things and never mixed.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from .follow import Followed
from .models import (
    APPLICATION_PATHS,
    ApplicationState,
    EnrolmentState,
    SubmissionState,
)
from .waitlist.passed import (
    CONFIRM,
    DECLINE,
    REJOIN,
    WITHDRAW,
    answer_day,
    passed_offer,
    rank_of,
)

__all__ = ["CONFIRM", "DECLINE", "REJOIN", "WITHDRAW", "Situation", "situation"]

RECEIVED = (
    "Reçue",
    "announced",
    "Votre candidature est arrivée.",
    "Une personne de l’équipe va la mettre à l’étude. Vous n’avez rien à faire.",
)
WITHDRAWN = (
    "Retirée",
    "ended",
    "Votre candidature est retirée.",
    "Nous ne l’étudierons plus. Vous pouvez en envoyer une autre quand vous voudrez.",
)
# A state: its word, the mark of components/state.html, what it means, what comes next.
OF_APPLICATIONS: dict[str, tuple[str, str, str, str]] = {
    ApplicationState.SUBMITTED: RECEIVED,
    ApplicationState.UNDER_REVIEW: (
        "À l’étude",
        "underway",
        "L’équipe de formation étudie votre candidature.",
        "Nous vous écrirons dès que la décision sera prise. Vous n’avez rien à faire.",
    ),
    ApplicationState.WAITLISTED: (
        "Sur liste d’attente",
        "waiting",
        "Votre candidature est retenue, mais la session est complète.",
        "Si une place se libère, nous vous la proposerons par courriel. Vous n’avez rien à faire.",
    ),
    ApplicationState.POOLED: (
        "Reportée à une prochaine session",
        "closed",
        "Nous gardons votre candidature pour une prochaine session.",
        "Elle sera remise à l’étude sans que vous ayez à la refaire.",
    ),
    ApplicationState.REFUSED: (
        "Refusée",
        "cancelled",
        "Nous n’avons pas pu retenir votre candidature.",
        "Si la raison vous paraît tenir à un malentendu, appelez-nous.",
    ),
    ApplicationState.WITHDRAWN: WITHDRAWN,
}
OF_ENROLMENTS: dict[str, tuple[str, str, str, str]] = {
    EnrolmentState.OFFERED: (
        "Admise, une place vous est proposée",
        "open",
        "Votre candidature est retenue.",
        "Dites-nous si vous prenez cette place. Elle vous est réservée en attendant.",
    ),
    EnrolmentState.CONFIRMED: (
        "Admise, place confirmée",
        "open",
        "Votre place est réservée.",
        "Nous vous écrirons avant le début de la session.",
    ),
    EnrolmentState.STARTED: (
        "Formation en cours",
        "underway",
        "Vous suivez la formation.",
        "Parlez à l’équipe de formation de tout ce qui vous gêne.",
    ),
    EnrolmentState.COMPLETED: (
        "Formation suivie",
        "ended",
        "Vous avez suivi la formation jusqu’au bout.",
        "L’accompagnement prend le relais.",
    ),
    EnrolmentState.ABANDONED: (
        "Formation interrompue",
        "ended",
        "Votre formation s’est arrêtée avant la fin.",
        "Appelez-nous si vous souhaitez la reprendre.",
    ),
    EnrolmentState.DECLINED: (
        "Place déclinée",
        "ended",
        "Vous avez décliné la place proposée.",
        "Vous pouvez candidater à une autre session quand vous voudrez.",
    ),
    EnrolmentState.EXPIRED: (
        "Offre expirée",
        "ended",
        "La place proposée n’a pas été confirmée à temps\N{NO-BREAK SPACE}: elle ne vous est plus gardée.",
        "",
    ),
    EnrolmentState.WITHDRAWN: WITHDRAWN,
}
OF_SUBMISSIONS: dict[str, tuple[str, str, str, str]] = {
    SubmissionState.NEW: RECEIVED,
    SubmissionState.REVIEW: RECEIVED,
    SubmissionState.DISMISSED: (
        "Classée",
        "ended",
        "Cet envoi répétait une demande que nous suivons déjà, ou ne concernait pas nos formations.",
        "Pour toute question, appelez-nous.",
    ),
    SubmissionState.WITHDRAWN: WITHDRAWN,
}


@dataclass(frozen=True)
class Situation:
    """Where somebody stands.

    actions   what may be done from the page
    too_late  what a page opened earlier may still ask for, and is answered with a sentence
    until     the last day to answer an offer that runs, or ran
    """

    label: str
    mark: str
    meaning: str
    next: str
    reason: str
    actions: frozenset[str]
    until: date | None = None
    too_late: frozenset[str] = frozenset()


def situation(followed: Followed, at: datetime | None = None) -> Situation:
    reason = ""
    application, enrolment = followed.application, followed.enrolment
    left = passed_offer(application, enrolment, at or timezone.now())
    if left is not None:
        return Situation(
            *OF_ENROLMENTS[left.ended][:3], left.then, "", left.actions, left.until, left.too_late
        )
    if application is None:
        told = OF_SUBMISSIONS[followed.submission.state if followed.submission else ""]
    elif enrolment and application.state == ApplicationState.ADMITTED:
        told = OF_ENROLMENTS[enrolment.state]
    else:
        told = OF_APPLICATIONS[application.state]
        reason = application.reason if application.state == ApplicationState.REFUSED else ""
    label, mark, meaning, then = told
    if application and (rank := rank_of(application)):
        then = f"{rank} {then}"
    return Situation(
        label, mark, meaning, then, reason, frozenset(_actions(followed)), answer_day(enrolment)
    )


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
