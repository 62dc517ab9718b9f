"""Amounts in cents, as French texts write them."""

from __future__ import annotations

NBSP, NARROW = "\N{NO-BREAK SPACE}", "\N{NARROW NO-BREAK SPACE}"


def euros(cents: int) -> str:
    """« 1 250 € », « 12,50 € »."""
    whole, rest = divmod(cents, 100)
    said = f"{whole:,}".replace(",", NARROW)
    return f"{said},{rest:02}{NBSP}€" if rest else f"{said}{NBSP}€"
