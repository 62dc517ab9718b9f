"""What visits cost, of a period: by visit, and by family that settled since."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

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
    """The visits that began from `start` to `end`, both included, and who settled until `as_of`. One query."""
    done = Visit.objects.filter(state=VisitState.DONE, starts_on__gte=start, starts_on__lte=end)
    rows = list(
        done.with_costs(as_of).select_related("journey__person").order_by("starts_on", "pk")
    )
    families = {row.household_id or f"journey-{row.journey_id}" for row in rows}
    came = {row.household_id for row in rows if row.has_settled}
    return Costs(rows, len(families), len(came))
