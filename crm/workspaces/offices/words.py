"""How requests and offers are said: days, offices, prices, until when."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from crm.registers.words import counted
from editorial.dates import day as written
from editorial.dates import hour
from telecentre.listing import natural
from telecentre.models import Weekday

from ..bookings.words import euros
from ..models import OfficeOffer, OfficeRequest


def listed(words: Iterable[str]) -> str:
    """« lundi, mardi et jeudi »"""
    *first, last = list(words) or [""]
    return f"{', '.join(first)} et {last}" if first else last


def days_words(days: Iterable[int]) -> str:
    """« le mardi et le jeudi »"""
    return listed(f"le {Weekday(day).label}" for day in days)


def wish_words(row: OfficeRequest) -> str:
    """« un bureau le mardi et le jeudi, à partir du 4 janvier 2027, Télécentre de Murat »"""
    desks = counted(row.desks, "bureau", "bureaux")
    told = f"{desks} {days_words(row.days)}, à partir du {written(row.wished_from)}"
    return f"{told}, {row.site}" if row.site else told


def moment_words(at: datetime) -> str:
    """« vendredi 28 novembre à 10 h 30 »"""
    local = timezone.localtime(at)
    return f"{written(local.date(), weekday=True, year=False)} à {hour(local.time())}"


@dataclass(frozen=True)
class OfferWords:
    offices: str
    site: str
    days: str
    period: str
    price: str
    until: str


def offer_words(offer: OfficeOffer) -> OfferWords:
    """Read an offer as people do. Two queries."""
    bookings = list(offer.bookings.select_related("space__site"))
    spaces = sorted({booking.space for booking in bookings}, key=lambda one: natural(one.label))
    cents = sum(booking.price_cents for booking in bookings)
    return OfferWords(
        offices=listed(str(space) for space in spaces),
        site=str(spaces[0].site) if spaces else "",
        days=days_words(offer.request.days),
        period=f"du {written(offer.starts_on)} au {written(offer.ends_on)}",
        price=euros(cents) if cents else "offert pendant votre accompagnement",
        until=moment_words(offer.expires_at),
    )
