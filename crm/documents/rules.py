"""When a document may be made."""

from __future__ import annotations

from crm.applications.models import Enrolment, EnrolmentState
from crm.journal.refusal import Refused
from training.models import Session

from .models import OF_A_PERSON, DocumentKind

State = EnrolmentState
COMING = {State.CONFIRMED, State.STARTED}
# The states of an enrolment in which each document of a person may be made.
MADE_IN: dict[DocumentKind, set[EnrolmentState]] = {
    DocumentKind.AGREEMENT: {*COMING, State.COMPLETED},
    DocumentKind.CALL: COMING,
    DocumentKind.CERTIFICATE: {State.COMPLETED},
    DocumentKind.ATTENDANCE: {State.ABANDONED},
}
TOO_SOON = {
    DocumentKind.AGREEMENT: "La convention se fait une fois la place confirmée.",
    DocumentKind.CALL: "La convocation se fait une fois la place confirmée, et avant la fin.",
    DocumentKind.CERTIFICATE: "Le certificat se fait une fois la formation menée à terme.",
    DocumentKind.ATTENDANCE: "L’attestation d’assiduité se fait quand la formation a été interrompue.",
}


def check(kind: DocumentKind, session: Session, enrolment: Enrolment | None) -> None:
    """Raise Refused when the document cannot be made now."""
    if (enrolment is not None) != (kind in OF_A_PERSON):
        raise Refused("Ce document concerne une personne, ou toute la session.")
    if session.cancelled_on and kind != DocumentKind.ATTENDANCE:
        raise Refused("Cette session est annulée.")
    if enrolment is None:
        return
    if enrolment.application.person.anonymised_at:
        raise Refused("Cette personne est anonymisée.")
    if enrolment.state not in MADE_IN[kind]:
        raise Refused(TOO_SOON[kind])
