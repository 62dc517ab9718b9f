"""What happens to offers of offices at their hour: they end, and the next person is offered what is free.

Each offer ends in a transaction of its own, behind the lock of the list: run twice, or from two
machines at once, it ends once.
"""

from __future__ import annotations

from datetime import datetime

from crm.letters.services import outbox_is_shut
from crm.waiting.promoting import promote

from ..models import OfferState, OfficeOffer
from .kind import KEY, KIND
from .offers import expire


def see_to_offers(at: datetime) -> None:
    for offer in OfficeOffer.objects.filter(state=OfferState.RUNNING, expires_at__lt=at):
        expire(offer, at=at)
    # Nobody is offered an office without being told.
    if not outbox_is_shut():
        promote(KIND, KEY, at=at)
