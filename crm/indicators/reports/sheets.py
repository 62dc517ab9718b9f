"""A report as a workbook: the figures, the sessions, the definitions. No cell of it is a formula."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

import openpyxl  # type: ignore[import-untyped]
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side  # type: ignore[import-untyped]

from crm.registers.spreadsheets import UNWRITABLE
from editorial.cells import defuse
from editorial.dates import day

from .contents import Report, rows_of

PRAIRIE, BASALT, SNOW = "2C6E4F", "1F2933", "EEF2EF"
RULE = Border(bottom=Side(style="thin", color="CDD5D0"))


def workbook(report: Report, sender: str) -> bytes:
    """Return an XLSX file."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Chiffres"
    before = day(report.before) if report.before else "avant"
    _title(sheet, f"{sender} – {report.kind.title}", f"Au {day(report.day)}. {report.source}")
    heads = ["Code", "Indicateur", day(report.day), "Détail", before, "Définition n°"]
    _table(sheet, heads, rows_of(report), [9, 58, 20, 18, 20, 14])
    sheet.cell(sheet.max_row + 2, 1).value = "Aucun nombre de moins de trois personnes n’est dit."
    _page(sheet)
    if report.latest_sessions:
        _sessions(book.create_sheet("Sessions"), report)
    _definitions(book.create_sheet("Définitions"), report)
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def _sessions(sheet: Any, report: Report) -> None:
    _title(
        sheet,
        "Session par session",
        "Deux sessions sont réunies quand une seule dirait moins de trois personnes.",
    )
    rows: list[list[Any]] = []
    for column in report.latest_sessions:
        line = column.line
        told = ["retenu"] * 3 if column.withheld else [line.exogenous, line.local, column.share]
        rows.append([f"{column.number}. {line.label}", line.started, *told])
    _table(
        sheet,
        ["Session", "Stagiaires", "D’ailleurs", "De la région", "Part d’ailleurs"],
        rows,
        [52, 14, 14, 14, 16],
    )
    _page(sheet)


def _definitions(sheet: Any, report: Report) -> None:
    _title(
        sheet,
        "Comment on compte",
        "Les définitions de chaque indicateur, telles qu’elles valent à cette date.",
    )
    rows = [
        [
            line.entry.code,
            line.label,
            line.entry.text,
            line.entry.version,
            f"{line.entry.since:%d/%m/%Y}",
            line.entry.author,
        ]
        for line in report.lines
    ]
    heads = ["Code", "Indicateur", "Définition", "N°", "Depuis le", "Auteur"]
    _table(sheet, heads, rows, [9, 34, 90, 6, 12, 40])
    _page(sheet)


def _title(sheet: Any, title: str, under: str) -> None:
    for rank, (text, font) in enumerate(
        [(title, Font(bold=True, size=15, color=PRAIRIE)), (under, Font(size=10, color="4A5660"))],
        1,
    ):
        cell = sheet.cell(rank, 1)
        _write(cell, text)
        cell.font = font


def _table(sheet: Any, heads: Sequence[str], rows: list[list[Any]], widths: list[int]) -> None:
    """A head that stays in sight from the fourth line on, and its rows."""
    for column, (head, width) in enumerate(zip(heads, widths, strict=True), 1):
        cell = sheet.cell(4, column)
        _write(cell, head)
        cell.font = Font(bold=True, color="FFFFFF")
        cell.fill = PatternFill("solid", fgColor=BASALT)
        cell.alignment = Alignment(vertical="center", wrap_text=True)
        sheet.column_dimensions[openpyxl.utils.get_column_letter(column)].width = width
    for rank, row in enumerate(rows, 5):
        for column, value in enumerate(row, 1):
            cell = sheet.cell(rank, column)
            _write(cell, value)
            cell.border = RULE
            number = isinstance(value, int)
            cell.alignment = Alignment(
                vertical="top", wrap_text=True, horizontal="right" if number else "left"
            )
            if rank % 2:
                cell.fill = PatternFill("solid", fgColor=SNOW)
    sheet.freeze_panes = "A5"


def _write(cell: Any, value: Any) -> None:
    """A number, or a text that no spreadsheet runs."""
    if isinstance(value, int):
        cell.value = value
        return
    cell.value = defuse(UNWRITABLE.sub("", value))
    cell.data_type = "s"


def _page(sheet: Any) -> None:
    """Printed, a sheet is as wide as its paper."""
    sheet.sheet_view.showGridLines = False
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = openpyxl.worksheet.properties.PageSetupProperties(
        fitToPage=True
    )
