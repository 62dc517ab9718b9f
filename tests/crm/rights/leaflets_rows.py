"""A batch of leaflets with a drop, for the table of rights."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils import timezone

from crm.leaflets.services import Place, Printing, leave_copies, open_batch


def lay(rows: dict[str, Any], now: datetime) -> dict[str, Any]:
    today = timezone.localdate(now)
    batch = open_batch(Printing("Essai", "essai", 100, today), by=None, at=now)
    drop = leave_copies(batch, Place("Office de tourisme", 10, today), by=None, at=now)
    return {"leaflet": batch.pk, "leaflet_drop": drop.pk}
