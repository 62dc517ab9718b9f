"""The published figures among the open data of the site: every publication, and where each of them is."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils import timezone
from wagtail import hooks

from editorial.open_data import Dataset

from .files import FIELDS, lines
from .models import IndicatorSnapshot
from .publication import Publication


@hooks.register("register_open_data")
def figures() -> Dataset:
    return Dataset(
        "resultats",
        "Résultats publiés",
        "Chaque chiffre de chaque publication, avec sa définition telle qu’elle valait. Un nombre de personnes "
        "inférieur à trois est masqué.",
        list(FIELDS),
        lambda: (list(line.values()) for one in published() for line in lines(one)),
    )


@hooks.register("register_open_data")
def publications() -> Dataset:
    return Dataset(
        "publications-des-resultats",
        "Publications des résultats",
        "Où lire et télécharger chaque publication ; celles qui ont été retirées, et pourquoi.",
        [
            *("arretes_au", "comptes_le", "publies_le", "retires_le", "motif_du_retrait"),
            *("page", "csv", "json"),
        ],
        lambda: map(row, IndicatorSnapshot.objects.filter(published_at__isnull=False)),
    )


def published() -> Iterator[Publication]:
    return map(Publication, IndicatorSnapshot.objects.published())


def row(snapshot: IndicatorSnapshot) -> list[Any]:
    day = snapshot.as_of.isoformat()
    addresses = [
        reverse("results_on", args=[day]),
        *(reverse("results_file", args=[day, kind]) for kind in ("csv", "json")),
    ]
    moments = (snapshot.computed_at, snapshot.published_at, snapshot.withdrawn_at)
    days = [timezone.localdate(moment).isoformat() if moment else "" for moment in moments]
    return [day, *days, snapshot.withdraw_reason, *addresses]
