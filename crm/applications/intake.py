"""Public forms: each post is kept as it came, then applied or put before an advisor. Nothing is revealed."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from crm.consents.models import Purpose, Wording
from crm.consents.services import note
from crm.journal.models import Action
from crm.journal.refusal import Refused
from crm.journal.services import record
from crm.letters import links
from crm.letters import services as outbox
from crm.people.duplicates import look_alikes
from crm.people.models import Person
from crm.people.services import Identity, heard_from, open_file
from territory.models import Commune
from training.models import Session

from .models import Application, RefusedPost, Submission, SubmissionState
from .services import apply

if TYPE_CHECKING:
    from django.contrib.auth.models import User

FOLLOW = "suivi"
NOTICE = "candidature"


@dataclass(frozen=True)
class Answers:
    """What an application form holds once it is valid."""

    first_name: str
    last_name: str
    email: str
    phone: str = ""
    birth_year: int | None = None
    commune: str = ""  # INSEE code
    country: str = "FR"
    professional_status: str = ""
    trade: str = ""
    project: str = ""
    experience_years: int | None = None
    needs: str = ""
    newsletter: bool = False

    @classmethod
    def read(cls, payload: Mapping[str, Any]) -> Answers:
        return cls(**{name: payload[name] for name in cls.__dataclass_fields__ if name in payload})

    def identity(self) -> Identity:
        return Identity(
            first_name=self.first_name,
            last_name=self.last_name,
            email=self.email,
            phone=self.phone,
            birth_year=self.birth_year,
            commune=Commune.objects.filter(pk=self.commune).first() if self.commune else None,
            country=self.country,
            professional_status=self.professional_status,
            trade=self.trade,
        )


@transaction.atomic
def receive(
    form_key: uuid.UUID,
    answers: Answers,
    session: Session | None,
    *,
    wording: Wording | None = None,
    at: datetime | None = None,
) -> Submission:
    """Keep a post, then file it. The same form key twice is one submission.

    A known e-mail is neither revealed nor refused: the post waits for an advisor.
    """
    now = at or timezone.now()
    submission, new = Submission.objects.get_or_create(
        form_key=form_key,
        defaults={
            "session": session,
            "payload": dict(answers.__dict__),
            "wording": wording,
            "received_at": now,
        },
    )
    if not new:
        return submission
    known = look_alikes(email=answers.email)
    if known:
        _put_to_review(submission, known[0].person, now)
    else:
        _file(submission, open_file(answers.identity(), at=now), now)
    _acknowledge(submission, answers, now)
    return submission


def _put_to_review(submission: Submission, person: Person, now: datetime) -> None:
    submission.state = SubmissionState.REVIEW
    submission.matched_person = person
    submission.save(update_fields=["state", "matched_person"])
    heard_from(person, at=now)


def _file(
    submission: Submission,
    person: Person,
    now: datetime,
    by: User | None = None,
) -> Application:
    answers = Answers.read(submission.payload)
    application = apply(
        person,
        submission.session,
        project=answers.project,
        experience_years=answers.experience_years,
        needs=answers.needs,
        submission=submission,
        by=by,
        at=submission.received_at if by is None else now,
    )
    proof = f"formulaire {submission.uuid}"
    for purpose in [Purpose.NOTICE, *([Purpose.NEWSLETTER] if answers.newsletter else [])]:
        note(
            person,
            purpose,
            given=True,
            at=submission.received_at,
            channel="formulaire",
            wording=submission.wording,
            proof=proof,
        )
    submission.state = SubmissionState.APPLIED
    submission.matched_person = person
    submission.save(update_fields=["state", "matched_person"])
    return application


def _acknowledge(submission: Submission, answers: Answers, now: datetime) -> None:
    token = links.make(FOLLOW, str(submission.pk), at=now)
    outbox.write(
        "crm_applications/letters/received.txt",
        to=answers.email,
        key=f"submission-{submission.pk}",
        person=submission.matched_person if submission.state == SubmissionState.APPLIED else None,
        context={"answers": answers, "session": submission.session, "token": token},
        at=now,
    )


def followed_by(token: str, *, at: datetime | None = None) -> Submission | None:
    """Return the submission that a follow-up link opens, None when the link is unknown or expired."""
    link = links.find(FOLLOW, token, at=at)
    if link is None:
        return None
    return (
        Submission.objects.select_related("session__course", "application__session__course")
        .filter(pk=int(link.target))
        .first()
    )


@transaction.atomic
def attach(
    submission: Submission,
    person: Person | None,
    *,
    by: User | None,
    at: datetime | None = None,
) -> Application:
    """An advisor decides whose form it is: an existing file, or a new one when `person` is None.

    An existing file is never rewritten. Raises Refused when it already has that application.
    """
    now = at or timezone.now()
    locked = Submission.objects.select_for_update().get(pk=submission.pk)
    if locked.state != SubmissionState.REVIEW:
        raise Refused("Ce formulaire a déjà été traité.")
    owner = person or open_file(Answers.read(locked.payload).identity(), by=by, at=now)
    return _file(locked, owner, now, by=by)


@transaction.atomic
def dismiss(
    submission: Submission, *, by: User | None, reason: str, at: datetime | None = None
) -> None:
    """Set a form aside: it was a repetition or did not concern us."""
    locked = Submission.objects.select_for_update().get(pk=submission.pk)
    if locked.state != SubmissionState.REVIEW:
        raise Refused("Ce formulaire a déjà été traité.")
    if not reason.strip():
        raise Refused("Indiquez pourquoi ce formulaire est écarté.")
    locked.state = SubmissionState.DISMISSED
    locked.save(update_fields=["state"])
    record(
        Action.MOVED, locked, by=by, person_id=locked.matched_person_id,
        before=SubmissionState.REVIEW, after=SubmissionState.DISMISSED, reason=reason, at=at,
    )  # fmt: skip


@transaction.atomic
def count_spam(at: datetime | None = None) -> None:
    """Count a post taken for spam; nothing of it is stored."""
    day = timezone.localdate(at or timezone.now())
    RefusedPost.objects.get_or_create(day=day)
    RefusedPost.objects.filter(day=day).update(count=F("count") + 1)
