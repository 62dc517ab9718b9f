"""Distance modules: handed in, returned or validated by the trainer, credited on evidence."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.core.files.base import File
from django.db import transaction
from django.utils import timezone

from crm.applications.models import (
    CreditRule,
    Enrolment,
    Evidence,
    ModuleResult,
    SignedBy,
    TaughtModule,
)
from crm.journal.models import Action
from crm.journal.refusal import Refused
from crm.journal.services import record
from crm.papers.models import Paper, PaperKind
from crm.papers.services import add_paper
from crm.people.services import heard_from
from training.models import Course, Module, ModuleKind

from .noting import PRESENT_IN, follow, lock

if TYPE_CHECKING:
    from django.contrib.auth.models import User

DONE = "Ce module est déjà validé."


def evidence_of(course: Course | int) -> Evidence:
    """On what evidence the distance modules of a course count."""
    said = CreditRule.objects.filter(course=course).values_list("evidence", flat=True).first()
    return Evidence(said) if said else Evidence.VALIDATED


@transaction.atomic
def set_evidence(
    course: Course, evidence: Evidence, *, by: User | None, at: datetime | None = None
) -> None:
    """Choose it, for what is handed in from now on: what was credited stays credited."""
    row, _ = CreditRule.objects.get_or_create(course=course)
    if row.evidence != evidence:
        row.evidence = evidence
        row.save(update_fields=["evidence"])
        record(Action.CHANGED, row, by=by, fields=["evidence"], at=at)


def _opened(enrolment: Enrolment, module: Module) -> tuple[Enrolment, ModuleResult | None]:
    """Lock an enrolment, and return what is known of a distance module of its course."""
    row = lock(enrolment)
    if module.course_id != row.roster.session.course_id:
        raise Refused("Ce module n’est pas de cette formation.")
    if module.kind != ModuleKind.DISTANCE:
        raise Refused("Un module sur place se suit par la présence.")
    if row.state not in PRESENT_IN:
        raise Refused("Cette inscription n’est pas confirmée.")
    return row, ModuleResult.objects.filter(enrolment=row, module=module).first()


def hours_worth(enrolment: Enrolment, module: Module) -> int:
    """The hours of a module as its session tells them, those of the catalogue before."""
    told = TaughtModule.objects.filter(session=enrolment.roster.session_id, module=module)
    hours = told.values_list("hours", flat=True).first()
    return module.hours if hours is None else hours


@transaction.atomic
def hand_in(
    enrolment: Enrolment,
    module: Module,
    *,
    how: SignedBy = SignedBy.LINK,
    paper: Paper | None = None,
    by: User | None = None,
    at: datetime | None = None,
) -> ModuleResult:
    """Note that the work of a module was handed in, once more after the trainer asked to redo it.

    Its hours count from then on where the course says so, else on validation.
    """
    now = at or timezone.now()
    row, result = _opened(enrolment, module)
    if result is not None and result.validated_at:
        raise Refused(DONE)
    result = result or ModuleResult(enrolment=row, module=module)
    result.handed_in_at, result.handed_in_by, result.returned_at = now, how, None
    result.paper = paper or result.paper
    if evidence_of(module.course_id) == Evidence.HANDED_IN:
        result.hours_credited = hours_worth(row, module)
    new = result.pk is None
    result.save()
    action = Action.CREATED if new else Action.CHANGED
    record(
        action, result, by=by, person_id=row.application.person_id, fields=["handed_in_at"], at=now
    )
    if by is None:
        heard_from(row.application.person, at=now)
    follow(row, by=by, at=now)
    return result


def keep_work(
    enrolment: Enrolment, module: Module, upload: File[bytes] | None, *, by: User | None = None
) -> Paper | None:
    """Keep a work among the papers of its author; nothing when there is no file."""
    if not upload:
        return None
    title = f"Travail du module {module.number}"
    return add_paper(enrolment.application.person, PaperKind.OTHER, upload, title=title, by=by)


@transaction.atomic
def return_work(
    result: ModuleResult, comment: str, *, by: User | None, at: datetime | None = None
) -> ModuleResult:
    """Ask the trainee to redo a work that was handed in. It says what is missing."""
    now = at or timezone.now()
    enrolment, row = _opened(result.enrolment, result.module)
    if row is None or not row.handed_in_at:
        raise Refused("Rien n’a été rendu pour ce module.")
    if row.validated_at:
        raise Refused(DONE)
    if not comment.strip():
        raise Refused("Dites ce qui est à reprendre : la personne le lira.")
    row.returned_at, row.comment = now, comment.strip()
    row.save(update_fields=["returned_at", "comment"])
    record(
        Action.CHANGED, row, by=by, person_id=enrolment.application.person_id,
        fields=["returned_at", "comment"], at=now,
    )  # fmt: skip
    return row


@transaction.atomic
def credit_module(
    enrolment: Enrolment,
    module: Module,
    *,
    comment: str = "",
    by: User | None = None,
    at: datetime | None = None,
) -> ModuleResult:
    """Validate a distance module: its hours count from then on."""
    now = at or timezone.now()
    row, result = _opened(enrolment, module)
    if result is not None and result.validated_at:
        raise Refused(DONE)
    result = result or ModuleResult(enrolment=row, module=module)
    new = result.pk is None
    if not result.handed_in_at:
        result.handed_in_at, result.handed_in_by = now, SignedBy.DESK
    result.validated_at, result.validated_by, result.returned_at = now, by, None
    result.comment = comment.strip() or result.comment
    result.hours_credited = hours_worth(row, module)
    result.save()
    action = Action.CREATED if new else Action.CHANGED
    record(
        action, result, by=by, person_id=row.application.person_id, fields=["validated_at"], at=now
    )
    follow(row, by=by, at=now)
    return result
