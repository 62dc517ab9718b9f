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
from crm.registers.batch import Steps, first, stepwise, together

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


@stepwise
def activities(person: Person, user: User) -> Steps[list[Moment]]:
    rows = ActivityCreation.objects.filter(person=person).select_related("commune", "verified_by")
    found, answers = yield from together(
        [first(rows), first(FollowUp.objects.filter(person=person))]
    )
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
        for row in found.rows
    ]
    ceased = [
        Moment(noon(row.ceased_on), "info", "Activité arrêtée", row.trade, kind="settling")
        for row in found.rows
        if row.ceased_on
    ]
    asked = [
        Moment(
            at=noon(row.asked_on),
            icon="info",
            title=f"Point de suivi\N{NO-BREAK SPACE}: {row.get_answer_display()}",
            kind="settling",
        )
        for row in answers.rows
    ]
    return started + ceased + asked


@stepwise
def settlements(person: Person, user: User) -> Steps[list[Moment]]:
    """What happened to the settlements of the households where the person lives or lived."""
    rows = (
        Settlement.objects.filter(household__members__person=person)
        .select_related("commune")
        .distinct()
    )
    found = yield from first(rows)
    told: list[Moment] = []
    for row in found.rows:
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
    moved = yield from _moves(
        Settlement, [row.pk for row in found.rows], SETTLEMENT_WORDS, "settling"
    )
    return told + moved


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
) -> Steps[list[Moment]]:
    """The moves that the journal holds of some rows, those that have words."""
    rows = Entry.objects.filter(
        object_type=model._meta.label_lower,
        object_id__in=[str(pk) for pk in ids],
        action__in=[Action.CREATED, Action.MOVED],
    ).select_related("actor")
    found = yield from first(rows)
    return [
        Moment(row.at, "footprints", words[row.after], row.reason, called(row.actor), kind)
        for row in found.rows
        if row.after in words
    ]


@stepwise
def support(person: Person, user: User) -> Steps[list[Moment]]:
    theirs = SupportPlan.objects.filter(person=person)
    notes = TrainerNote.objects.filter(plan__in=theirs.values("pk"))
    opened_plans, reviews, milestones, written = yield from together(
        [
            first(theirs.select_related("referent")),
            first(Review.objects.filter(plan__in=theirs.values("pk"), held_at__isnull=False)),
            first(Milestone.objects.filter(plan__in=theirs.values("pk"), done_on__isnull=False)),
            first(notes.select_related("author")),
        ]
    )
    plans = opened_plans.rows
    moved = yield from _moves(SupportPlan, [plan.pk for plan in plans], PLAN_WORDS, "support")
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
        for review in reviews.rows
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
        for row in milestones.rows
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
        for note in written.rows
    ]
    return opened + held + reached + told + moved
