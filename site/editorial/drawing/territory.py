"""The map of the home territory, drawn from its rows and kept until they change."""

from __future__ import annotations

import hashlib

from django.core.cache import cache
from django.utils.safestring import SafeString, mark_safe

from territory.models import Commune, Territory, TerritoryKind

from .map import Place, draw_map

KEPT_FOR = 24 * 3600


def drawn_territory() -> SafeString:
    """The map as inline SVG, "" when no commune has a position. One or two queries."""
    places = home_places()
    if not places:
        return SafeString("")
    key = f"territory-map-{hashlib.sha256(repr(places).encode()).hexdigest()[:24]}"
    svg: str = cache.get_or_set(key, lambda: draw_map(places), KEPT_FOR) or ""
    # draw_map escapes names and addresses; nothing else comes from a person.
    return mark_safe(svg)  # noqa: S308  # nosec B308 B703


def home_places() -> list[Place]:
    home = Territory.objects.of_kind(TerritoryKind.HOME).first()
    if home is None:
        return []
    placed = Commune.objects.filter(
        territories=home, latitude__isnull=False, longitude__isnull=False
    )
    return [
        Place(
            commune.insee,
            commune.name,
            commune.latitude,
            commune.longitude,
            f"#commune-{commune.insee}",
            commune.insee == home.seat_id,
        )
        for commune in placed
        if commune.latitude is not None and commune.longitude is not None
    ]
