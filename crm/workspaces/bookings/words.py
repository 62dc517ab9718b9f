"""Bookings in words."""

from __future__ import annotations

from editorial.dates import NBSP, period
from editorial.dates import day as day_words
from telecentre.models import TariffProduct

from ..models import Booking
from . import patterns


def euros(cents: int) -> str:
    """« 10 € », « 12,50 € »."""
    whole, rest = divmod(cents, 100)
    return f"{whole},{rest:02}{NBSP}€" if rest else f"{whole}{NBSP}€"


def when_words(booking: Booking) -> str:
    """« le mardi 8 mai 2012, matin », « les mardi et jeudi, du 1er au 31 mai 2012 »."""
    if booking.product == TariffProduct.HALF_DAY:
        half = patterns.read(booking.pattern)[0][1]
        return f"le {day_words(booking.starts_on, weekday=True)}, {half.label}"
    if booking.starts_on == booking.ends_on:
        return f"le {day_words(booking.starts_on, weekday=True)}"
    span = period(booking.starts_on, booking.ends_on)
    if booking.pattern:
        return f"{patterns.in_words(booking.pattern)}, {span}"
    return span
