"""Public forms: each post is kept as it came, then applied or put before an advisor. Nothing is revealed."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from crm.consents.models import Purpose, Wording
from crm.consents.services import current_wording, note
from crm.journal.models import Action
from crm.journal.refusal import Refused
from crm.journal.services import record
from crm.journeys.models import TouchKind
from crm.journeys.touches import Arrival
from crm.people.duplicates import look_alikes
from crm.people.models import Person
from crm.people.provenance import on_form
from crm.people.services import heard_from, hold_new_files, open_file
from training.models import Session

from .answers import Answers
from .coming import note_coming
from .companions import note_companions
from .files import drop_all, file_papers
from .messages import file_messages, settle_all
from .models import SUBMISSION_PATHS, Application, RefusedPost, Submission, SubmissionState
from .receipts import acknowledge, confirm_taken_back
from .services import apply

if TYPE_CHECKING:
    from django.contrib.auth.models import User

NOTICE = "candidature"
FORM = on_form("candidature")
NEWSLETTER = "lettre-information"


@transaction.atomic
def receive(
    form_key: uuid.UUID,
    answers: Answers,
    session: Session | None,
    *,
    wording: Wording | None = None,
    origin: str = "",
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
            "origin": origin,
            "received_at": now,
        },
    )
    if not new:
        return submission
    note_companions(submission, answers.companions)
    hold_new_files(at=now)
    known = look_alikes(email=answers.email)
    application = None
    if known:
        heard_from(known[0].person, at=now)
        _move(submission, SubmissionState.REVIEW, person=known[0].person, now=now)
    else:
        application = _file(submission, open_file(answers.identity(), origin=FORM, at=now), now)
    acknowledge(submission, application, now)
    return submission


def _move(
    submission: Submission,
    to: SubmissionState,
    *,
    now: datetime,
    person: Person | None = None,
    by: User | None = None,
    reason: str = "",
) -> None:
    """The only door between the states of a form. Raises Refused when it was dealt with already."""
    locked = Submission.objects.select_for_update().get(pk=submission.pk)
    before = SubmissionState(locked.state)
    if to not in SUBMISSION_PATHS[before]:
        raise Refused("Ce formulaire a déjà été traité.")
    submission.state = locked.state = to
    submission.matched_person = locked.matched_person = person or locked.matched_person
    locked.save(update_fields=["state", "matched_person"])
    record(
        Action.MOVED, locked, by=by, person_id=locked.matched_person_id,
        before=before, after=to, reason=reason, at=now,
    )  # fmt: skip


def _file(
    submission: Submission,
    person: Person,
    now: datetime,
    by: User | None = None,
) -> Application:
    _move(submission, SubmissionState.APPLIED, person=person, by=by, now=now)
    answers = Answers.read(submission.payload)
    application = apply(
        person,
        submission.session,
        project=answers.project,
        experience_years=answers.experience_years,
        needs=answers.needs,
        submission=submission,
        source=Arrival(TouchKind.APPLICATION, submission.origin, submission.received_at).source(),
        by=by,
        at=submission.received_at if by is None else now,
    )
    note_coming(application, answers)
    file_papers(submission, application, now)
    file_messages(submission, application)
    _note_consents(submission, person, answers)
    return application


def _note_consents(submission: Submission, person: Person, answers: Answers) -> None:
    sent = submission.received_at
    proof = f"formulaire {submission.uuid}"
    note(
        person, Purpose.NOTICE, given=True, channel="formulaire",
        wording=submission.wording, proof=proof, at=sent,
    )  # fmt: skip
    if answers.newsletter:
        note(
            person, Purpose.NEWSLETTER, given=True, channel="formulaire",
            wording=current_wording(NEWSLETTER, sent), proof=proof, at=sent,
        )  # fmt: skip


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
    owner = person or open_file(Answers.read(locked.payload).identity(), origin=FORM, by=by, at=now)
    return _file(locked, owner, now, by=by)


@transaction.atomic
def dismiss(
    submission: Submission, *, by: User | None, reason: str, at: datetime | None = None
) -> None:
    """Set a form aside: it was a repetition or did not concern us."""
    if not reason.strip():
        raise Refused("Indiquez pourquoi ce formulaire est écarté.")
    now = at or timezone.now()
    _move(submission, SubmissionState.DISMISSED, by=by, reason=reason, now=now)
    _close(submission, now)


def _close(submission: Submission, now: datetime) -> None:
    """Nobody will file it: its files go, and its messages wait no more."""
    drop_all(submission)
    settle_all(submission, now)


@transaction.atomic
def take_back(submission: Submission, *, at: datetime | None = None) -> None:
    """The sender withdraws a form that no advisor has filed yet."""
    now = at or timezone.now()
    _move(submission, SubmissionState.WITHDRAWN, now=now)
    _close(submission, now)
    if submission.matched_person:
        heard_from(submission.matched_person, at=now)
    confirm_taken_back(submission, now)


def count_spam(at: datetime | None = None) -> None:
    """Count a post taken for spam; nothing of it is stored."""
    RefusedPost.count_one(at)
