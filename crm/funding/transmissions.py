"""The funder's file: first who cannot be sent and why, then the rows, locked as they leave, and what they correct."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone

from crm.journal.models import Action
from crm.journal.refusal import Refused
from crm.journal.services import record
from crm.registers.words import counted

from .mapping import Facts, cells_of, headers
from .models import (
    AnswerSet,
    Moment,
    Operation,
    Participation,
    ParticipationState,
    SensitiveAnswers,
    Transmission,
    TransmittedRow,
)

if TYPE_CHECKING:
    from django.contrib.auth.models import User

BACK_AGAIN = "Nouvelle entrée dans l’opération"


@dataclass(frozen=True)
class Ready:
    """One row that may leave. `corrections`: see TransmittedRow; `new` when it was never sent."""

    row: Participation
    cells: list[str]
    corrections: list[dict[str, str]] = field(default_factory=list)
    new: bool = True


@dataclass(frozen=True)
class Rejected:
    row: Participation
    why: list[str]


@dataclass(frozen=True)
class Preparation:
    """What the next file would hold: `unchanged` counts the rows that say nothing more than the last time."""

    ready: list[Ready]
    rejected: list[Rejected]
    unchanged: int


def prepare(operation: Operation) -> Preparation:
    """Sort the participants of an operation into those that leave and those that cannot. Five queries."""
    rows = list(
        operation.participations.select_related("person", "operation").order_by(
            "person__last_name", "person__first_name", "pk"
        )
    )
    facts, reasons = _facts(rows)
    before = _sent_before(rows)
    ready: list[Ready] = []
    rejected: list[Rejected] = []
    unchanged = 0
    for row in rows:
        why = _why_not(row)
        cells, refusals = cells_of(facts[row.pk])
        if why or refusals:
            rejected.append(Rejected(row, [why] if why else refusals))
            continue
        known = before.get(row.pk)
        if known == cells:
            unchanged += 1
            continue
        fixes = _corrections(row, known, cells, reasons.get(row.pk, {})) if known else []
        ready.append(Ready(row, cells, fixes, new=known is None))
    return Preparation(ready, rejected, unchanged)


def _why_not(row: Participation) -> str:
    if row.operation.historical:
        return "opération reprise de registres anciens : elle ne se transmet pas"
    if row.person.anonymised_at:
        return "dossier anonymisé"
    if row.state == ParticipationState.ENTRY_INCOMPLETE:
        return "le questionnaire d’entrée n’est pas complet et signé"
    return ""


def _facts(rows: Iterable[Participation]) -> tuple[dict[int, Facts], dict[int, dict[str, Any]]]:
    """The answers in force of many participations, and why the last version of each moment was corrected."""
    known = {row.pk: row for row in rows}
    sets = (
        AnswerSet.objects.signed()
        .filter(participation__in=known)
        .order_by("-about", "signed_at", "pk")
    )
    found: dict[int, dict[str, AnswerSet]] = {pk: {} for pk in known}
    for one in sets:
        row = known[one.participation_id]
        if one.moment == Moment.ENTRY or one.about == row.exit_on:
            found[row.pk][one.moment] = one
    entries = {held[Moment.ENTRY].pk for held in found.values() if Moment.ENTRY in held}
    apart = dict(
        SensitiveAnswers.objects.filter(answer_set__in=entries).values_list("answer_set", "answers")
    )
    facts, reasons = {}, {}
    for pk, held in found.items():
        said = {moment: one.answers for moment, one in held.items()}
        entry = held.get(Moment.ENTRY)
        sensitive = apart.get(entry.pk, {}) if entry else {}
        facts[pk] = Facts(known[pk], sensitive=sensitive, **said)
        reasons[pk] = {moment: (one.signed_at, one.reason) for moment, one in held.items()}
    return facts, reasons


def _sent_before(rows: Iterable[Participation]) -> dict[int, list[str]]:
    sent = TransmittedRow.objects.filter(participation__in=[row.pk for row in rows])
    pairs = sent.order_by("transmission__at", "pk").values_list(
        "participation", "transmission__columns", "cells"
    )
    now = headers()
    # A column that the funder has added since was never told.
    return {
        pk: [dict(zip(columns, cells, strict=True)).get(header, "") for header in now]
        for pk, columns, cells in pairs
    }


def _corrections(
    row: Participation, before: list[str], cells: list[str], reasons: dict[str, Any]
) -> list[dict[str, str]]:
    """The cells that said something else. What was empty and is told now corrects nothing."""
    corrected = [told for told in reasons.values() if told[1]]
    last = max(corrected, key=lambda told: told[0], default=None)
    on = timezone.localdate(last[0]).isoformat() if last else ""
    why = last[1] if last else BACK_AGAIN
    return [
        {"column": header, "before": old, "after": new, "on": on, "reason": why}
        for header, old, new in zip(headers(), before, cells, strict=True)
        if old and old != new
    ]


@transaction.atomic
def transmit(
    operation: Operation, purpose: str, *, by: User | None, at: datetime | None = None
) -> Transmission:
    """Lock what leaves, to the letter, and say why. Raises Refused when there is nothing to send."""
    now = at or timezone.now()
    operation = Operation.objects.select_for_update().get(pk=operation.pk)
    list(operation.participations.select_for_update().order_by("pk").values_list("pk"))
    found = prepare(operation)
    if not found.ready:
        raise Refused("Rien de nouveau à transmettre.")
    sent = Transmission.objects.create(
        operation=operation, at=now, by=by, purpose=purpose, columns=headers()
    )
    TransmittedRow.objects.bulk_create(
        TransmittedRow(
            transmission=sent, participation=one.row, cells=one.cells, corrections=one.corrections
        )
        for one in found.ready
    )
    operation.participations.filter(
        pk__in=[one.row.pk for one in found.ready], locked_at__isnull=True
    ).update(locked_at=now)
    lines = counted(len(found.ready), "ligne", feminine=True).capitalize()
    record(
        Action.EXPORTED, sent, by=by, reason=f"{lines} : {purpose}", fields=["participations"],
        at=now,
    )  # fmt: skip
    return sent
