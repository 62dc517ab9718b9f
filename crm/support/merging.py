"""What two files of one person may not both hold: plans, activities, answers, settlements."""

from __future__ import annotations

from django.db import models

from crm.journal.models import Action
from crm.journal.refusal import Refused
from crm.journal.services import record
from crm.people.merging.rules import Merge

from .models import (
    ActivityCreation,
    CheckState,
    FollowUp,
    FollowUpAnswer,
    Settlement,
    SettlementState,
    SupportPlan,
)

# From the first step to the last one, among those that last.
STEPS = [SettlementState.INTENDED, SettlementState.MOVED_IN, SettlementState.CONFIRMED]


def plans(merge: Merge) -> None:
    live = SupportPlan.objects.live()
    if live.filter(person=merge.kept).exists() and live.filter(person=merge.ended).exists():
        raise Refused(
            "Les deux dossiers ont un accompagnement en cours : arrêtez d’abord celui des deux qui "
            "fait double emploi."
        )


def activities(merge: Merge) -> None:
    """The same activity noted twice is kept once, with what either of them says."""
    mine = {
        (row.kind, row.started_on): row
        for row in ActivityCreation.objects.filter(person=merge.kept)
    }
    for row in ActivityCreation.objects.filter(person=merge.ended):
        twin = mine.get((row.kind, row.started_on))
        if twin is None:
            continue
        for name in ("trade", "legal_form", "siret", "commune_id", "ceased_on", "telework"):
            setattr(twin, name, getattr(twin, name) or getattr(row, name))
        twin.save(
            update_fields=["trade", "legal_form", "siret", "commune", "ceased_on", "telework"]
        )
        _keep_answers(row, twin)
        _drop(merge, row)
        merge.told.append(f"Une activité notée deux fois est gardée une fois : {row}.")


def _keep_answers(row: ActivityCreation, twin: ActivityCreation) -> None:
    """What was answered of either of them is kept; what both still ask is asked once."""
    answered = row.checks.exclude(state=CheckState.DUE)
    months = list(answered.values_list("month", flat=True))
    twin.checks.filter(month__in=months, state=CheckState.DUE).delete()
    answered.exclude(month__in=twin.checks.values("month")).update(activity=twin)


def follow_ups(merge: Merge) -> None:
    """Asked twice the same day, one answer is kept: one that tells something, else the survivor's."""
    mine = {row.asked_on: row for row in FollowUp.objects.filter(person=merge.kept)}
    for row in FollowUp.objects.filter(person=merge.ended, asked_on__in=mine):
        twin = mine[row.asked_on]
        if twin.answer == FollowUpAnswer.UNREACHED and row.answer != twin.answer:
            twin.answer = row.answer
            twin.save(update_fields=["answer"])
        _drop(merge, row)


def settlements(merge: Merge) -> None:
    """Two households made one have one live settlement: the one that got further."""
    mine = merge.joining[0] if merge.joining else None
    live = list(
        Settlement.objects.filter(household__in=merge.joining or [], departed_on__isnull=True)
    )
    if len(live) < 2:
        return
    live.sort(key=lambda row: (STEPS.index(SettlementState(row.state)), row.household == mine))
    shorter, kept = live
    if shorter.state != SettlementState.INTENDED and shorter.commune_id != kept.commune_id:
        raise Refused(
            "Les deux foyers sont installés dans deux communes : notez d’abord le départ de l’un, "
            "ou gardez un seul foyer."
        )
    _drop(merge, shorter)
    merge.told.append(f"Deux installations en cours : celle de {kept.commune} reste seule.")


def emptied_households(merge: Merge) -> None:
    """A household in which nobody lives any more keeps no settlement under way."""
    for household in merge.emptied:
        row = Settlement.objects.filter(household=household, departed_on__isnull=True).first()
        if row is None:
            continue
        if row.state != SettlementState.INTENDED:
            raise Refused(
                f"« {household} » est installé à {row.commune} et n’aurait plus personne : "
                "réunissez plutôt les deux foyers."
            )
        _drop(merge, row)
        merge.told.append(f"L’installation envisagée à {row.commune} est retirée.")


def _drop(merge: Merge, row: models.Model) -> None:
    record(Action.DELETED, row, by=merge.by, person_id=merge.kept.pk, at=merge.at)
    row.delete()
