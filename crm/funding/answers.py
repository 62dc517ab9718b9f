"""The doors of answers: kept step by step, signed, corrected, concluded. What is signed never changes."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone

from crm.journal.models import Action
from crm.journal.refusal import Refused
from crm.journal.services import record
from crm.papers.models import Paper
from crm.people.services import heard_from

from . import questions
from .models import (
    AnswerSet,
    Moment,
    Participation,
    SensitiveAnswers,
    Source,
)
from .services import follow, lock
from .windows import window

if TYPE_CHECKING:
    from django.contrib.auth.models import User


def about_of(row: Participation, moment: Moment) -> date:
    """The day that a form speaks of: that of the exit, once there is one, but for the entry."""
    after = row.exit_on if moment != Moment.ENTRY else None
    return after or row.entry_on


def in_force(row: Participation, moment: Moment) -> AnswerSet | None:
    """The answers that hold: the last ones signed, of the current exit."""
    rows = row.answer_sets.signed().filter(moment=moment)
    if moment != Moment.ENTRY:
        rows = rows.filter(about=about_of(row, moment))
    # Two files made one may bring two entries: the first one holds, in its last version.
    return rows.order_by("-about", "signed_at", "pk").last()


def draft_of(row: Participation, moment: Moment) -> AnswerSet | None:
    return row.answer_sets.drafts().filter(moment=moment, about=about_of(row, moment)).first()


def why_closed(row: Participation, moment: Moment, day: date) -> str:
    """Say in French why a form cannot be answered now, "" when it can."""
    if row.operation.historical:
        return "Cette opération est reprise de registres anciens : elle ne se remplit plus."
    asked = window(moment, row.entry_on, row.exit_on)
    if asked is None:
        return "La formation n’est pas finie : ce questionnaire viendra après."
    if day < asked.opens_on:
        return f"Ce questionnaire s’ouvre le {asked.opens_on:%d/%m/%Y}."
    return ""


@transaction.atomic
def save_step(
    row: Participation,
    moment: Moment,
    answers: Mapping[str, Any],
    *,
    sensitive: bool = False,
    source: Source = Source.PERSON,
    by: User | None = None,
    at: datetime | None = None,
) -> AnswerSet:
    """Keep the answers of one step in the draft. Raises Refused once signed, unless a correction is open."""
    now = at or timezone.now()
    row = lock(row.pk)
    if refusal := why_closed(row, moment, timezone.localdate(now)):
        raise Refused(refusal)
    draft = draft_of(row, moment)
    if draft is None:
        if in_force(row, moment):
            raise Refused("Ce questionnaire est déjà signé.")
        draft = _open(row, moment, now)
    draft.source, draft.filled_at, draft.filled_by = source, now, by
    if sensitive:
        apart, _ = SensitiveAnswers.objects.get_or_create(answer_set=draft)
        apart.answers = {**apart.answers, **answers}
        apart.save(update_fields=["answers"])
    else:
        draft.answers = {**draft.answers, **answers}
    draft.save(update_fields=["answers", "source", "filled_at", "filled_by"])
    return draft


def _open(row: Participation, moment: Moment, now: datetime, **known: Any) -> AnswerSet:
    # A draft about an exit that has moved since is of no use to anybody.
    SensitiveAnswers.objects.filter(
        answer_set__participation=row, answer_set__moment=moment, answer_set__signed_at=None
    ).delete()
    row.answer_sets.drafts().filter(moment=moment).delete()
    return AnswerSet.objects.create(
        participation=row,
        moment=moment,
        about=about_of(row, moment),
        form_version=questions.current(timezone.localdate(now)).code,
        filled_at=now,
        **known,
    )


def lacks(draft: AnswerSet) -> list[str]:
    """The labels of what is still missing from a form, as its own version asks it."""
    form = questions.version(draft.form_version).form(draft.moment)
    return form.lacks(draft.answers, sensitive_of(draft))


def sensitive_of(draft: AnswerSet) -> dict[str, Any]:
    found = SensitiveAnswers.objects.filter(answer_set=draft).values_list("answers", flat=True)
    return found.first() or {}


@transaction.atomic
def sign(
    draft: AnswerSet,
    name: str,
    *,
    source: Source | None = None,
    paper: Paper | None = None,
    by: User | None = None,
    at: datetime | None = None,
) -> AnswerSet:
    """Sign a whole form: from then on the database keeps it as it is. Raises Refused while something lacks."""
    now = at or timezone.now()
    row = lock(draft.participation_id)
    draft = AnswerSet.objects.select_for_update(of=("self",)).get(pk=draft.pk)
    if draft.signed_at:
        return draft
    if missing := lacks(draft):
        named = ", ".join(f"« {label} »" for label in missing)
        raise Refused(f"Il manque encore : {named}.")
    if not name.strip():
        raise Refused("Écrivez le nom de la personne qui signe.")
    draft.signed_at, draft.signed_name, draft.paper = now, name.strip()[:120], paper
    draft.source = source or draft.source
    draft.save(update_fields=["signed_at", "signed_name", "paper", "source"])
    record(
        Action.CHANGED, draft, by=by, person_id=row.person_id, fields=[draft.moment],
        reason=draft.reason, at=now,
    )  # fmt: skip
    follow(row, by=by, at=now)
    if draft.source == Source.PERSON:
        heard_from(row.person, at=now)
    return draft


@transaction.atomic
def correct(
    row: Participation,
    moment: Moment,
    reason: str,
    *,
    by: User | None,
    at: datetime | None = None,
) -> AnswerSet:
    """Open a new version of a signed form, with its answers and why it changes. The former one stays."""
    now = at or timezone.now()
    row = lock(row.pk)
    known = in_force(row, moment)
    if known is None:
        raise Refused("Ce questionnaire n’est pas encore signé : complétez-le.")
    if not reason.strip():
        raise Refused("Dites pourquoi ce questionnaire est corrigé.")
    if refusal := why_closed(row, moment, timezone.localdate(now)):
        raise Refused(refusal)
    if draft_of(row, moment):
        raise Refused("Une correction est déjà en cours.")
    draft = _open(
        row, moment, now, answers=known.answers, source=Source.ADVISOR, filled_by=by,
        reason=reason.strip()[:240],
    )  # fmt: skip
    if apart := sensitive_of(known):
        SensitiveAnswers.objects.create(answer_set=draft, answers=apart)
    record(
        Action.CREATED, draft, by=by, person_id=row.person_id, fields=[moment], reason=reason,
        at=now,
    )  # fmt: skip
    return draft
