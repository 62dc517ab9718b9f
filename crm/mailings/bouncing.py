"""An address that is dead: noted on the files that hold it, and set aside."""

from __future__ import annotations

from datetime import datetime

from crm.consents.models import SuppressionReason
from crm.consents.suppression import suppress
from crm.people.contacts import normalise_email
from crm.people.models import ContactKind, ContactPoint
from crm.people.reaching import contact_fails


def dead(address: str, at: datetime) -> None:
    """Nothing is mailed there any more, until somebody proves that they read it."""
    points = ContactPoint.objects.filter(
        kind=ContactKind.EMAIL,
        normalised=normalise_email(address),
        bounced_at__isnull=True,
        person__anonymised_at__isnull=True,
    )
    for point in points.select_related("person"):
        contact_fails(point, by=None, at=at)
    suppress(address, reason=SuppressionReason.BOUNCED, at=at)
