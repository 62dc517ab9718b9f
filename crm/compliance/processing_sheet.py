"""The register as rows, one an activity: what article 30 of the RGPD asks, in its order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.utils import timezone

from .processing import SECTIONS
from .processing_reviews import Standing

BEFORE = ["Activité", "Responsable", "Délégué à la protection des données", "Fondement"]
AFTER = [
    "Combien de temps",
    "Droits des personnes",
    "Décision automatique",
    "Analyse d’impact",
    "Textes lus par les personnes",
    "Relue le",
    "Relue par",
]
HEADINGS = [*BEFORE, *SECTIONS.values(), *AFTER]


def rows(found: Iterable[Standing], *, controller: str, officer: str) -> Iterator[list[Any]]:
    for one in found:
        activity, review = one.activity, one.review
        yield [
            activity.name,
            controller,
            officer,
            activity.ground_name,
            *(one.text(section) for section in SECTIONS),
            "\n".join(activity.kept()),
            activity.rights,
            activity.automated,
            assessment(one),
            ", ".join(activity.notices),
            timezone.localtime(review.at).date() if review else "",
            (review.by.get_full_name() or review.by.get_username()) if review and review.by else "",
        ]


def assessment(one: Standing) -> str:
    """« Oui (données sensibles, personnes vulnérables) », « Non »."""
    names = ", ".join(one.activity.criteria_names)
    answer = "Oui" if one.activity.assessed else "Non"
    return f"{answer} ({names})" if names else answer
