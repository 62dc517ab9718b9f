"""What happened to an application, in the words of its follow-up page: a date and what was done, no author."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from crm.journal.models import Action, Entry

from .follow import Followed
from .models import (
    Application,
    ApplicationState,
    Enrolment,
    EnrolmentState,
    Submission,
    SubmissionState,
)

SENT = "Candidature reçue"
OF_APPLICATIONS: dict[str, str] = {
    ApplicationState.UNDER_REVIEW: "Mise à l’étude",
    ApplicationState.ADMITTED: "Retenue\u00a0: une place vous est proposée",
    ApplicationState.WAITLISTED: "Retenue, sur liste d’attente",
    ApplicationState.POOLED: "Reportée à une prochaine session",
    ApplicationState.REFUSED: "Refusée",
    ApplicationState.WITHDRAWN: "Retirée",
}
OF_ENROLMENTS: dict[str, str] = {
    EnrolmentState.OFFERED: "Place proposée",
    EnrolmentState.CONFIRMED: "Place confirmée",
    EnrolmentState.STARTED: "Formation commencée",
    EnrolmentState.COMPLETED: "Formation suivie jusqu’au bout",
    EnrolmentState.ABANDONED: "Formation interrompue",
    EnrolmentState.DECLINED: "Place déclinée",
    EnrolmentState.EXPIRED: "Offre expirée",
}
OF_SUBMISSIONS: dict[str, str] = {
    SubmissionState.DISMISSED: "Classée",
    SubmissionState.WITHDRAWN: "Retirée",
}


@dataclass(frozen=True)
class Past:
    """Something that happened, and its words."""

    at: datetime
    label: str


def history(followed: Followed) -> list[Past]:
    """What happened, the first first. One query."""
    told = [Past(followed.sent_at, SENT)] if followed.sent_at else []
    if followed.application:
        words = {
            Application._meta.label_lower: OF_APPLICATIONS,
            Enrolment._meta.label_lower: OF_ENROLMENTS,
        }
        rows = _about(followed.application, followed.enrolment)
    elif followed.submission:
        words = {Submission._meta.label_lower: OF_SUBMISSIONS}
        rows = Q(object_type=Submission._meta.label_lower, object_id=str(followed.submission.pk))
    else:
        return told
    moves = Entry.objects.filter(rows, action=Action.MOVED).order_by("at", "pk")
    moved = (Past(entry.at, words[entry.object_type].get(entry.after, "")) for entry in moves)
    return told + [past for past in moved if past.label]


def _about(application: Application, enrolment: Enrolment | None) -> Q:
    rows = Q(object_type=Application._meta.label_lower, object_id=str(application.pk))
    if enrolment is not None:
        rows |= Q(object_type=Enrolment._meta.label_lower, object_id=str(enrolment.pk))
    return rows
