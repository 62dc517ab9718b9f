"""Those who let an offer pass: a seat that is left for them, or the end of the waiting list."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from crm.applications.models import (
    Application,
    ApplicationState,
    Enrolment,
    EnrolmentState,
)
from crm.applications.rules import LET_PASS
from crm.applications.seats import hold
from crm.applications.services import move, move_enrolment
from crm.journal.refusal import Refused
from crm.letters.services import outbox_shut
from crm.waiting.models import WaitEntry
from crm.waiting.promoting import promote
from editorial.plugins import TRAINING_SESSION

from . import taker

GONE = (
    "Le délai pour répondre est passé, et il ne reste plus de place libre dans cette session. "
    "Vous pouvez revenir sur la liste d’attente, à la suite des autres."
)
TOO_LATE = "Cette session ne prend plus personne : candidatez à une autre session."
NOTHING_LEFT = "Aucune place n’est à reprendre : votre candidature n’a pas laissé passer d’offre."


def is_over(enrolment: Enrolment, at: datetime) -> bool:
    """Tell whether the time to answer an offer has passed, noted or not."""
    if enrolment.state == EnrolmentState.EXPIRED:
        return True
    ends = enrolment.expires_at
    return enrolment.state == EnrolmentState.OFFERED and ends is not None and ends < at


def still_free(enrolment: Enrolment, at: datetime) -> bool:
    """Tell whether a seat is free for somebody whose time is over: nobody waits for it.

    The seat that an offer holds until its end is noted is one.
    """
    session = enrolment.roster.session_id
    if taker.blocked(str(session), at):
        return False
    if WaitEntry.objects.of(TRAINING_SESSION, str(session)).in_line().exists():
        return False
    own = enrolment.state == EnrolmentState.OFFERED
    return taker.left(session) + own > 0


def may_return(application: Application, at: datetime) -> bool:
    """Tell whether an application may come back to its list."""
    enrolment = getattr(application, "enrolment", None)
    if enrolment is None or application.session_id is None:
        return False
    if application.state != ApplicationState.WITHDRAWN and not is_over(enrolment, at):
        return False
    passed = enrolment.state in LET_PASS or is_over(enrolment, at)
    return passed and not taker.blocked(str(application.session_id), at)


@transaction.atomic
def take_what_is_left(application: Application, *, reason: str, at: datetime | None = None) -> None:
    """Give a seat that nobody waits for to somebody whose time was over. Raises Refused when there is none."""
    now = at or timezone.now()
    enrolment = _come_back(application, reason, now, only_if_free=True)
    if enrolment is None or enrolment.state != EnrolmentState.OFFERED:
        raise Refused(GONE)
    move_enrolment(enrolment, EnrolmentState.CONFIRMED, reason=reason, at=now)


@transaction.atomic
def rejoin(application: Application, *, reason: str, at: datetime | None = None) -> None:
    """Put somebody back at the end of the list; a seat that nobody waits for is offered at once."""
    _come_back(application, reason, at or timezone.now())


def _come_back(
    application: Application, reason: str, now: datetime, *, only_if_free: bool = False
) -> Enrolment | None:
    session_id = application.session_id
    if session_id is None:
        raise Refused(TOO_LATE)
    hold([session_id])
    rows = Application.objects.select_related("enrolment__roster")
    application = rows.get(pk=application.pk)
    if application.state != ApplicationState.WITHDRAWN:
        raise Refused(NOTHING_LEFT)
    if taker.blocked(str(session_id), now):
        raise Refused(TOO_LATE)
    free = still_free(application.enrolment, now)
    if only_if_free and not free:
        return None
    if not free:
        move(application, ApplicationState.WAITLISTED, reason=reason, at=now)
        return None
    # The letter of the offer says it all: none for the moment spent on the list.
    with outbox_shut():
        move(application, ApplicationState.WAITLISTED, reason=reason, at=now)
    if only_if_free:
        with outbox_shut():
            promote(TRAINING_SESSION, str(session_id), places=1, at=now)
    else:
        promote(TRAINING_SESSION, str(session_id), places=1, at=now)
    return Enrolment.objects.get(application=application)
