"""What somebody who asks to be forgotten has here beside their file: it lives by another agreement, and ends too.

A file whose time is over leaves it alone: a newsletter that is still read is no forgotten file.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from crm.letters.models import Letter
from crm.newsletter.services import leave
from crm.people.models import ContactKind, ContactPoint, Person
from crm.press.models import PressContact
from crm.press.services import erase

if TYPE_CHECKING:
    from django.contrib.auth.models import User

ASKED = "à sa demande"


def forget_elsewhere(person: Person, *, by: User | None, at: datetime) -> None:
    """End the subscription and the press sheet of somebody's addresses, while these are still known."""
    points = ContactPoint.objects.filter(person=person, kind=ContactKind.EMAIL)
    known = list(points.values_list("normalised", flat=True))
    for address in known:
        leave(address, ASKED, at=at)
    for contact in PressContact.objects.filter(email_key__in=known):
        erase(contact, ASKED, by=by, at=at)
    Letter.objects.filter(person__isnull=True, to__in=known).delete()
