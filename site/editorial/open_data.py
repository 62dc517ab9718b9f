"""Data that anybody may take and use again, as CSV and JSON, under Licence Ouverte 2.0.

A room offers a dataset through the hook `register_open_data() -> Dataset`. Nothing about a person, nothing
that visitors may not see.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.utils import timezone
from wagtail import hooks

from editorial.cells import defuse
from editorial.happenings import happenings
from editorial.models import KeyFigure
from territory.models import Commune

LICENCE = "https://www.etalab.gouv.fr/licence-ouverte-open-licence/"
# The agenda, as far back and ahead.
BACK, AHEAD = timedelta(days=366), timedelta(days=366)


@dataclass(frozen=True)
class Dataset:
    """slug: the name of its files. columns: their headings. rows: values in the order of the columns."""

    slug: str
    title: str
    text: str
    columns: list[str]
    rows: Callable[[], Iterable[list[Any]]]


def datasets() -> list[Dataset]:
    return [offer() for offer in hooks.get_hooks("register_open_data")]


def as_csv(dataset: Dataset) -> str:
    """Semicolons and a byte order mark, as French spreadsheets read it; no cell that one would run."""
    written = io.StringIO()
    writer = csv.writer(written, delimiter=";")
    writer.writerow(dataset.columns)
    writer.writerows([defuse(told(value)) for value in row] for row in dataset.rows())
    return f"\ufeff{written.getvalue()}"


def as_json(dataset: Dataset, source: str) -> str:
    rows = [dict(zip(dataset.columns, row, strict=True)) for row in dataset.rows()]
    content = {"titre": dataset.title, "source": source, "licence": LICENCE, "donnees": rows}
    return json.dumps(content, ensure_ascii=False, indent=1, cls=DjangoJSONEncoder)


def told(value: Any) -> Any:
    if isinstance(value, datetime):
        return timezone.localtime(value).isoformat()
    return "" if value is None else value


@hooks.register("register_open_data")
def key_figures() -> Dataset:
    return Dataset(
        "chiffres-cles",
        "Chiffres clés",
        "Les chiffres du territoire, chacun avec son année et sa source.",
        ["theme", "intitule", "valeur", "unite", "ordre_de_grandeur", "annee", "source", "adresse"],
        lambda: [
            [
                one.get_theme_display(),
                one.label,
                one.value,
                one.unit,
                "oui" if one.approximate else "non",
                one.year,
                one.source,
                one.source_url,
            ]
            for one in KeyFigure.objects.order_by("theme", "order", "label")
        ],
    )


@hooks.register("register_open_data")
def communes() -> Dataset:
    return Dataset(
        "communes",
        "Communes",
        "Les communes de l’intercommunalité : code officiel, codes postaux, position du chef-lieu.",
        ["code_insee", "nom", "departement", "codes_postaux", "latitude", "longitude"],
        lambda: [
            [
                one.insee,
                one.name,
                one.department,
                " ".join(postcode.code for postcode in one.postcodes.all()),
                one.latitude,
                one.longitude,
            ]
            for one in Commune.objects.of_the_territory().prefetch_related("postcodes")
        ],
    )


@hooks.register("register_open_data")
def agenda() -> Dataset:
    return Dataset(
        "agenda",
        "Agenda",
        "Ce qui a lieu : Forum, sessions de formation, rendez-vous ; un an en arrière, un an en avant.",
        ["nature", "intitule", "debut", "fin_exclue", "lieu", "etat", "adresse"],
        lambda: agenda_rows(timezone.localdate()),
    )


def agenda_rows(today: date) -> list[list[Any]]:
    return [
        [one.kind, one.title, one.starts, one.ends, one.place, one.label, one.path]
        for one in happenings(today - BACK, today + AHEAD)
    ]
