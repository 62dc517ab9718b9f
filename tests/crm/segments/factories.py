"""Segments and the answers that they keep."""

from __future__ import annotations

from itertools import count
from typing import Any

from crm.segments import services
from crm.segments.models import Campaign, Segment, Sharing
from crm.segments.sending import campaigns
from crm.segments.sending.campaigns import Message

_numbers = count(1)


def asks(code: str, *, exclude: bool = False, **told: Any) -> dict[str, Any]:
    """One criterion, as a row keeps it: asks("status", status=["unemployed"])."""
    texts = {name: value if isinstance(value, list) else [value] for name, value in told.items()}
    return {"code": code, "exclude": exclude, "told": texts}


def segment_of(user: Any, *criteria: dict[str, Any], sharing: str = Sharing.TEAM) -> Segment:
    name = f"Segment {next(_numbers)}"
    return services.keep(user, name, list(criteria) or [asks("reachable")], sharing=sharing)


def draft(by: Any, *segments: Segment, **told: Any) -> Campaign:
    """A draft complete enough to leave: a message of service unless told."""
    known: dict[str, Any] = {
        "title": "Pièces attendues",
        "nature": "service",
        "subject": "Votre dossier, {prenom}",
        "text": "Bonjour {prenom},\n\nIl nous manque une pièce. À bientôt, {conseiller}.",
        "reason": "Pièces à fournir avant la commission",
    }
    if told.get("nature") == "promotion":
        known |= {"audience": "newsletter", "reason": ""}
    return campaigns.write(Message(**known | told, segments=segments), by=by)
