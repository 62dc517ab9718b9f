"""What the European funds tell of a person: entries, exits, forms signed. Never an answer."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import TYPE_CHECKING

from django.utils import timezone

from crm.journeys.team import called
from crm.journeys.timeline import Moment as Told
from crm.people.models import Person
from crm.registers.batch import Steps, first, stepwise, together

from .models import AnswerSet, Spell

if TYPE_CHECKING:
    from django.contrib.auth.models import User


@stepwise
def moments(person: Person, user: User) -> Steps[list[Told]]:
    if not user.has_perm("crm_funding.view_participation"):
        return []
    spells = Spell.objects.filter(participation__person=person).select_related(
        "participation__operation"
    )
    signed = AnswerSet.objects.signed().filter(participation__person=person)
    entered, answered = yield from together(
        [first(spells), first(signed.select_related("filled_by"))]
    )
    told = []
    for spell in entered.rows:
        label = spell.participation.operation.label
        told.append(
            Told(_noon(spell.starts_on), "flag", "Entrée dans une opération européenne", label,
                 kind="training")
        )  # fmt: skip
        if spell.ends_on:
            told.append(
                Told(_noon(spell.ends_on), "flag", "Sortie d’une opération européenne", label,
                     kind="training")
            )  # fmt: skip
    return told + [
        Told(
            row.signed_at,
            "file-text",
            f"Questionnaire européen signé\N{NO-BREAK SPACE}: {row.get_moment_display()}",
            row.get_source_display().capitalize(),
            called(row.filled_by),
            kind="training",
        )
        for row in answered.rows
        if row.signed_at
    ]


def _noon(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(12)))
