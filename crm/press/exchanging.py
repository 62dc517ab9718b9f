"""What is said with a journalist, and from when they have not been heard."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from crm.journal.models import Action
from crm.journal.refusal import Refused
from crm.journal.services import record

from .models import CoverageLink, Direction, Exchange, ExchangeKind, PressContact

if TYPE_CHECKING:
    from django.contrib.auth.models import User
    from wagtail.models import Page


@dataclass(frozen=True)
class Said:
    """One exchange, before it is noted."""

    kind: ExchangeKind
    summary: str
    direction: Direction = Direction.IN
    about: Page | None = None


@transaction.atomic
def log_exchange(
    contact: PressContact,
    said: Said,
    *,
    on: datetime | None = None,
    by: User | None,
    at: datetime | None = None,
) -> Exchange:
    """Note what was said, now or on a past moment. Raises Refused for one to come or without words."""
    now = at or timezone.now()
    moment = on or now
    if moment > now:
        raise Refused("Notez l’échange quand il a eu lieu\u00a0: cette date est à venir.")
    if not said.summary.strip():
        raise Refused("Dites en quelques mots ce qui s’est dit.")
    locked = PressContact.objects.select_for_update().get(pk=contact.pk)
    row = Exchange.objects.create(
        contact=locked, at=moment, kind=said.kind, direction=said.direction,
        summary=said.summary.strip(), about=said.about, by=by,
    )  # fmt: skip
    hear(locked)
    record(Action.CREATED, row, by=by, at=now)
    contact.refresh_from_db()
    return row


@transaction.atomic
def drop_exchange(exchange: Exchange, *, by: User | None, at: datetime | None = None) -> None:
    """Take away an exchange that was noted by mistake."""
    locked = PressContact.objects.select_for_update().get(pk=exchange.contact_id)
    record(Action.DELETED, exchange, by=by, at=at)
    Exchange.objects.filter(pk=exchange.pk).delete()
    hear(locked)


def hear(locked: PressContact) -> None:
    """Date the last exchange of a locked contact again: what was said, what was written, else the sheet."""
    said = Exchange.objects.counting().filter(contact=locked).aggregate(at=Max("at"))["at"]
    articles = CoverageLink.objects.filter(contact=locked)
    day = articles.aggregate(on=Max("coverage__published_on"))["on"]
    wrote = timezone.make_aware(datetime.combine(day, time(12))) if day else None
    locked.last_exchange_at = max(
        moment for moment in (locked.created_at, said, wrote) if moment is not None
    )
    locked.save(update_fields=["last_exchange_at"])
