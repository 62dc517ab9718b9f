"""What happens to offers at their hour: a reminder on the eve of the last day, then the end.

Each offer is dealt with in a transaction of its own, behind the lock of its session: run twice, or
from two machines at once, an offer ends once and one person takes its place.
"""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from crm.applications.decision_letters import REMINDER, tell_once
from crm.applications.models import Enrolment, EnrolmentState
from crm.applications.seats import hold
from crm.applications.services import move_enrolment
from crm.journal.refusal import Refused
from crm.waiting.deadlines import end_of_day, working_day_after

IN_TIME = "Sans réponse dans le délai."


def see_to_offers(at: datetime) -> None:
    remind(at)
    expire_offers(at)


def expire_offers(at: datetime) -> int:
    """End the offers whose time is over. Return how many ended here."""
    over = Enrolment.objects.filter(state=EnrolmentState.OFFERED, expires_at__lt=at)
    ids = list(over.order_by("expires_at", "pk").values_list("pk", flat=True))
    return sum(end_if_over(pk, at) for pk in ids)


@transaction.atomic
def end_if_over(pk: int, at: datetime) -> bool:
    """End one offer when its time is over, and let the next person have the seat."""
    session = Enrolment.objects.values_list("roster__session", flat=True).get(pk=pk)
    hold([session])
    row = Enrolment.objects.filter(pk=pk, state=EnrolmentState.OFFERED, expires_at__lt=at).first()
    if row is None:
        return False
    try:
        with transaction.atomic():
            move_enrolment(row, EnrolmentState.EXPIRED, reason=IN_TIME, at=at)
    except Refused:
        return False
    return True


def remind(at: datetime) -> int:
    """Write once to who has until the end of the next working day, unless they were told this very day."""
    today = timezone.localdate(at)
    soon = Enrolment.objects.filter(
        state=EnrolmentState.OFFERED,
        expires_at__gte=at,
        expires_at__lte=end_of_day(working_day_after(today)),
    ).select_related("application__person", "application__session__course")
    told = 0
    for row in soon:
        if timezone.localdate(row.offered_at) < today and row.expires_at:
            key = f"reminder-{row.expires_at:%Y%m%d%H%M}"
            told += tell_once(row.application, REMINDER, key, at)
    return told
