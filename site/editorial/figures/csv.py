"""The register of key figures as a file that a spreadsheet opens and that a program reads."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

from editorial.cells import defuse
from editorial.models import KeyFigure

COLUMNS = ["theme", "chiffre", "valeur", "unite", "ordre_de_grandeur", "annee", "source", "adresse"]


def figures_csv(figures: Iterable[KeyFigure]) -> str:
    """Semicolons, a byte-order mark, decimal points: what both French Excel and programs read."""
    written = io.StringIO()
    lines = csv.writer(written, delimiter=";", lineterminator="\r\n")
    lines.writerow(COLUMNS)
    for figure in figures:
        lines.writerow(
            [
                defuse(str(figure.get_theme_display())),
                defuse(figure.label),
                f"{figure.value:f}".rstrip("0").rstrip(".")
                if figure.value % 1
                else int(figure.value),
                defuse(figure.unit),
                "oui" if figure.approximate else "non",
                figure.year,
                defuse(figure.source),
                defuse(figure.source_url),
            ]
        )
    return f"\ufeff{written.getvalue()}"
