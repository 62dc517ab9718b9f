"""The addresses of the landscapes: any word gives one, and only those addresses answer."""

from __future__ import annotations

from urllib.parse import urlencode

from django.urls import reverse
from django.utils.text import slugify

from .palettes import DAY

# Raised when the drawing changes: browsers keep each address for a year.
EDITION = 1
SEED_LENGTH = 60


def seed_of(word: object) -> str:
    return slugify(str(word))[:SEED_LENGTH].strip("-") or "paysage"


def landscape_address(word: object, season: str, shape: str) -> str:
    """The address of a landscape. An unknown season is drawn in summer."""
    season = season if season in DAY else "summer"
    address = reverse("landscape", args=[seed_of(word), season])
    return f"{address}?{urlencode({'format': shape, 'v': EDITION})}"
