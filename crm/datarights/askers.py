"""Requests found by the addresses and numbers that their askers typed, whatever file they are tied to."""

from __future__ import annotations

from collections.abc import Collection

from crm.people.contacts import normalise_email, normalise_phone

from .models import RightsRequest


def typed(row: RightsRequest) -> set[str]:
    """The address and the number of a request, in the form in which they compare."""
    return {one for one in (normalise_email(row.email), normalise_phone(row.phone)) if one}


def written_from(reached: Collection[str]) -> list[RightsRequest]:
    """Those that give one of these addresses or numbers. The register is short: one query reads it."""
    wanted = {one for one in reached if one}
    if not wanted:
        return []
    rows = RightsRequest.objects.filter(forgotten_at__isnull=True).exclude(email="", phone="")
    return [row for row in rows.order_by("pk") if typed(row) & wanted]
