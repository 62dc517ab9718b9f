"""The letters of an office request. Nothing that a stranger typed enters them but their first name."""

from __future__ import annotations

import hashlib
from datetime import datetime
from typing import Any

from django.utils import timezone

from crm.letters import services as outbox
from crm.people.models import Person
from crm.people.reaching import mail_address

from ..models import OfficeOffer, OfficeRequest
from .links import link_to, page_address
from .words import offer_words, wish_words


def key_of(row: OfficeRequest) -> str:
    return f"office-request-{row.pk}"


def address_of(row: OfficeRequest) -> str:
    """The address of the file, else the one that was given; "" when letters go nowhere."""
    return (mail_address(row.person) if row.person is not None else "") or row.email


def received(row: OfficeRequest, now: datetime) -> None:
    _write(row, "received", "", now)


def listed(row: OfficeRequest, rank: int, now: datetime) -> None:
    _write(row, "listed", f"listed-{now:%Y%m%d%H%M%S%f}", now, rank=rank)


def offered(offer: OfficeOffer, now: datetime) -> None:
    _write(offer.request, "offered", f"offer-{offer.pk}", now, **_of(offer))


def expired(offer: OfficeOffer, now: datetime) -> None:
    _write(offer.request, "expired", f"offer-{offer.pk}-expired", now, **_of(offer))


def refused(row: OfficeRequest, reason: str, now: datetime) -> None:
    _write(row, "refused", f"refused-{now:%Y%m%d%H%M%S%f}", now, reason=reason)


def answered(row: OfficeRequest, text: str, now: datetime) -> None:
    """The same answer twice the same day is one letter: a double click writes nothing more."""
    said = hashlib.sha256(text.encode()).hexdigest()[:16]
    _write(row, "answer", f"answer-{timezone.localdate(now):%Y%m%d}-{said}", now, text=text)


def give_to(person: Person | None, row: OfficeRequest) -> None:
    outbox.give_to(person, key=key_of(row))


def _of(offer: OfficeOffer) -> dict[str, Any]:
    return {"offer": offer, "what": offer_words(offer)}


def _write(row: OfficeRequest, letter: str, occasion: str, now: datetime, **more: Any) -> None:
    address = address_of(row)
    if not address:
        return
    outbox.write(
        f"crm_workspaces/letters/office_{letter}.txt",
        to=address,
        key="-".join(filter(None, [key_of(row), occasion])),
        person=row.person,
        context={"wish": wish_words(row), "page": page_address()} | more,
        link=link_to(row),
        at=now,
    )
