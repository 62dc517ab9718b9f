"""What came of a batch of leaflets, as its page says it: whatever the date, by the first touch."""

from __future__ import annotations

from datetime import date

from django.utils import timezone

from crm.leaflets.models import LeafletBatch
from crm.leaflets.results import Result

from .acts import COLUMNS, Period, acts_in
from .masking import HIDDEN, small
from .sources import FIRST, Source, Sources


def results(batch: LeafletBatch, exact: bool) -> list[Result]:
    today: date = timezone.localdate()
    acts = acts_in(Period(min(batch.printed_on, today), today))
    sources = Sources(acts)
    counts = dict.fromkeys(COLUMNS, 0)
    for act in acts:
        source: Source = sources.of(act, FIRST)
        if source.item == "leaflet_batch" and source.pk == batch.pk:
            counts[act.column] += 1
    return [
        Result(label, HIDDEN if not exact and small(counts[name]) else str(counts[name]))
        for name, label in COLUMNS.items()
    ]
