"""A batch: what was chosen, done row by row, told row by row."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction
from django.http import QueryDict
from django.utils import timezone

from crm.journal.models import Action
from crm.journal.refusal import Refused
from crm.journal.services import record
from crm.journeys.forms.filters import ListFilter
from crm.journeys.models import Batch, Journey
from crm.journeys.models.journey import JourneyQuerySet

if TYPE_CHECKING:
    from django.contrib.auth.models import User

# Journeys in a batch at most: what somebody can still read before they confirm.
BOUND = 200
TOO_MANY = (
    f"{BOUND}\N{NO-BREAK SPACE}parcours au plus à la fois\N{NO-BREAK SPACE}: précisez le filtre,"
    " ou faites-le en plusieurs fois."
)


@dataclass(frozen=True)
class Result:
    """done and refused journeys, the latter with the sentence of the door that refused."""

    done: list[Journey] = field(default_factory=list)
    refused: list[tuple[Journey, str]] = field(default_factory=list)


def ticked(user: User, ids: Iterable[str]) -> list[Journey]:
    """The journeys of some ids that the user may see; the others, and what is no id, are left aside.

    Raises Refused beyond BOUND.
    """
    numbers = {int(one) for one in ids if one.isascii() and one.isdigit() and len(one) < 19}
    if len(numbers) > BOUND:
        raise Refused(TOO_MANY)
    return _read(Journey.objects.filter(pk__in=numbers), user)


def shown_by(user: User, filter_query: str, at: datetime) -> list[Journey]:
    """Every journey that a filter of the list shows. Raises Refused beyond BOUND."""
    asked = ListFilter(QueryDict(filter_query), user)
    return _read(asked.journeys(at), user)


def _read(rows: JourneyQuerySet, user: User) -> list[Journey]:
    seen = rows.filter(
        pk__in=Journey.objects.seen_by(user).values("pk"),
        person__merged_into__isnull=True,
        person__anonymised_at__isnull=True,
    )
    ordered = seen.select_related("person", "owner").order_by("person__name_key", "pk")
    found = list(ordered[: BOUND + 1])
    if len(found) > BOUND:
        raise Refused(TOO_MANY)
    return found


@transaction.atomic
def run(
    key: UUID,
    action: str,
    journeys: Iterable[Journey],
    act: Callable[[Journey], None],
    *,
    by: User,
    at: datetime | None = None,
) -> Result:
    """Act on each journey; one that is refused stops none of the others.

    Raises Refused when the batch of this key was done already.
    """
    now = at or timezone.now()
    batch, new = Batch.objects.get_or_create(
        key=key, defaults={"action": action, "by": by, "at": now}
    )
    if not new:
        raise Refused("C’est déjà fait : cette page avait été envoyée une première fois.")
    record(Action.CREATED, batch, by=by, fields=[action], at=now)
    result = Result()
    # Always in the same order, so that two batches never wait for each other's rows.
    for journey in sorted(journeys, key=lambda row: row.pk):
        try:
            with transaction.atomic():
                act(journey)
        except Refused as refusal:
            result.refused.append((journey, str(refusal)))
        else:
            result.done.append(journey)
    return result
