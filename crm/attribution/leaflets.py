"""What came of a batch of leaflets, as its page says it: by the first touch, since it was printed."""

from __future__ import annotations

from django.utils import timezone

from crm.leaflets.models import LeafletBatch
from crm.leaflets.results import Result

from .acts import COLUMNS, Period
from .sources import FIRST
from .table import Counted, Line


def results(batch: LeafletBatch, exact: bool) -> list[Result]:
    """The cells of its line in the table: what is withheld there is withheld here."""
    today = timezone.localdate()
    period = Period(min(batch.printed_on, today), today)
    if not exact:
        period = period.whole_months
    line = _line_of(batch, Counted(period, FIRST).table(exact=exact).lines)
    told = [cell.told for cell in line.cells] if line else ["0"] * len(COLUMNS)
    return [Result(label, one) for label, one in zip(COLUMNS.values(), told, strict=True)]


def _line_of(batch: LeafletBatch, lines: list[Line]) -> Line | None:
    items = (item for line in lines for item in line.items)
    wanted = ("leaflet_batch", batch.pk)
    return next((one for one in items if (one.source.item, one.source.pk) == wanted), None)
