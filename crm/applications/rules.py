"""What an application needs before it may change its state. Each rule refuses in French."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone

from crm.journal.refusal import Refused
from training.models import Session

from .models import APPLICATION_PATHS, Application, ApplicationState, EnrolmentState

LET_PASS = {EnrolmentState.DECLINED, EnrolmentState.EXPIRED}


def check_path(row: Application, to: ApplicationState, reason: str) -> None:
    before = ApplicationState(row.state)
    if to not in APPLICATION_PATHS[before]:
        raise Refused(f"Une candidature « {before.label} » ne devient pas « {to.label} ».")
    if before == ApplicationState.WITHDRAWN and not let_an_offer_pass(row):
        raise Refused("Seule une personne qui a laissé passer une offre revient sur la liste.")
    if to == ApplicationState.REFUSED and not reason.strip():
        raise Refused("Un refus doit être motivé : la personne lira ce motif.")
    if before == ApplicationState.REFUSED and not reason.strip():
        raise Refused("Indiquez ce qui fait rouvrir cette candidature.")
    from_a_seat = before == ApplicationState.ADMITTED and to == ApplicationState.POOLED
    if from_a_seat and (row.session is None or not row.session.cancelled_on):
        raise Refused("Une personne admise n’est reportée que si sa session est annulée.")


def check_place(to: ApplicationState, session: Session | None, now: datetime) -> None:
    """Raise Refused when nobody can be admitted to a session, or wait for it."""
    if to == ApplicationState.ADMITTED:
        check_session(session, now)
    if to == ApplicationState.WAITLISTED and session is None:
        raise Refused("Choisissez d’abord la session dont cette personne attend une place.")


def let_an_offer_pass(row: Application) -> bool:
    enrolment = getattr(row, "enrolment", None)
    return enrolment is not None and enrolment.state in LET_PASS


def check_session(session: Session | None, now: datetime) -> None:
    if session is None:
        raise Refused("Choisissez d’abord la session où admettre cette personne.")
    if session.ends_on < timezone.localdate(now):
        raise Refused("Cette session est terminée.")
