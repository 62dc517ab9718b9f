"""The map of the home territory, drawn from its rows and kept until they change."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping

from django.core.cache import cache
from django.utils.safestring import SafeString, mark_safe

from territory.models import Commune

from .map import Place, draw_map

KEPT_FOR = 24 * 3600


def drawn_territory(
    communes: Iterable[Commune] | None = None,
    here: str = "",
    addresses: Mapping[str, str] | None = None,
) -> SafeString:
    """The map as inline SVG, "" when no commune has a position.

    communes    read with_seat(); one query reads them when they are not given
    here        the INSEE code of the one to mark
    addresses   of their pages, by INSEE code; the others lead to the list beside the map
    """
    if communes is None:
        communes = Commune.objects.of_the_territory().with_seat()
    places = placed(communes, here, addresses or {})
    if not places:
        return SafeString("")
    key = f"territory-map-{hashlib.sha256(repr(places).encode()).hexdigest()[:24]}"
    svg: str = cache.get_or_set(key, lambda: draw_map(places), KEPT_FOR) or ""
    # draw_map escapes names and addresses; nothing else comes from a person.
    return mark_safe(svg)  # noqa: S308  # nosec B308


def placed(communes: Iterable[Commune], here: str, addresses: Mapping[str, str]) -> list[Place]:
    return [
        Place(
            commune.insee,
            commune.name,
            commune.latitude,
            commune.longitude,
            addresses.get(commune.insee, f"#commune-{commune.insee}"),
            getattr(commune, "is_seat", False),
            commune.insee == here,
        )
        for commune in communes
        if commune.latitude is not None and commune.longitude is not None
    ]
