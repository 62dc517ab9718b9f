"""The doors of activities and settlements."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from crm.journal.models import Action
from crm.journal.refusal import Refused
from crm.journal.services import record
from crm.journeys.models import Journey, Stage
from crm.journeys.services import advance
from crm.letters.services import outbox_is_shut
from crm.needs.models import Need
from crm.people.models import Household, HouseholdMember, Person
from crm.registers.words import counted
from territory.models import Commune

from .check_days import lay_checks
from .models import (
    SETTLEMENT_PATHS,
    ActivityCreation,
    ActivityKind,
    FollowUp,
    FollowUpAnswer,
    PlanBasis,
    Settlement,
    SettlementState,
)
from .plans import open_plan
from .siret import read_siret

if TYPE_CHECKING:
    from django.contrib.auth.models import User


@dataclass(frozen=True)
class Company:
    """Who came: numbers only."""

    adults: int = 1
    children: int = 0
    children_schooled: int = 0


@transaction.atomic
def note_activity(
    person: Person,
    kind: ActivityKind,
    started_on: date,
    *,
    by: User | None = None,
    journey: Journey | None = None,
    commune: Commune | None = None,
    trade: str = "",
    legal_form: str = "",
    siret: str = "",
    telework: bool = True,
    at: datetime | None = None,
) -> ActivityCreation:
    """Note the start of an activity, which is also an answer to « où en êtes-vous ? ».

    Whether it still lives will be asked at the months of `ACTIVITY_CHECK_MONTHS`; history that is loaded asks nothing.
    """
    now = at or timezone.now()
    if started_on > timezone.localdate(now):
        raise Refused("Notez l’activité quand elle a démarré : cette date est à venir.")
    if ActivityCreation.objects.filter(person=person, kind=kind, started_on=started_on).exists():
        raise Refused("Cette activité est déjà au dossier.")
    activity = ActivityCreation.objects.create(
        person=person,
        journey=journey,
        kind=kind,
        started_on=started_on,
        commune=commune,
        trade=trade,
        legal_form=legal_form,
        siret=read_siret(siret),
        telework=telework,
        verified_by=by,
    )
    if not outbox_is_shut():
        lay_checks([activity])
    record(Action.CREATED, activity, by=by, person_id=person.pk, at=now)
    follow_up(person, FollowUpAnswer.ACTIVE, by=by, at=now)
    return activity


def follow_up(
    person: Person,
    answer: FollowUpAnswer,
    *,
    by: User | None = None,
    at: datetime | None = None,
) -> FollowUp:
    """Note where somebody stands today; asked twice the same day, the last answer holds."""
    now = at or timezone.now()
    row, _ = FollowUp.objects.update_or_create(
        person=person, asked_on=timezone.localdate(now), defaults={"answer": answer}
    )
    record(Action.CREATED, row, by=by, person_id=person.pk, at=now)
    return row


@transaction.atomic
def intend_settlement(
    household: Household,
    commune: Commune,
    *,
    journey: Journey | None = None,
    company: Company | None = None,
    origin_commune: Commune | None = None,
    by: User | None = None,
    at: datetime | None = None,
) -> Settlement:
    """Note that a household means to settle in a commune of the territory."""
    who = company or Company()
    if not Commune.objects.of_the_territory().filter(pk=commune.pk).exists():
        raise Refused(f"{commune} n’est pas une commune du territoire.")
    if who.adults < 1 or who.children_schooled > who.children:
        raise Refused("Vérifiez le nombre d’adultes, d’enfants et d’enfants scolarisés.")
    try:
        with transaction.atomic():
            settlement = Settlement.objects.create(
                household=household,
                journey=journey,
                commune=commune,
                origin_commune=origin_commune or (journey.origin_commune if journey else None),
                adults=who.adults,
                children=who.children,
                children_schooled=who.children_schooled,
            )
    except IntegrityError as error:
        raise Refused("Ce foyer a déjà une installation en cours.") from error
    record(Action.CREATED, settlement, by=by, person_id=_reference(household), at=at)
    if journey is not None:
        advance(journey, Stage.SETTLING, by=by, at=at)
    return settlement


@transaction.atomic
def move_settlement(
    settlement: Settlement,
    to: SettlementState,
    *,
    on: date | None = None,
    proof: str = "",
    reason: str = "",
    dwelling: str = "",
    needs_left: bool = False,
    by: User | None = None,
    at: datetime | None = None,
) -> Settlement:
    """The only door between the states of a settlement. Moving in opens the plan of its adults.

    `on` is the day of moving in or of departure. A household whose needs are still open is confirmed
    when `needs_left` says that it is known.
    """
    now = at or timezone.now()
    settlement = Settlement.objects.select_for_update().get(pk=settlement.pk)
    before = SettlementState(settlement.state)
    if to not in SETTLEMENT_PATHS[before]:
        raise Refused(f"Une installation « {before.label} » ne devient pas « {to.label} ».")
    if to == SettlementState.CONFIRMED:
        reason = _left_open(settlement.household, needs_left)
    changes = _changes(settlement, to, on, proof, reason, dwelling, timezone.localdate(now))
    for name, value in changes.items():
        setattr(settlement, name, value)
    settlement.state = to
    settlement.save(update_fields=["state", *changes])
    reference = _reference(settlement.household)
    record(
        Action.MOVED, settlement, by=by, person_id=reference, before=before, after=to,
        reason=reason, at=now,
    )  # fmt: skip
    if to == SettlementState.MOVED_IN and reference is not None:
        _welcome(settlement, reference, by, now)
    return settlement


def _left_open(household: Household, known: bool) -> str:
    """Return what the journal says of the needs still open, "" when none is."""
    left = Need.objects.unmet().filter(household=household).count()
    if left and not known:
        several = "restent ouverts" if left > 1 else "reste ouvert"
        raise Refused(
            f"{counted(left, 'besoin').capitalize()} du foyer {several} : "
            "cochez « Confirmer quand même » pour enregistrer en l’état."
        )
    return "Des besoins du foyer restent ouverts." if left else ""


def _changes(
    settlement: Settlement,
    to: SettlementState,
    on: date | None,
    proof: str,
    reason: str,
    dwelling: str,
    today: date,
) -> dict[str, Any]:
    if to == SettlementState.CONFIRMED:
        if not proof.strip():
            raise Refused("Nommez la pièce qui confirme l’installation.")
        return {"proof": proof.strip()}
    if to == SettlementState.INTENDED:
        if not reason.strip():
            raise Refused("Dites pourquoi cet emménagement est annulé.")
        return {"move_in_on": None}
    if on is None or on > today:
        raise Refused("Indiquez une date déjà passée ou celle d’aujourd’hui.")
    if to == SettlementState.MOVED_IN:
        return {"move_in_on": on, "dwelling": dwelling or settlement.dwelling}
    if settlement.move_in_on and on < settlement.move_in_on:
        raise Refused("Le départ précède l’emménagement.")
    return {"departed_on": on, "departure_reason": reason}


def _welcome(settlement: Settlement, reference: int, by: User | None, now: datetime) -> None:
    person = Person.objects.get(pk=reference)
    day = settlement.move_in_on or timezone.localdate(now)
    open_plan(person, PlanBasis.SETTLED, day, by=by, referent=by, at=now)
    for journey in Journey.objects.open().filter(person=person):
        advance(journey, Stage.SUPPORTED, by=by, at=now)


def _reference(household: Household) -> int | None:
    return (
        HouseholdMember.objects.filter(household=household, role="adult_ref", ends_on__isnull=True)
        .values_list("person_id", flat=True)
        .first()
    )
