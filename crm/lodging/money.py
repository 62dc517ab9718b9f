"""Amounts in cents, said and read in French."""

from __future__ import annotations

from decimal import Decimal

NARROW = "\N{NARROW NO-BREAK SPACE}"


def euros(cents: int) -> str:
    """Return « 45 € », « 1 234,50 € »."""
    whole, rest = divmod(cents, 100)
    grouped = f"{whole:,}".replace(",", NARROW)
    return f"{grouped},{rest:02}\N{NO-BREAK SPACE}€" if rest else f"{grouped}\N{NO-BREAK SPACE}€"


def cents_of(amount: Decimal) -> int:
    """Return an amount in euros, two decimals at most, in cents."""
    return int(amount * 100)
