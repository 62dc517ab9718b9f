"""What visits cost, of a period: by visit, and by family that settled since."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Sum
from django.db.models.functions import Coalesce

from crm.lodging.models import StayNight
from crm.support.models import SETTLED, Settlement

from .models import Visit, VisitState


@dataclass(frozen=True)
class Costs:
    """Amounts in cents. `families` are counted once, `settled` those that moved in after a visit."""

    rows: list[Visit]
    families: int
    settled: int

    @property
    def total(self) -> int:
        return sum(row.cost for row in self.rows)

    @property
    def given(self) -> int:
        return sum(row.given for row in self.rows)

    @property
    def by_visit(self) -> int | None:
        return round(self.total / len(self.rows)) if self.rows else None

    @property
    def by_settled(self) -> int | None:
        return round(self.total / self.settled) if self.settled else None


def costs_of(start: date, end: date, as_of: date) -> Costs:
    """The visits that began from `start` to `end`, both included, and who settled until `as_of`. Two queries.

    Each row carries `cost`, its expenses, `given`, the value of the nights slept, and `has_settled`.
    """
    settled = Settlement.objects.filter(
        household=OuterRef("household"), state__in=SETTLED,
        move_in_on__gte=OuterRef("starts_on"), move_in_on__lte=as_of,
    )  # fmt: skip
    nights = (
        StayNight.objects.filter(stay=OuterRef("stay"), date__lte=as_of)
        .order_by()
        .values("stay")
        .annotate(worth=Sum("stay__free_value_cents"))
        .values("worth")
    )
    rows = list(
        Visit.objects.filter(state=VisitState.DONE, starts_on__gte=start, starts_on__lte=end)
        .annotate(
            cost=Coalesce(Sum("costs__cents"), 0),
            given=Coalesce(nights, 0),
            has_settled=Exists(settled),
        )
        .select_related("journey__person")
        .order_by("starts_on", "pk")
    )
    families = {row.household_id or f"journey-{row.journey_id}" for row in rows}
    came = {row.household_id for row in rows if row.has_settled}
    return Costs(rows, len(families), len(came))
