"""Two files that one operation counts are counted once: the first entry, the last exit, every answer."""

from __future__ import annotations

from crm.journal.models import Action
from crm.journal.services import record
from crm.letters.models import SecretLink
from crm.people.merging.rules import Merge

from .answers import sensitive_of
from .letters import PURPOSE
from .models import AnswerSet, Moment, Participation, SensitiveAnswers, TransmittedRow
from .services import exit_of, follow


def participations(merge: Merge) -> None:
    """Make one of two participations to the same operation; the others move by themselves."""
    mine = {row.operation_id: row for row in Participation.objects.filter(person=merge.kept)}
    twins = Participation.objects.filter(person=merge.ended, operation__in=mine)
    for other in twins.select_related("operation"):
        pair = sorted([mine[other.operation_id], other], key=lambda row: (row.entry_on, row.pk))
        first, second = pair
        _pour(second, first)
        record(Action.DELETED, second, by=merge.by, person_id=merge.kept.pk, at=merge.at)
        second.delete()
        first.person = merge.kept
        first.exit_on = exit_of(first)
        first.save(update_fields=["person"])
        follow(first, by=merge.by, at=merge.at)
        merge.told.append(
            f"Deux participations à « {other.operation.label} » : une seule reste, entrée le "
            f"{first.entry_on:%d/%m/%Y}, avec toutes les réponses."
        )


def _pour(source: Participation, target: Participation) -> None:
    """Give every row of one participation to another. Of two stays in one session, the longer holds."""
    for draft in source.answer_sets.drafts():
        _pour_draft(draft, target)
    _pour_spells(source, target)
    source.answer_sets.update(participation=target)
    for attempt in source.attempts.all():
        known = target.attempts.filter(
            moment=attempt.moment, about=attempt.about, on=attempt.on, means=attempt.means
        )
        if known.exists():
            attempt.delete()
        else:
            attempt.participation = target
            attempt.save(update_fields=["participation"])
    TransmittedRow.objects.filter(participation=source).update(participation=target)
    if source.locked_at and not target.locked_at:
        Participation.objects.filter(pk=target.pk).update(locked_at=source.locked_at)
        target.locked_at = source.locked_at
    for moment in Moment.values:
        SecretLink.objects.filter(purpose=PURPOSE, target=f"{source.pk}-{moment}").update(
            target=f"{target.pk}-{moment}"
        )


def _pour_draft(draft: AnswerSet, target: Participation) -> None:
    """Of two drafts of one moment, the later has the last word and the earlier fills what it lacks."""
    twin = target.answer_sets.drafts().filter(moment=draft.moment).first()
    if twin is None:
        return
    older, newer = sorted([draft, twin], key=lambda row: row.filled_at)
    twin.answers = {**older.answers, **newer.answers}
    twin.save(update_fields=["answers"])
    apart = {**sensitive_of(older), **sensitive_of(newer)}
    SensitiveAnswers.objects.filter(answer_set=draft).delete()
    if apart:
        SensitiveAnswers.objects.update_or_create(answer_set=twin, defaults={"answers": apart})
    draft.delete()


def _pour_spells(source: Participation, target: Participation) -> None:
    known = {row.session_id: row for row in target.spells.filter(session__isnull=False)}
    for spell in source.spells.all():
        twin = known.get(spell.session_id) if spell.session_id else None
        if twin is None:
            spell.participation = target
            spell.save(update_fields=["participation"])
            continue
        twin.starts_on = min(twin.starts_on, spell.starts_on)
        if twin.ends_on and spell.ends_on:
            twin.ends_on = max(twin.ends_on, spell.ends_on)
        elif not (twin.ends_on or spell.ends_on) or not twin.ends_on:
            twin.ends_on, twin.outcome = spell.ends_on, spell.outcome
        twin.save(update_fields=["starts_on", "ends_on", "outcome"])
        spell.delete()
