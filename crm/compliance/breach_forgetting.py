"""A violation closed for long keeps its dates, its numbers and its decisions: what was written goes."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from crm.journal.models import Action
from crm.journal.services import record
from crm.registers.calendar import add_months

from .models import Breach, BreachNote

ERASED = "Effacé"
WORDS = (
    "kinds", "people_kinds", "causes", "consequences", "measures", "notify_reason", "late_reason",
    "inform_text",
)  # fmt: skip


def old(at: datetime | None = None) -> list[Breach]:
    now = at or timezone.now()
    limit = add_months(timezone.localdate(now), -12 * settings.BREACH_YEARS)
    rows = Breach.objects.filter(closed_at__date__lt=limit, emptied_at__isnull=True)
    return list(rows.order_by("pk"))


@transaction.atomic
def forget_old(at: datetime | None = None) -> int:
    """Empty those closed for more than BREACH_YEARS. Without effect the second time."""
    now = at or timezone.now()
    found = old(now)
    ids = [row.pk for row in found]
    BreachNote.objects.filter(breach__in=ids).delete()
    Breach.objects.filter(pk__in=ids).update(
        what=ERASED, reported_by=None, emptied_at=now, **dict.fromkeys(WORDS, "")
    )
    for row in found:
        record(Action.ANONYMISED, row, at=now)
    return len(ids)
