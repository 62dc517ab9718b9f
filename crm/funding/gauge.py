"""How complete an operation is: what the fund would count, what it would not."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.db.models import Count

from .models import Operation, Participation, ParticipationQuerySet


@dataclass(frozen=True)
class Gauge:
    total: int = 0
    incomplete: int = 0

    @property
    def complete(self) -> int:
        return self.total - self.incomplete

    @property
    def percent(self) -> int:
        """Incomplete participants out of all, rounded up: a threshold is never passed unseen."""
        return -(-100 * self.incomplete // self.total) if self.total else 0

    @property
    def level(self) -> str:
        """ "calm", "amber" above one threshold, "red" above the other."""
        if self._over(red_above()):
            return "red"
        return "amber" if self._over(amber_above()) else "calm"

    def _over(self, threshold: int) -> bool:
        return 100 * self.incomplete > threshold * self.total


def amber_above() -> int:
    return int(settings.FUNDER_AMBER_PERCENT)


def red_above() -> int:
    return int(settings.FUNDER_RED_PERCENT)


def gauges(operations: Iterable[Operation], day: date) -> dict[int, Gauge]:
    """Return the gauge of each operation, in two queries whatever their number."""
    ids = [one.pk for one in operations]
    rows = Participation.objects.filter(operation__in=ids)
    total, incomplete = _counted(rows), _counted(rows.incomplete(day))
    return {pk: Gauge(total.get(pk, 0), incomplete.get(pk, 0)) for pk in ids}


def gauge_of(operation: Operation, day: date) -> Gauge:
    return gauges([operation], day)[operation.pk]


def _counted(rows: ParticipationQuerySet) -> dict[int, int]:
    return dict(rows.order_by().values_list("operation").annotate(Count("pk")))
