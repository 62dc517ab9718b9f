"""What this room tells of a person: activities, where they stand, settlements, support."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.text import capfirst

from crm.journal.models import Action, Entry
from crm.journeys.team import called
from crm.journeys.timeline import Moment
from crm.people.models import Person

from .models import (
    ActivityCreation,
    FollowUp,
    Milestone,
    PlanState,
    Review,
    Settlement,
    SettlementState,
    SupportPlan,
    TrainerNote,
)

if TYPE_CHECKING:
    from django.contrib.auth.models import User


def noon(day: date) -> datetime:
    """Facts that have a day and no hour stand at noon."""
    return timezone.make_aware(datetime.combine(day, time(12)))


def activities(person: Person, user: User) -> list[Moment]:
    rows = ActivityCreation.objects.filter(person=person).select_related("commune", "verified_by")
    started = [
        Moment(
            at=noon(row.started_on),
            icon="briefcase",
            title=row.get_kind_display().capitalize(),
            text=", ".join(filter(None, [row.trade, row.legal_form, str(row.commune or "")])),
            author=called(row.verified_by),
            kind="settling",
            milestone=True,
        )
        for row in rows
    ]
    ceased = [
        Moment(noon(row.ceased_on), "info", "Activité arrêtée", row.trade, kind="settling")
        for row in rows
        if row.ceased_on
    ]
    asked = [
        Moment(
            at=noon(row.asked_on),
            icon="info",
            title=f"Point de suivi\N{NO-BREAK SPACE}: {row.get_answer_display()}",
            kind="settling",
        )
        for row in FollowUp.objects.filter(person=person)
    ]
    return started + ceased + asked


def settlements(person: Person, user: User) -> list[Moment]:
    """What happened to the settlements of the households where the person lives or lived."""
    rows = (
        Settlement.objects.filter(household__members__person=person)
        .select_related("commune")
        .distinct()
    )
    told: list[Moment] = []
    for row in rows:
        place = str(row.commune)
        if row.move_in_on:
            told.append(
                Moment(noon(row.move_in_on), "house", f"Emménagement à {place}",
                       kind="settling", milestone=True)
            )  # fmt: skip
        if row.departed_on:
            told.append(
                Moment(noon(row.departed_on), "arrow-right", f"Départ de {place}",
                       row.departure_reason, kind="settling")
            )  # fmt: skip
    return told + _moves(Settlement, [row.pk for row in rows], SETTLEMENT_WORDS, "settling")


SETTLEMENT_WORDS = {
    "": "Installation envisagée",
    SettlementState.CONFIRMED.value: "Installation confirmée par une pièce",
}
PLAN_WORDS = {
    PlanState.PAUSED.value: "Accompagnement en pause",
    PlanState.EXTENDED.value: "Accompagnement prolongé",
    PlanState.ENDED.value: "Accompagnement arrivé à son terme",
    PlanState.ENDED_EARLY.value: "Accompagnement arrêté avant terme",
}


def _moves(
    model: type[Settlement] | type[SupportPlan], ids: list[int], words: dict[str, str], kind: str
) -> list[Moment]:
    """The moves that the journal holds of some rows, those that have words."""
    rows = Entry.objects.filter(
        object_type=model._meta.label_lower,
        object_id__in=[str(pk) for pk in ids],
        action__in=[Action.CREATED, Action.MOVED],
    ).select_related("actor")
    return [
        Moment(row.at, "footprints", words[row.after], row.reason, called(row.actor), kind)
        for row in rows
        if row.after in words
    ]


def support(person: Person, user: User) -> list[Moment]:
    plans = list(SupportPlan.objects.filter(person=person).select_related("referent"))
    opened = [
        Moment(
            at=noon(plan.starts_on),
            icon="footprints",
            title=f"Début de l’accompagnement, {plan.months} mois",
            text=f"Ouvert par\N{NO-BREAK SPACE}: {plan.get_basis_display()}.",
            author=called(plan.referent),
            kind="support",
            milestone=True,
        )
        for plan in plans
    ]
    held = [
        Moment(
            at=review.held_at,
            icon="list-checks",
            title=capfirst(str(review)),
            text=review.summary,
            kind="support",
        )
        for review in Review.objects.filter(plan__in=plans, held_at__isnull=False)
        if review.held_at
    ]
    reached = [
        Moment(
            at=noon(row.done_on),
            icon="circle-check",
            title=f"Étape atteinte\N{NO-BREAK SPACE}: {row.label}",
            text=row.evidence,
            kind="support",
        )
        for row in Milestone.objects.filter(plan__in=plans, done_on__isnull=False)
        if row.done_on
    ]
    told = [
        Moment(
            at=noon(note.on),
            icon="message-square",
            title="Suivi du formateur",
            text=note.text,
            author=called(note.author),
            kind="support",
        )
        for note in TrainerNote.objects.filter(plan__in=plans).select_related("author")
    ]
    return (
        opened
        + held
        + reached
        + told
        + _moves(SupportPlan, [plan.pk for plan in plans], PLAN_WORDS, "support")
    )
