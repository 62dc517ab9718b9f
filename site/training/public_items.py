"""The eleven things that the public must be told of a course before it applies (référentiel Qualiopi,
indicator 1), in the order in which one asks them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from editorial.findings.finding import Finding, blocking

if TYPE_CHECKING:
    from training.models.course_page import CoursePage

# Name of the field, what the page calls it.
ITEMS = [
    ("goals", "Vous saurez"),
    ("audience", "Pour qui"),
    ("prerequisites", "Ce qu’il faut déjà"),
    ("duration", "Durée"),
    ("access_delay", "Délai d’accès"),
    ("cost", "Coût"),
    ("methods", "Comment on travaille"),
    ("assessment", "Évaluation"),
    ("accessibility", "Handicap"),
    ("contact", "Contact"),
    ("results", "Résultats"),
]


@dataclass(frozen=True)
class PublicItem:
    """One answer. `points` is filled instead of `text` where the field holds one point a line."""

    field: str
    label: str
    text: str
    points: list[str]


def told_items(page: CoursePage) -> list[PublicItem]:
    """What the page says, in order; what it does not say is left out."""
    return [
        PublicItem(field, label, text, page.goal_list if field == "goals" else [])
        for field, label in ITEMS
        if (text := getattr(page, field).strip())
    ]


def missing_items(page: CoursePage) -> Iterator[Finding]:
    for field, _label in ITEMS:
        if not getattr(page, field).strip():
            name = str(page._meta.get_field(field).verbose_name)  # type: ignore[union-attr]
            yield blocking(
                f"Remplissez « {name} » : la loi demande que chacun le sache avant de candidater.",
                field,
            )
