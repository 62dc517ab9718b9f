"""What the follow-up page says of an offer: until when it runs, and what is left once it has passed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from crm.applications.models import Application, ApplicationState, Enrolment, EnrolmentState
from crm.applications.rules import LET_PASS
from crm.waiting.promoting import ahead_of

from .keeping import entry_of
from .returns import is_over, may_return, still_free

CONFIRM, DECLINE, REJOIN, WITHDRAW = "confirmer", "decliner", "revenir", "retirer"

LEFT = "Il reste une place libre dans cette session, à qui la prend en premier."
BACK = (
    "Vous pouvez revenir sur la liste d’attente, à la suite des autres\N{NO-BREAK SPACE}: "
    "nous vous écrirons si votre tour revient."
)
OVER = "Cette session ne prend plus personne\N{NO-BREAK SPACE}: candidatez à une autre quand vous voudrez."


@dataclass(frozen=True)
class PassedOffer:
    """An offer that was declined, or not answered in time, noted or not.

    actions   what may be done from the page
    too_late  what a page opened earlier may still ask for, and is answered with a sentence
    """

    ended: EnrolmentState
    then: str
    actions: frozenset[str]
    until: date | None
    too_late: frozenset[str]


def passed_offer(
    application: Application | None, enrolment: Enrolment | None, at: datetime
) -> PassedOffer | None:
    """Return what is left after an offer, None while none has passed."""
    if application is None or enrolment is None or not _passed(application, enrolment, at):
        return None
    over = is_over(enrolment, at)
    actions, then = frozenset[str](), OVER
    if may_return(application, at):
        free = over and still_free(enrolment, at)
        actions, then = (frozenset({CONFIRM}), LEFT) if free else (frozenset({REJOIN}), BACK)
    ended = EnrolmentState.EXPIRED if over else EnrolmentState.DECLINED
    too_late = frozenset({CONFIRM, REJOIN}) if over else frozenset({REJOIN})
    return PassedOffer(ended, then, actions, answer_day(enrolment), too_late)


def _passed(application: Application, enrolment: Enrolment, at: datetime) -> bool:
    if application.state == ApplicationState.ADMITTED:
        return is_over(enrolment, at)
    return application.state == ApplicationState.WITHDRAWN and enrolment.state in LET_PASS


def answer_day(enrolment: Enrolment | None) -> date | None:
    """The last day to answer an offer that runs, or that nobody answered."""
    telling = {EnrolmentState.OFFERED, EnrolmentState.EXPIRED}
    if enrolment is None or enrolment.expires_at is None or enrolment.state not in telling:
        return None
    return timezone.localdate(enrolment.expires_at)


def rank_of(application: Application) -> str:
    """« Vous êtes au 2e rang de la liste d’attente. », "" for who is on none."""
    if application.state != ApplicationState.WAITLISTED:
        return ""
    entry = entry_of(application, application.session_id)
    if entry is None:
        return ""
    rank = ahead_of(entry) + 1
    return f"Vous êtes au {rank}{'er' if rank == 1 else 'e'} rang de la liste d’attente."
