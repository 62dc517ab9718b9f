"""When the window of a form closes without an answer: « inchangé » or « injoignable », said by an advisor."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.utils import timezone

from crm.journal.models import Action
from crm.journal.refusal import Refused
from crm.journal.services import record

from . import questions
from .answers import about_of, in_force
from .models import (
    AnswerSet,
    Attempt,
    Conclusion,
    Means,
    Moment,
    Participation,
    SensitiveAnswers,
    Source,
)
from .services import follow, lock
from .windows import window

if TYPE_CHECKING:
    from django.contrib.auth.models import User

ATTEMPTS = 3


@transaction.atomic
def note_attempt(
    row: Participation,
    moment: Moment,
    on: date,
    means: Means,
    *,
    by: User | None,
    at: datetime | None = None,
) -> Attempt:
    """Log a try to reach somebody for a form."""
    now = at or timezone.now()
    about = about_of(row, moment)
    if moment == Moment.ENTRY or row.exit_on is None:
        raise Refused("On ne relance ainsi qu’après la sortie.")
    if on > timezone.localdate(now):
        raise Refused("Cette date est à venir.")
    if on < about:
        raise Refused("Cette date précède la sortie.")
    try:
        with transaction.atomic():
            attempt = Attempt.objects.create(
                participation=row, moment=moment, about=about, on=on, means=means, by=by
            )
    except IntegrityError as error:
        raise Refused("Cette tentative est déjà notée.") from error
    record(Action.CREATED, attempt, by=by, person_id=row.person_id, at=now)
    return attempt


def may_conclude_from(row: Participation, moment: Moment) -> date | None:
    """The day from which an advisor may answer in somebody's place, None for an entry."""
    asked = window(moment, row.entry_on, row.exit_on) if moment != Moment.ENTRY else None
    return asked.closes_on if asked else None


@transaction.atomic
def conclude(
    row: Participation,
    moment: Moment,
    conclusion: Conclusion,
    *,
    by: User,
    at: datetime | None = None,
) -> AnswerSet:
    """Close a form that nobody answered. « Injoignable » needs three attempts in the log."""
    now = at or timezone.now()
    row = lock(row.pk)
    _check(row, moment, conclusion, timezone.localdate(now))
    drafts = row.answer_sets.drafts().filter(moment=moment)
    SensitiveAnswers.objects.filter(answer_set__in=drafts).delete()
    drafts.delete()
    name = by.get_full_name() or by.get_username()
    written = AnswerSet.objects.create(
        participation=row,
        moment=moment,
        about=about_of(row, moment),
        form_version=questions.current(timezone.localdate(now)).code,
        answers=_answers(row, moment, conclusion),
        source=Source.ADVISOR,
        conclusion=conclusion,
        filled_at=now,
        filled_by=by,
        signed_at=now,
        signed_name=name[:120],
    )
    record(
        Action.CHANGED, written, by=by, person_id=row.person_id, fields=[moment],
        reason=f"Clos par le conseiller : {conclusion.label}.", at=now,
    )  # fmt: skip
    follow(row, by=by, at=now)
    return written


def _check(row: Participation, moment: Moment, conclusion: Conclusion, day: date) -> None:
    closing = may_conclude_from(row, moment)
    if closing is None or row.operation.historical or row.next_moment != moment:
        raise Refused("Aucune réponse n’est attendue à ce moment.")
    if day < closing:
        raise Refused(f"La personne peut encore répondre jusqu’au {closing:%d/%m/%Y}.")
    if conclusion == Conclusion.ANSWERED:
        raise Refused("Remplissez le questionnaire avec la personne.")
    if conclusion == Conclusion.UNREACHED:
        made = row.attempts.filter(moment=moment, about=about_of(row, moment)).count()
        if made < ATTEMPTS:
            raise Refused(
                f"Notez d’abord {ATTEMPTS} tentatives pour joindre la personne : {made} notées."
            )


def _answers(row: Participation, moment: Moment, conclusion: Conclusion) -> dict[str, str]:
    """What « inchangé » is worth in the codes of the form; nothing else is invented."""
    if conclusion == Conclusion.UNREACHED:
        return {"situation": questions.UNREACHED}
    earlier = in_force(row, Moment.ENTRY if moment == Moment.EXIT else Moment.EXIT)
    if earlier is None:
        raise Refused("L’entrée n’est pas complète : on ne peut pas dire que rien n’a changé.")
    rules = questions.version(earlier.form_version).form(moment).unchanged
    before = str(earlier.answers.get(rules.get("question", ""), questions.UNKNOWN))
    if before in {questions.UNREACHED, questions.UNKNOWN}:
        raise Refused("On ne sait rien de sa situation d’avant : constatez « injoignable ».")
    return {"situation": rules.get(before, before)}
