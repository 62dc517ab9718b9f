"""The doors of visits: prepared, changed, confirmed, told afterwards. The visit's row is the lock of all it holds."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone

from crm.journal.models import Action
from crm.journal.refusal import Refused
from crm.journal.services import record
from crm.journeys.exchanges import log
from crm.journeys.models import InteractionKind, Journey, Stage
from crm.journeys.services import advance
from crm.lodging.models import Stay
from crm.people.services import current_membership
from editorial.dates import day as written

from . import letters
from .models import VISIT_PATHS, Visit, VisitCost, VisitState

if TYPE_CHECKING:
    from django.contrib.auth.models import User

LONGEST = 21  # days
FIXED = "Cette visite est faite ou annulée : elle ne change plus."


@dataclass(frozen=True)
class Plan:
    """What a visit is. Both days are included."""

    starts_on: date
    ends_on: date
    purpose: str
    stay: Stay | None = None
    referent: User | None = None
    emergency: str = ""
    directions: str = ""


@dataclass(frozen=True)
class Told:
    """What is said with a move: why it is called off, or what came of each stop and what the family said."""

    reason: str = ""
    family_words: str = ""
    outcomes: dict[int, str] = field(default_factory=dict)


NOTHING = Told()


@transaction.atomic
def plan_visit(
    journey: Journey, plan: Plan, *, by: User | None, at: datetime | None = None
) -> Visit:
    """Open a visit for the journey of a family; its programme comes afterwards."""
    now = at or timezone.now()
    if journey.closed_at:
        raise Refused("Ce parcours est clos : rouvrez-le avant de préparer une visite.")
    _check(plan, journey)
    membership = current_membership(journey.person)
    visit = Visit.objects.create(
        journey=journey,
        household=membership.household if membership else None,
        created_at=now,
        changed_at=now,
        **vars(plan),
    )
    record(Action.CREATED, visit, by=by, person_id=journey.person_id, at=now)
    return visit


@transaction.atomic
def change_visit(visit: Visit, plan: Plan, *, by: User | None, at: datetime | None = None) -> None:
    """Change what a visit is. Raises Refused when a stop would stand outside its days."""
    now = at or timezone.now()
    locked = hold(visit)
    _check(plan, locked.journey)
    outside = locked.stops.exclude(date__gte=plan.starts_on, date__lte=plan.ends_on).first()
    if outside is not None:
        raise Refused(
            f"« {outside} », le {written(outside.date)}, ne serait plus dans les dates de la visite."
        )
    touch(locked, by=by, at=now, **vars(plan))
    visit.refresh_from_db()


def _check(plan: Plan, journey: Journey) -> None:
    if plan.ends_on < plan.starts_on:
        raise Refused("Le dernier jour suit le premier.")
    if (plan.ends_on - plan.starts_on).days >= LONGEST:
        raise Refused(f"Une visite dure au plus {LONGEST} jours.")
    if plan.stay is not None and plan.stay.person_id != journey.person_id:
        raise Refused("Ce séjour est celui d’un autre dossier.")


def hold(visit: Visit) -> Visit:
    """Lock a visit that may still change, or raise Refused."""
    locked = Visit.objects.select_for_update(of=("self",)).select_related("journey__person")
    row = locked.get(pk=visit.pk)
    if row.state in {VisitState.DONE, VisitState.CANCELLED}:
        raise Refused(FIXED)
    return row


def touch(visit: Visit, *, by: User | None, at: datetime, **changes: Any) -> None:
    """Write fields of a visit that is held, and that its programme changed."""
    for name, value in changes.items():
        setattr(visit, name, value)
    visit.changed_at = at
    visit.save(update_fields=[*changes, "changed_at"])
    record(
        Action.CHANGED, visit, by=by, person_id=visit.journey.person_id,
        fields=sorted(changes) or ["stops"], at=at,
    )  # fmt: skip


@transaction.atomic
def move_visit(
    visit: Visit,
    to: VisitState,
    told: Told = NOTHING,
    *,
    by: User | None,
    at: datetime | None = None,
) -> Visit:
    """The only door between the states of a visit. Confirmed, the family is sent its sheet."""
    now = at or timezone.now()
    locked = hold(visit)
    before = VisitState(locked.state)
    if to not in VISIT_PATHS[before]:
        raise Refused(f"Une visite « {before.label} » ne devient pas « {to.label} ».")
    changes = _changes(locked, to, told, now)
    for name, value in changes.items():
        setattr(locked, name, value)
    locked.state = to
    locked.save(update_fields=["state", *changes])
    record(
        Action.MOVED, locked, by=by, person_id=locked.journey.person_id, before=before, after=to,
        reason=told.reason, at=now,
    )  # fmt: skip
    if to == VisitState.CONFIRMED:
        letters.send_sheet(locked, now)
        advance(locked.journey, Stage.VISITING, by=by, at=now)
    elif to == VisitState.DONE:
        _tell(locked, told, by, now)
    elif before == VisitState.CONFIRMED:
        letters.call_off(locked, now)
    visit.refresh_from_db()
    return visit


def _changes(visit: Visit, to: VisitState, told: Told, now: datetime) -> dict[str, Any]:
    if to == VisitState.CONFIRMED and not visit.stops.exists():
        raise Refused("Une visite se confirme avec son programme : ajoutez une étape.")
    if to == VisitState.CANCELLED:
        if not told.reason.strip():
            raise Refused("Une annulation est motivée : la famille lit ce motif.")
        return {"reason": told.reason.strip(), "changed_at": now}
    if to == VisitState.DONE:
        if timezone.localdate(now) < visit.ends_on:
            raise Refused(f"La visite dure jusqu’au {written(visit.ends_on)}.")
        return {"done_at": now, "family_words": told.family_words.strip()}
    return {}


def _tell(visit: Visit, told: Told, by: User | None, now: datetime) -> None:
    """Keep what came of each stop, and one exchange that tells all of it in the file."""
    lines = []
    for stop in visit.stops.all():
        stop.outcome = told.outcomes.get(stop.pk, "").strip()
        stop.save(update_fields=["outcome"])
        if stop.outcome:
            lines.append(f"{stop.title}\N{NO-BREAK SPACE}: {stop.outcome}")
    if visit.family_words:
        lines.append(f"La famille\N{NO-BREAK SPACE}: {visit.family_words}")
    evening = timezone.make_aware(datetime.combine(visit.ends_on, time(18)))
    log(
        visit.journey.person, InteractionKind.VISIT, by=by, journey=visit.journey,
        subject=visit.purpose, text="\n".join(lines), at=min(evening, now),
    )  # fmt: skip


@transaction.atomic
def add_cost(
    visit: Visit, *, kind: str, label: str, cents: int, paid_by: str, by: User | None,
    at: datetime | None = None,
) -> VisitCost:  # fmt: skip
    """Note what something cost. A visit that is done takes costs too: bills come later."""
    row = _priced(visit)
    cost = VisitCost.objects.create(visit=row, kind=kind, label=label, cents=cents, paid_by=paid_by)
    record(Action.CREATED, cost, by=by, person_id=row.journey.person_id, at=at)
    return cost


@transaction.atomic
def drop_cost(cost: VisitCost, *, by: User | None, at: datetime | None = None) -> None:
    row = _priced(cost.visit)
    record(Action.DELETED, cost, by=by, person_id=row.journey.person_id, at=at)
    cost.delete()


def _priced(visit: Visit) -> Visit:
    rows = Visit.objects.select_for_update(of=("self",)).select_related("journey")
    return rows.get(pk=visit.pk)
