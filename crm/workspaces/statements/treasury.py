"""The statements of a month for the treasury: one row a statement, the cancelled ones said to be so."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from datetime import date
from typing import Any

from django.utils import timezone

from crm.people.models import ContactKind
from editorial.cells import defuse

from ..models import MonthStatement
from . import months

COLUMNS = [
    "Relevé", "Mois", "N° de dossier", "Nom", "Prénom", "Adresse", "Objet", "Montant", "Émis le",
    "État", "Corrige",
]  # fmt: skip


def amount(cents: int) -> str:
    """« 1250,00 »: a comma, no space, no currency, as a French spreadsheet adds it up."""
    return f"{cents // 100},{cents % 100:02}"


def as_csv(month: date) -> str:
    """Semicolons and a byte order mark, as French spreadsheets read it; no cell that one would run."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";")
    writer.writerow(COLUMNS)
    writer.writerows([defuse(cell) for cell in row] for row in _rows(month))
    return f"\ufeff{text.getvalue()}"


def _rows(month: date) -> Iterator[list[Any]]:
    """In the order of their numbers. Three queries."""
    found = (
        MonthStatement.objects.filter(month=month)
        .select_related("person", "replaces")
        .prefetch_related("person__contact_points")
        .order_by("year", "rank")
    )
    for row in found:
        yield [
            row.number,
            f"{row.month:%m/%Y}",
            row.person.file_number,
            row.person.last_name,
            row.person.first_name,
            _address(row),
            f"Télécentre, {months.written(row.month)}\N{NO-BREAK SPACE}: {object_of(row)}",
            amount(row.total_cents),
            f"{timezone.localtime(row.issued_at):%d/%m/%Y}",
            f"annulé le {timezone.localtime(row.cancelled_at):%d/%m/%Y}"
            if row.cancelled_at
            else "émis",
            row.replaces.number if row.replaces else "",
        ]


def object_of(row: MonthStatement) -> str:
    """« 1 mois, un à deux jours par semaine ; 3 demi-journées »: what is paid."""
    paid = [line for line in row.lines if not line["free"]]
    return "\u00a0; ".join(f"{line['quantity']} {line['label'].lower()}" for line in paid)


def _address(row: MonthStatement) -> str:
    points = row.person.contact_points.all()
    written = next((one.value for one in points if one.kind == ContactKind.POST), "")
    return " ".join(written.split())
