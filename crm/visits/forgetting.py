"""What is not kept of those who are no file of ours: hosts of visits, families of discovery days."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import TYPE_CHECKING

from django.conf import settings
from django.db.models import Q
from django.utils import timezone

from crm.letters.services import letters_of
from crm.people.contacts import normalise_email, normalise_phone
from crm.registers.calendar import add_months

from .discovery import move_registration
from .discovery_letters import key_of
from .models import DiscoveryRegistration, RegistrationState, VisitStop

if TYPE_CHECKING:
    from django.contrib.auth.models import User

NOBODY = {"first_name": "", "last_name": "Effacé", "email": "", "phone": ""}


def forget(at: datetime) -> int:
    """Without effect the second time. Return how many rows."""
    return forget_hosts(at) + forget_registrations(at)


def forget_hosts(at: datetime) -> int:
    """Empty who received a family, some months after the visit. Return how many stops."""
    before = add_months(timezone.localdate(at), -settings.VISIT_HOSTS_MONTHS)
    named = ~Q(host="") | ~Q(host_phone="") | ~Q(host_email="")
    rows = VisitStop.objects.filter(named, visit__ends_on__lt=before)
    return rows.update(host="", host_phone="", host_email="")


def forget_addresses(known: Collection[str], *, by: User | None = None, at: datetime) -> int:
    """Cancel what is to come and empty what was registered, without a file, from some addresses and numbers."""
    wanted = {one for one in known if one}
    rows = DiscoveryRegistration.objects.filter(person__isnull=True, forgotten_at__isnull=True)
    found = [
        row
        for row in rows.select_related("day")
        if {normalise_email(row.email), normalise_phone(row.phone)} & wanted
    ]
    for row in found:
        if row.state == RegistrationState.CONFIRMED and row.day.date >= timezone.localdate(at):
            move_registration(row, RegistrationState.CANCELLED, by=by, at=at)
        letters_of(key_of(row)).delete()
    keys = [row.pk for row in found]
    return DiscoveryRegistration.objects.filter(pk__in=keys).update(**NOBODY, forgotten_at=at)


def forget_registrations(at: datetime) -> int:
    """Empty who came to a discovery day, some months after it. Numbers stay. Return how many rows."""
    before = add_months(timezone.localdate(at), -settings.DISCOVERY_KEPT_MONTHS)
    rows = DiscoveryRegistration.objects.filter(forgotten_at__isnull=True, day__date__lt=before)
    return rows.update(**NOBODY, forgotten_at=at)
