"""What is not kept of those who are no file of ours: hosts of visits, families of discovery days."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.db.models import Q
from django.utils import timezone

from crm.registers.calendar import add_months

from .models import DiscoveryRegistration, VisitStop


def forget(at: datetime) -> int:
    """Without effect the second time. Return how many rows."""
    return forget_hosts(at) + forget_registrations(at)


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
    return rows.update(first_name="", last_name="Effacé", email="", phone="", forgotten_at=at)
