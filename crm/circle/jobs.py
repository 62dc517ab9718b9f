"""What time does to the circle: codes go, former partners are forgotten."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from crm.registers.calendar import add_months

from .models import AccessCode, Helper, HelperState

CODES_KEPT = timedelta(days=1)


@transaction.atomic
def forget(at: datetime) -> int:
    """Delete the codes of yesterday and the partners whose access ended long ago. Safe to run twice."""
    AccessCode.objects.filter(expires_at__lt=at - CODES_KEPT).delete()
    limit = add_months(timezone.localdate(at), -settings.CIRCLE["kept_months"])
    over = Q(ends_on__lt=limit) | Q(state=HelperState.ENDED, revoked_at__date__lt=limit)
    over |= Q(journey__closed_at__date__lt=limit)
    return Helper.objects.filter(over).delete()[0]
