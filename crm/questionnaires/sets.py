"""The doors of question sets: one draft a moment, frozen once it is put in service."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from crm.journal.models import Action
from crm.journal.refusal import Refused
from crm.journal.services import record

from .models import Moment, Question, QuestionSet

if TYPE_CHECKING:
    from django.contrib.auth.models import User

FROZEN = "Ce questionnaire est en service : préparez une nouvelle version."


def current_set(moment: Moment) -> QuestionSet | None:
    """The version in service, None when no version is."""
    rows = QuestionSet.objects.filter(moment=moment, opened_at__isnull=False)
    return rows.order_by("-version").first()


@transaction.atomic
def prepare(moment: Moment, *, by: User | None, at: datetime | None = None) -> QuestionSet:
    """Begin a version with the questions of the last one."""
    last = QuestionSet.objects.filter(moment=moment).order_by("-version").first()
    try:
        with transaction.atomic():
            draft = QuestionSet.objects.create(
                moment=moment,
                version=last.version + 1 if last else 1,
                introduction=last.introduction if last else "",
                written_by=by,
            )
    except IntegrityError as error:
        raise Refused("Une version de ce questionnaire est déjà en préparation.") from error
    if last is not None:
        for question in last.questions.all():
            question.pk, question.question_set = None, draft
            question.save(force_insert=True)
    record(Action.CREATED, draft, by=by, at=at)
    return draft


@transaction.atomic
def rewrite(
    draft: QuestionSet,
    introduction: str,
    questions: Sequence[dict[str, Any]],
    *,
    by: User | None,
    at: datetime | None = None,
) -> QuestionSet:
    """Write the questions of a draft, in their order: text, kind, choices, role, required."""
    row = _locked(draft)
    row.introduction, row.written_by = introduction.strip(), by
    row.save(update_fields=["introduction", "written_by"])
    row.questions.all().delete()
    Question.objects.bulk_create(
        Question(question_set=row, number=number, **told)
        for number, told in enumerate(questions, start=1)
    )
    record(Action.CHANGED, row, by=by, fields=["questions"], at=at)
    return row


@transaction.atomic
def put_in_service(
    draft: QuestionSet, *, by: User | None, at: datetime | None = None
) -> QuestionSet:
    """From now on it is the one that is sent. Nobody changes it any more."""
    row = _locked(draft)
    if not row.questions.exists():
        raise Refused("Écrivez au moins une question.")
    row.opened_at = at or timezone.now()
    row.save(update_fields=["opened_at"])
    record(Action.PUBLISHED, row, by=by, at=at)
    return row


def _locked(draft: QuestionSet) -> QuestionSet:
    row = QuestionSet.objects.select_for_update().get(pk=draft.pk)
    if row.opened_at:
        raise Refused(FROZEN)
    return row
