"""What the desk takes out, once nobody of it is inside, with a reason that the journal keeps."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from crm.journal.models import Action
from crm.journal.refusal import Refused
from crm.journal.services import record
from crm.registrations import services
from crm.registrations.models import Participant, Registration
from crm.registrations.seats import lock_roster

from .entering import locked
from .models import CheckIn

if TYPE_CHECKING:
    from django.contrib.auth.models import User

INSIDE = "L’entrée de {} est notée : reprenez-la d’abord à la porte."


@transaction.atomic
def cancel(
    registration: Registration, *, reason: str, by: User | None, at: datetime | None = None
) -> None:
    now = at or timezone.now()
    _nobody_inside(registration.pk, registration.edition_id)
    services.cancel(registration, reason=reason, by=by, at=now)


@transaction.atomic
def take_person_out(
    participant: Participant, *, reason: str, by: User | None, at: datetime | None = None
) -> None:
    """One of a group does not come any more. Their group is told by a letter."""
    now = at or timezone.now()
    _nobody_inside(participant.registration_id, participant.registration.edition_id, participant.pk)
    services.leave(participant, by=by, at=now)
    record(
        Action.CHANGED, participant.registration, by=by,
        person_id=participant.registration.person_id, fields=["left_at"], reason=reason, at=now,
    )  # fmt: skip


def _nobody_inside(registration: int, edition: int, who: int | None = None) -> None:
    """The roster is locked first, as everywhere; then the registration: nobody comes in meanwhile."""
    lock_roster(edition)
    locked(registration)
    inside = CheckIn.objects.standing().filter(participant__registration=registration)
    if who is not None:
        inside = inside.filter(participant=who)
    if entry := inside.select_related("participant").first():
        raise Refused(INSIDE.format(entry.participant))
