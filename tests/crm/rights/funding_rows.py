"""Somebody whom a European operation counts, and a file that went to its funder, for the table of rights."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from crm.funding.models import Operation, Transmission
from crm.funding.services import enter
from crm.people.models import Person


def lay(rows: dict[str, Any], now: datetime) -> dict[str, Any]:
    day = timezone.localdate(now)
    operation = Operation.objects.create(
        label="Opération d’essai", funder="Service d’essai", convention_no="0001",
        starts_on=day - timedelta(days=30), ends_on=day + timedelta(days=300),
    )  # fmt: skip
    row = enter(Person.objects.get(pk=rows["person"]), operation, day, at=now)
    assert row is not None
    sent = Transmission.objects.create(operation=operation, at=now, purpose="Essai")
    return {"operation": operation.pk, "participation": row.pk, "transmission": sent.pk}
