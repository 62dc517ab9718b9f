"""The lists on paper: everybody in alphabetical order, or a workshop, with a box to tick. The network may fail."""

from __future__ import annotations

from datetime import datetime

from django.template.loader import render_to_string

from editorial.models import IdentitySettings
from editorial.pdf import private_pdf
from forum.models import Edition, Slot

from .rolls import coming, in_order

STYLESHEETS = ["crm_registers/paper.css", "crm_checkin/lists.css"]


def list_of(edition: Edition, slot: Slot | None, at: datetime) -> bytes:
    """Those who come, to an edition or to one of its workshops (PDF/UA)."""
    rows = coming(edition)
    if slot is not None:
        rows = rows.filter(workshops__slot=slot, workshops__held_until__isnull=True)
    context = {
        "edition": edition,
        "slot": slot,
        "people": in_order(rows),
        "at": at,
        "sender": IdentitySettings.of_the_site().as_sender(),
    }
    return private_pdf(render_to_string("crm_checkin/paper/list.html", context), STYLESHEETS, {})
