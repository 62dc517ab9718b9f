"""What a batch does to one journey: the doors of journeys, and what they are asked beforehand."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from crm.journal.refusal import Refused
from crm.journeys import relays
from crm.journeys.exchanges import plan_task
from crm.journeys.models import Journey, Stage
from crm.journeys.services import describe, move
from crm.journeys.team import called

if TYPE_CHECKING:
    from django.contrib.auth.models import User


def assign(journey: Journey, owner: User, *, by: User, at: datetime | None = None) -> None:
    """Give a journey another owner."""
    _still_open(journey)
    if journey.owner_id == owner.pk:
        raise Refused(f"{called(owner)} suit déjà ce parcours.")
    describe(journey, by=by, at=at, owner=owner)


def share(journey: Journey, colleague: User, *, by: User, at: datetime | None = None) -> None:
    """Let a colleague follow a journey beside its owner."""
    _still_open(journey)
    if journey.owner_id == colleague.pk or journey.co_owners.filter(pk=colleague.pk).exists():
        raise Refused(f"{called(colleague)} suit déjà ce parcours.")
    relays.share(journey, [*journey.co_owners.all(), colleague], by=by, at=at)


def plan(
    journey: Journey,
    label: str,
    due_on: date,
    assignee: User | None,
    *,
    by: User,
    at: datetime | None = None,
) -> None:
    """Add the same task to a journey, for its owner unless told."""
    _still_open(journey)
    plan_task(
        journey.person, label, due_on,
        journey=journey, assignee=assignee or journey.owner, by=by, at=at,
    )  # fmt: skip


def close(
    journey: Journey, close_reason: str, reason: str, *, by: User, at: datetime | None = None
) -> None:
    move(journey, Stage.CLOSED, by=by, close_reason=close_reason, reason=reason, at=at)


def _still_open(journey: Journey) -> None:
    if journey.closed_at:
        raise Refused("Ce parcours est clos.")
