"""Where an application stands, in the words that its sender reads on the follow-up page.

« À l’étude », « sur liste d’attente » and « refusée » are three different things and never mixed.
"""

from __future__ import annotations

from dataclasses import dataclass

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

CONFIRM, DECLINE, WITHDRAW = "confirmer", "decliner", "retirer"

# A state in the words of its page: its name, the mark of components/state.html, what it means, what
# is expected of you now, what comes next. Dates are added by `_when`.
Words = tuple[str, str, str, str, str]
NOTHING = "Vous n’avez rien à faire."

RECEIVED: Words = (
    "Reçue",
    "announced",
    "Votre candidature est arrivée.",
    NOTHING,
    "Une personne de l’équipe va la mettre à l’étude.",
)
WITHDRAWN: Words = (
    "Retirée",
    "ended",
    "Votre candidature est retirée.",
    NOTHING,
    "Nous ne l’étudierons plus. Vous pouvez en envoyer une autre quand vous voudrez.",
)
OF_APPLICATIONS: dict[str, Words] = {
    ApplicationState.SUBMITTED: RECEIVED,
    ApplicationState.UNDER_REVIEW: (
        "À l’étude",
        "underway",
        "L’équipe de formation étudie votre candidature. Rien n’est encore décidé.",
        f"{NOTHING} Une pièce ou une précision à ajouter ? Cette page le permet.",
        "Nous vous écrirons dès que la décision sera prise.",
    ),
    ApplicationState.WAITLISTED: (
        "Sur liste d’attente",
        "waiting",
        "Votre candidature est retenue, mais toutes les places de la session sont prises.",
        f"{NOTHING} Si vous ne souhaitez plus de place, retirez votre candidature.",
        "Si une place se libère, nous vous la proposerons par courriel.",
    ),
    ApplicationState.POOLED: (
        "Reportée à une prochaine session",
        "closed",
        "Nous gardons votre candidature pour une prochaine session.",
        NOTHING,
        "Elle sera remise à l’étude sans que vous ayez à la refaire, et nous vous écrirons alors.",
    ),
    ApplicationState.REFUSED: (
        "Refusée",
        "cancelled",
        "Nous n’avons pas pu retenir votre candidature.",
        "Lisez le motif ci-dessous.",
        "Si la raison vous paraît tenir à un malentendu, écrivez-nous ou appelez-nous.",
    ),
    ApplicationState.WITHDRAWN: WITHDRAWN,
}
OF_ENROLMENTS: dict[str, Words] = {
    EnrolmentState.OFFERED: (
        "Admise, une place vous est proposée",
        "open",
        "Votre candidature est retenue.",
        "Dites-nous si vous prenez cette place.",
        "Elle vous est réservée en attendant votre réponse.",
    ),
    EnrolmentState.CONFIRMED: (
        "Admise, place confirmée",
        "open",
        "Votre place est réservée.",
        NOTHING,
        "Nous vous écrirons avant le début de la session.",
    ),
    EnrolmentState.STARTED: (
        "Formation en cours",
        "underway",
        "Vous suivez la formation.",
        "Parlez à l’équipe de formation de tout ce qui vous gêne.",
        "L’accompagnement prendra le relais à la fin.",
    ),
    EnrolmentState.COMPLETED: (
        "Formation suivie",
        "ended",
        "Vous avez suivi la formation jusqu’au bout.",
        NOTHING,
        "L’accompagnement prend le relais.",
    ),
    EnrolmentState.ABANDONED: (
        "Formation interrompue",
        "ended",
        "Votre formation s’est arrêtée avant la fin.",
        NOTHING,
        "Appelez-nous si vous souhaitez la reprendre.",
    ),
    EnrolmentState.DECLINED: (
        "Place déclinée",
        "ended",
        "Vous avez décliné la place proposée.",
        NOTHING,
        "Vous pouvez candidater à une autre session quand vous voudrez.",
    ),
    EnrolmentState.EXPIRED: (
        "Offre expirée",
        "ended",
        "La place proposée n’a pas été confirmée à temps.",
        NOTHING,
        "Appelez-nous si elle vous intéresse encore.",
    ),
    EnrolmentState.WITHDRAWN: WITHDRAWN,
}
OF_SUBMISSIONS: dict[str, Words] = {
    SubmissionState.NEW: RECEIVED,
    SubmissionState.REVIEW: RECEIVED,
    SubmissionState.DISMISSED: (
        "Classée",
        "ended",
        "Cet envoi répétait une demande que nous suivons déjà, ou ne concernait pas nos formations.",
        NOTHING,
        "Pour toute question, appelez-nous.",
    ),
    SubmissionState.WITHDRAWN: WITHDRAWN,
}


@dataclass(frozen=True)
class Situation:
    label: str
    mark: str
    meaning: str
    expected: str
    next: str
    reason: str
    actions: frozenset[str]
    when: str = ""


def situation(followed: Followed) -> Situation:
    reason = ""
    application, enrolment = followed.application, followed.enrolment
    if application is None:
        told = OF_SUBMISSIONS[followed.submission.state if followed.submission else ""]
    elif enrolment and _seat_tells_more(application, enrolment):
        told = OF_ENROLMENTS[enrolment.state]
    else:
        told = OF_APPLICATIONS[application.state]
        reason = application.reason if application.state == ApplicationState.REFUSED else ""
    return Situation(*told, reason, frozenset(_actions(followed)), _when(followed, told[0]))


def _when(followed: Followed, label: str) -> str:
    """When what comes next is to be expected, "" when nothing says so."""
    session, sent = followed.session, followed.sent_at
    if label in {RECEIVED[0], OF_APPLICATIONS[ApplicationState.UNDER_REVIEW][0]} and sent:
        due = timezone.localdate(sent + LATE_AFTER)
        if due < timezone.localdate():
            return "C’est plus long que d’habitude : votre candidature n’est pas oubliée."
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


def _seat_tells_more(application: Application, enrolment: Enrolment) -> bool:
    if application.state == ApplicationState.WITHDRAWN:
        return enrolment.state in {EnrolmentState.DECLINED, EnrolmentState.EXPIRED}
    return application.state == ApplicationState.ADMITTED


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
