"""What is ended of those who were to come, when their name is forgotten: nights, programmes, places."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from crm.lodging.models import Stay, StayState
from crm.lodging.services import Told, move_stay
from crm.visits.discovery import move_registration
from crm.visits.models import DiscoveryRegistration, RegistrationState, Visit, VisitState
from crm.visits.services import Told as VisitTold
from crm.visits.services import move_visit

if TYPE_CHECKING:
    from django.contrib.auth.models import User

REASON = "Dossier anonymisé."


def let_go_of_visits(ids: Sequence[int], by: User | None, now: datetime) -> None:
    """End, each by its own door, what people have under way. The caller shuts the outbox."""
    for stay in Stay.objects.live().filter(person__in=ids).select_related("unit"):
        here = stay.state == StayState.IN_HOUSE
        to = StayState.DONE if here else StayState.CANCELLED
        move_stay(stay, to, Told(reason=REASON), by=by, at=now)
    for visit in Visit.objects.coming().filter(journey__person__in=ids):
        move_visit(visit, VisitState.CANCELLED, VisitTold(reason=REASON), by=by, at=now)
    coming = DiscoveryRegistration.objects.filter(
        person__in=ids, state=RegistrationState.CONFIRMED
    ).select_related("day")
    for row in coming:
        move_registration(row, RegistrationState.CANCELLED, by=by, at=now)
