"""The weight of a file as a visitor reads it before a click."""

from __future__ import annotations

NBSP = "\N{NO-BREAK SPACE}"
KILO, MEGA = 1000, 1000**2


def weight(size: int) -> str:
    """Write a number of bytes: « 310 Ko », « 1,2 Mo »."""
    if size < MEGA:
        return f"{max(1, round(size / KILO))}{NBSP}Ko"
    return f"{size / MEGA:.1f}".replace(".", ",") + f"{NBSP}Mo"
