"""What a family is written about its stay: received, held until, confirmed with the practical page, refused."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils import timezone

from crm.letters import services as outbox
from crm.people.reaching import mail_address

from .models import Stay, StayState

TEMPLATES = {
    StayState.HELD: "held",
    StayState.CONFIRMED: "confirmed",
    StayState.REFUSED: "refused",
    StayState.CANCELLED: "cancelled",
}


def key_of(stay: Stay) -> str:
    return f"stay-{stay.pk}"


def received(stay: Stay, now: datetime) -> None:
    _write(stay, "received", now)


def moved(stay: Stay, to: StayState, now: datetime) -> None:
    if template := TEMPLATES.get(to):
        _write(stay, template, now)


def _write(stay: Stay, template: str, now: datetime) -> None:
    address = mail_address(stay.person)
    if not address:
        return
    context: dict[str, Any] = {"stay": stay, "unit": stay.unit, "person": stay.person}
    if stay.hold_expires_at:
        until = timezone.localtime(stay.hold_expires_at)
        context |= {"until": until.date(), "until_hour": until.time()}
    outbox.write(
        f"crm_lodging/letters/{template}.txt",
        to=address,
        key=f"{key_of(stay)}-{template}",
        person=stay.person,
        context=context,
        at=now,
    )
