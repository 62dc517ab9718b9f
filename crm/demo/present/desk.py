"""What the desk itself shows: the views that agents keep, a file whose time ends."""

from __future__ import annotations

from crm.journeys import saved_views
from crm.journeys.models import Screen

from .stage import Scene

# Two weeks before the three years for which a contact is kept.
ALMOST_THREE_YEARS = 3 * 365 - 14


def play_views(scene: Scene) -> None:
    """What an adviser opens each morning, and what the manager shows to everybody."""
    if scene.adviser:
        saved_views.keep(
            scene.adviser, Screen.LIST, "Mes retards", "owner=moi&late=on", at=scene.at
        )
        saved_views.keep(
            scene.adviser, Screen.BOARD, "Télétravail indépendant", "track=t1", at=scene.at
        )
    if scene.manager:
        saved_views.keep(
            scene.manager, Screen.LIST, "Sans référent", "owner=personne", shared=True, at=scene.at
        )


def play_endings(scene: Scene) -> None:
    """Somebody who wrote once and has not been heard from since: their file ends in a fortnight."""
    scene.somebody(ALMOST_THREE_YEARS)
