"""Tickets: one a person. The QR says an address that tells nothing of whoever holds it."""

from __future__ import annotations

import secrets

import segno
from django.conf import settings
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from .models import Participant

# Neither 0 and O, nor 1, I and L: somebody may have to type it.
LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
LENGTH = 10


def code() -> str:
    return "".join(secrets.choice(LETTERS) for _ in range(LENGTH))


def address_of(code: str) -> str:
    return settings.WAGTAILADMIN_BASE_URL.rstrip("/") + reverse("forum_ticket", args=[code])


def ticket_url(participant: Participant) -> str:
    return address_of(participant.code)


def drawing(code: str) -> SafeString:
    """The QR of a ticket, as a picture in the page."""
    svg = segno.make(address_of(code), error="m", micro=False).svg_inline(
        border=3, omitsize=True, svgclass="ticket__qr", lineclass=None, light="#fff"
    )
    return mark_safe(svg)  # noqa: S308  # nosec B308 B703
