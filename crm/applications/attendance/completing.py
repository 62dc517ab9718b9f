"""When a training is held to have been completed."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from crm.applications.models import Enrolment, EnrolmentState
from crm.applications.services import move_enrolment
from crm.journal.refusal import Refused

from .progress import progress_of

if TYPE_CHECKING:
    from django.contrib.auth.models import User


def share_followed(enrolment: Enrolment) -> int:
    """Return the share of the course's hours that was followed, in whole percent."""
    return progress_of(enrolment.roster.session, [enrolment.pk])[enrolment.pk].share


@transaction.atomic
def complete(
    enrolment: Enrolment,
    *,
    reason: str = "",
    by: User | None = None,
    at: datetime | None = None,
) -> Enrolment:
    """Complete a training once enough of it was followed, or with a reason that says why all the same."""
    threshold = enrolment.roster.session.course.completion_threshold
    followed = share_followed(enrolment)
    if followed < threshold and not reason.strip():
        raise Refused(
            f"{followed} % des heures suivies, {threshold} % attendues : indiquez un motif."
        )
    return move_enrolment(enrolment, EnrolmentState.COMPLETED, by=by, reason=reason, at=at)
