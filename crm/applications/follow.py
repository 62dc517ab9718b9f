"""What a follow-up link opens, and what its bearer may do there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from crm.letters import links
from crm.people.reaching import confirm_address
from crm.people.services import heard_from
from training.models import Session

from . import intake
from .follow_links import FOLLOW_APPLICATION, FOLLOW_SUBMISSION
from .models import Application, ApplicationState, Enrolment, EnrolmentState, Submission
from .services import move, move_enrolment
from .waitlist import returns
from .waitlist.jobs import end_if_over

SAID_BY = "Par la personne, depuis sa page de suivi."


@dataclass(frozen=True)
class Followed:
    """An application, or a form that no advisor has filed: `application` wins."""

    submission: Submission | None = None
    application: Application | None = None

    @property
    def enrolment(self) -> Enrolment | None:
        return getattr(self.application, "enrolment", None)

    @property
    def session(self) -> Session | None:
        row = self.application or self.submission
        return row.session if row else None

    @property
    def row(self) -> Application | Submission:
        """The row to which files and messages go."""
        found = self.application or self.submission
        if found is None:
            raise ValueError("A link follows an application or a form.")
        return found

    @property
    def code(self) -> str:
        """What the others of one's household write to be read together; "" without a form."""
        form = self.application.submission if self.application else self.submission
        return form.code if form else ""

    @property
    def sent_at(self) -> datetime | None:
        if self.application:
            return self.application.submitted_at
        return self.submission.received_at if self.submission else None


def followed_by(token: str, *, at: datetime | None = None) -> Followed | None:
    """Return what a link opens, None when it is unknown, expired, or of somebody forgotten."""
    if link := links.find(FOLLOW_APPLICATION, token, at=at):
        return _of_application(pk=int(link.target))
    if link := links.find(FOLLOW_SUBMISSION, token, at=at):
        pk = int(link.target)
        return _of_application(submission=pk) or _of_submission(pk)
    return None


def _of_application(**known: int) -> Followed | None:
    found = (
        Application.objects.select_related(
            "person", "journey", "session__course", "enrolment__roster", "submission"
        )
        .filter(person__anonymised_at__isnull=True, **known)
        .first()
    )
    return Followed(application=found) if found else None


def _of_submission(pk: int) -> Followed | None:
    found = (
        Submission.objects.select_related("session__course")
        .filter(pk=pk, application__isnull=True)
        .first()
    )
    return Followed(submission=found) if found else None


@transaction.atomic
def withdraw(followed: Followed, *, at: datetime | None = None) -> None:
    """Take back an application, or a form not filed yet. Raises Refused once it is too late."""
    now = at or timezone.now()
    if followed.application is None:
        if followed.submission is not None:
            intake.take_back(followed.submission, at=now)
        return
    move(followed.application, ApplicationState.WITHDRAWN, reason=SAID_BY, at=now)
    _heard(followed.application, now)


def confirm(followed: Followed, *, at: datetime | None = None) -> None:
    """Take the seat that is offered. Too late, a seat that nobody waits for; else Refused says so."""
    now = at or timezone.now()
    if followed.application is None or followed.enrolment is None:
        return
    if not returns.is_over(followed.enrolment, now):
        _answer(followed, EnrolmentState.CONFIRMED, now)
        return
    end_if_over(followed.enrolment.pk, now)
    with transaction.atomic():
        returns.take_what_is_left(followed.application, reason=SAID_BY, at=now)
        _heard(followed.application, now)


def decline(followed: Followed, *, at: datetime | None = None) -> None:
    """Leave the seat that is offered. Raises Refused when none is any more."""
    _answer(followed, EnrolmentState.DECLINED, at)


def rejoin(followed: Followed, *, at: datetime | None = None) -> None:
    """Come back to the end of the waiting list after an offer that passed. Raises Refused when one cannot."""
    now = at or timezone.now()
    if followed.application is None or followed.enrolment is None:
        return
    end_if_over(followed.enrolment.pk, now)
    with transaction.atomic():
        returns.rejoin(followed.application, reason=SAID_BY, at=now)
        _heard(followed.application, now)


@transaction.atomic
def _answer(followed: Followed, answer: EnrolmentState, at: datetime | None) -> None:
    now = at or timezone.now()
    if followed.application is None or followed.enrolment is None:
        return
    move_enrolment(followed.enrolment, answer, reason=SAID_BY, at=now)
    _heard(followed.application, now)


def _heard(application: Application, now: datetime) -> None:
    """A sign of life, from the address to which the link was sent when there was only one."""
    heard_from(application.person, at=now)
    addresses = links.sent_to(FOLLOW_APPLICATION, str(application.pk))
    if application.submission_id:
        addresses |= links.sent_to(FOLLOW_SUBMISSION, str(application.submission_id))
    if len(addresses) == 1:
        confirm_address(application.person, addresses.pop(), at=now)
