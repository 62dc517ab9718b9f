"""What is not kept of those who are no file of ours: hosts of visits, families of discovery days."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.conf import settings
from django.db.models import Q
from django.utils import timezone

from crm.letters.services import letters_of
from crm.people.contacts import normalise_email, normalise_phone
from crm.registers.calendar import add_months

from .discovery import move_registration
from .discovery_letters import key_of
from .models import DiscoveryRegistration, RegistrationState, VisitStop

NOBODY = {"first_name": "", "last_name": "Effacé", "email": "", "phone": ""}


def forget(at: datetime) -> None:
    """Without effect the second time."""
    forget_hosts(at)
    forget_registrations(at)


def forget_hosts(at: datetime) -> int:
    """Empty who received a family, some months after the visit. Return how many stops."""
    before = add_months(timezone.localdate(at), -settings.VISIT_HOSTS_MONTHS)
    named = ~Q(host="") | ~Q(host_phone="") | ~Q(host_email="")
    rows = VisitStop.objects.filter(named, visit__ends_on__lt=before)
    return rows.update(host="", host_phone="", host_email="")


def forget_registrations(at: datetime) -> int:
    """Empty who came to a discovery day, some months after it. Numbers stay. Return how many rows."""
    before = add_months(timezone.localdate(at), -settings.DISCOVERY_KEPT_MONTHS)
    rows = DiscoveryRegistration.objects.filter(forgotten_at__isnull=True, day__date__lt=before)
    return rows.update(**NOBODY, forgotten_at=at)


def forget_people(reached: Collection[str], at: datetime) -> None:
    """Empty the registrations of no file that give one of these addresses or numbers; their seats are free again."""
    known = {one for one in reached if one}
    rows = DiscoveryRegistration.objects.filter(person__isnull=True, forgotten_at__isnull=True)
    theirs = [
        row
        for row in rows.select_related("day")
        if {normalise_email(row.email), normalise_phone(row.phone)} & known
    ]
    for row in theirs:
        if row.state == RegistrationState.CONFIRMED and row.day.date >= timezone.localdate(at):
            move_registration(row, RegistrationState.CANCELLED, at=at)
        letters_of(key_of(row)).delete()
    keys = [row.pk for row in theirs]
    DiscoveryRegistration.objects.filter(pk__in=keys).update(**NOBODY, forgotten_at=at)
