"""What the journal keeps for a time only: readings, exports, refusals, sign-ins. The rest stays with what it tells."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from .models import Action, Entry, Gate, RefusedSignIns
from .services import gate_open, record

TRACES = [
    Action.READ, Action.REFUSED, Action.EXPORTED,
    Action.SIGNED_IN, Action.SIGNED_OUT, Action.SIGN_IN_REFUSED,
]  # fmt: skip


def months() -> int:
    """The law wants between six months and a year of them."""
    kept: int = getattr(settings, "JOURNAL_MONTHS", 12)
    return kept


def old_traces(limit: datetime) -> QuerySet[Entry]:
    return Entry.objects.filter(action__in=TRACES, at__lt=limit)


@transaction.atomic
def forget_traces(limit: datetime, at: datetime | None = None) -> int:
    """Delete the traces older than a moment, and write how many: the journal tells its own purge."""
    with gate_open():
        gone = old_traces(limit).delete()[0]
    RefusedSignIns.objects.filter(day__lt=timezone.localdate(limit)).delete()
    if gone:
        gate = Gate.objects.get(pk=1)
        record(Action.DELETED, gate, reason=f"{gone} traces de plus de {months()} mois", at=at)
    return gone
