"""The workbook of a transmission: rejects first, then the rows, then what they correct."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from typing import Any

import openpyxl  # type: ignore[import-untyped]

from crm.registers.spreadsheets import UNWRITABLE
from editorial.cells import defuse

from .models import Transmission
from .transmissions import Rejected

REJECTS, ROWS, CORRECTIONS = "Rejets", "Participants", "Corrections"
WIDTH = 22
FIXED = ("column", "before", "after", "on", "reason")


def workbook(sent: Transmission, rejected: Iterable[Rejected]) -> bytes:
    """Return an XLSX file whose cells are all texts that no spreadsheet runs."""
    rows = list(sent.rows.select_related("participation__person"))
    book = openpyxl.Workbook(write_only=True)
    _sheet(
        book,
        REJECTS,
        ["N° de dossier", "Nom", "Prénom", "Motif"],
        ([*_who(one.row.person), "; ".join(one.why)] for one in rejected),
    )
    _sheet(book, ROWS, sent.columns, (row.cells for row in rows))
    _sheet(
        book,
        CORRECTIONS,
        ["N° de dossier", "Colonne", "Transmis avant", "Valeur corrigée", "Corrigé le", "Motif"],
        (
            [row.participation.person.file_number, *(fix[name] for name in FIXED)]
            for row in rows
            for fix in row.corrections
        ),
    )
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def _who(person: Any) -> list[str]:
    return [person.file_number, person.last_name, person.first_name]


def _sheet(book: Any, name: str, heads: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    sheet = book.create_sheet(name)
    sheet.freeze_panes = "A2"
    for rank in range(1, len(heads) + 1):
        sheet.column_dimensions[openpyxl.utils.get_column_letter(rank)].width = WIDTH
    sheet.append([_cell(sheet, head, bold=True) for head in heads])
    for row in rows:
        sheet.append([_cell(sheet, text) for text in row])


def _cell(sheet: Any, text: str, *, bold: bool = False) -> Any:
    cell = openpyxl.cell.WriteOnlyCell(sheet, value=defuse(UNWRITABLE.sub("", text)))
    cell.number_format = "@"
    cell.data_type = "s"
    if bold:
        cell.font = openpyxl.styles.Font(bold=True)
    return cell
