"""The doors of publications: figures are frozen, published, sometimes withdrawn, never changed."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.utils import timezone

from crm.journal.models import Action
from crm.journal.refusal import Refused
from crm.journal.services import record

from .counting import Figures, compute
from .definitions import DEFINITIONS
from .models import IndicatorSnapshot

if TYPE_CHECKING:
    from django.contrib.auth.models import User


def freeze(
    day: date,
    *,
    at: datetime | None = None,
    found: Figures | None = None,
    by: User | None = None,
    quarterly: bool = False,
) -> IndicatorSnapshot:
    """Count the figures as of a day and keep them, unpublished. Raises Refused for a day to come."""
    now = at or timezone.now()
    if day > timezone.localdate(now):
        raise Refused("Des chiffres se comptent à une date passée ou à celle d’aujourd’hui.")
    counted = found or compute(day)
    with transaction.atomic():
        snapshot = IndicatorSnapshot.objects.create(
            as_of=day,
            computed_at=now,
            figures=counted.as_json(),
            definitions={code: definition.as_json() for code, definition in DEFINITIONS.items()},
            quarterly=quarterly,
        )
        record(Action.CREATED, snapshot, by=by, at=now)
    return snapshot


@transaction.atomic
def publish(
    snapshot: IndicatorSnapshot, *, by: User | None, at: datetime | None = None
) -> IndicatorSnapshot:
    """Put frozen figures before the public. Raises Refused when that day is already published."""
    now = at or timezone.now()
    row = IndicatorSnapshot.objects.select_for_update().get(pk=snapshot.pk)
    if row.published_at:
        raise Refused("Ces chiffres sont déjà publiés.")
    row.published_at, row.published_by = now, by
    try:
        with transaction.atomic():
            row.save(update_fields=["published_at", "published_by"])
    except IntegrityError as error:
        raise Refused(
            f"Des chiffres sont déjà publiés au {row.as_of:%d/%m/%Y} : retirez-les d’abord."
        ) from error
    record(Action.PUBLISHED, row, by=by, at=now)
    snapshot.refresh_from_db()
    return row


@transaction.atomic
def withdraw(
    snapshot: IndicatorSnapshot,
    reason: str,
    *,
    by: User | None,
    at: datetime | None = None,
) -> IndicatorSnapshot:
    """Take published figures away from the public. The row stays, with the reason."""
    now = at or timezone.now()
    row = IndicatorSnapshot.objects.select_for_update().get(pk=snapshot.pk)
    if not row.published_at or row.withdrawn_at:
        raise Refused("Ces chiffres ne sont pas publiés.")
    if not reason.strip():
        raise Refused("Indiquez pourquoi ces chiffres sont retirés.")
    row.withdrawn_at, row.withdraw_reason = now, reason.strip()[:240]
    row.save(update_fields=["withdrawn_at", "withdraw_reason"])
    record(Action.CHANGED, row, by=by, reason=reason, fields=["withdrawn_at"], at=now)
    snapshot.refresh_from_db()
    return row
