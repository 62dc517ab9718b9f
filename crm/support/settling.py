"""What follows a settlement: its proof kept, its departure and its undoing told to the plan, its mistakes corrected."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.core.files.base import File
from django.db import IntegrityError, transaction
from django.utils import timezone

from crm.journal.models import Action
from crm.journal.refusal import Refused
from crm.journal.services import record
from crm.journeys.models import Journey, Stage
from crm.journeys.services import move as move_journey
from crm.papers.models import PaperKind
from crm.papers.services import add_paper
from crm.people.homes import reference_of
from crm.people.models import HouseholdMember, Person
from territory.models import Commune

from .models import PLAN_PATHS, PlanBasis, PlanState, Settlement, SettlementState, SupportPlan
from .plans import move_plan
from .services import move_settlement

if TYPE_CHECKING:
    from django.contrib.auth.models import User

CORRECTABLE = (
    "commune", "origin_commune", "move_in_on", "dwelling", "adults", "children",
    "children_schooled", "departed_on",
)  # fmt: skip


@transaction.atomic
def settle_as(
    settlement: Settlement,
    to: SettlementState,
    *,
    by: User | None,
    upload: File[bytes] | None = None,
    end_plan: bool = False,
    at: datetime | None = None,
    **told: Any,
) -> Settlement:
    """Move a settlement by its door, and do what hangs on it.

    upload    the proof itself, kept among the papers of the reference adult
    end_plan  whether a departure also ends the support of those who leave
    """
    now = at or timezone.now()
    before = settlement.move_in_on
    row = move_settlement(settlement, to, by=by, at=now, **told)
    reason = told.get("reason", "")
    if to == SettlementState.CONFIRMED and upload:
        _keep_proof(row, upload, by, now)
    elif to == SettlementState.DEPARTED and end_plan:
        _end_plans(_live_plans(row), reason, by, now)
    elif to == SettlementState.INTENDED:
        _take_back(row, before, reason, by, now)
    return row


def _keep_proof(row: Settlement, upload: File[bytes], by: User | None, now: datetime) -> None:
    reference = reference_of(row.household)
    if reference is None:
        raise Refused("Ce foyer n’a plus d’adulte référent : la pièce n’a pas de dossier où aller.")
    person = Person.objects.get(pk=reference)
    row.proof_paper = add_paper(person, PaperKind.ADDRESS, upload, title=row.proof, by=by, at=now)
    row.save(update_fields=["proof_paper"])


def _live_plans(row: Settlement) -> list[SupportPlan]:
    """The plans under way of the adults who live in the household."""
    adults = HouseholdMember.objects.filter(
        household=row.household_id, ends_on__isnull=True, person__isnull=False
    )
    return list(SupportPlan.objects.live().filter(person__in=adults.values("person")))


def _end_plans(plans: list[SupportPlan], reason: str, by: User | None, now: datetime) -> None:
    today = timezone.localdate(now)
    for plan in plans:
        over = plan.ends_on <= today and plan.state != PlanState.PAUSED
        to = PlanState.ENDED if over else PlanState.ENDED_EARLY
        if to in PLAN_PATHS[PlanState(plan.state)]:
            move_plan(plan, to, by=by, reason=reason or "Départ du territoire.", at=now)


def _take_back(
    row: Settlement, moved_in_on: date | None, reason: str, by: User | None, now: datetime
) -> None:
    """End the plan that a mistaken move opened, and bring the journeys back to the stage before."""
    opened = [
        plan
        for plan in _live_plans(row)
        if plan.basis == PlanBasis.SETTLED and plan.starts_on == moved_in_on
    ]
    _end_plans(opened, reason, by, now)
    people = [plan.person_id for plan in opened]
    for journey in Journey.objects.open().filter(person__in=people, stage=Stage.SUPPORTED):
        try:
            with transaction.atomic():
                move_journey(journey, Stage.SETTLING, by=by, reason=reason, at=now)
        except Refused:
            # A track that does not go through that stage keeps its own.
            continue


@transaction.atomic
def correct(
    settlement: Settlement,
    told: dict[str, Any],
    reason: str,
    *,
    by: User | None,
    at: datetime | None = None,
) -> list[str]:
    """Write what was noted wrongly, for a reason. Returns the names of what changed; the journal keeps no value."""
    if unknown := set(told) - set(CORRECTABLE):
        raise TypeError(f"correct() does not change {unknown}")
    now = at or timezone.now()
    if not reason.strip():
        raise Refused("Dites pourquoi cette fiche est corrigée.")
    row = Settlement.objects.select_for_update().get(pk=settlement.pk)
    changes = {name: value for name, value in told.items() if getattr(row, name) != value}
    if not changes:
        raise Refused("Rien n’est changé : corrigez au moins une réponse.")
    for name, value in changes.items():
        setattr(row, name, value)
    _check(row, timezone.localdate(now))
    try:
        with transaction.atomic():
            row.save(update_fields=[*changes])
    except IntegrityError as error:
        raise Refused(
            "Ces réponses ne vont pas ensemble : relisez les dates et les nombres."
        ) from error
    record(
        Action.CHANGED, row, by=by, person_id=reference_of(row.household), fields=sorted(changes),
        reason=reason.strip(), at=now,
    )  # fmt: skip
    settlement.refresh_from_db()
    return sorted(changes)


def _check(row: Settlement, today: date) -> None:
    if not Commune.objects.of_the_territory().filter(pk=row.commune_id).exists():
        raise Refused(f"{row.commune} n’est pas une commune du territoire.")
    if row.adults < 1 or row.children_schooled > row.children:
        raise Refused("Vérifiez le nombre d’adultes, d’enfants et d’enfants scolarisés.")
    moved = row.state != SettlementState.INTENDED
    if moved != (row.move_in_on is not None):
        raise Refused("Une installation faite porte sa date d’emménagement, et elle seule.")
    if (row.state == SettlementState.DEPARTED) != (row.departed_on is not None):
        raise Refused("Un départ porte sa date, et lui seul.")
    if (row.move_in_on and row.move_in_on > today) or (row.departed_on and row.departed_on > today):
        raise Refused("Indiquez une date déjà passée ou celle d’aujourd’hui.")
    if row.departed_on and row.move_in_on and row.departed_on < row.move_in_on:
        raise Refused("Le départ précède l’emménagement.")
