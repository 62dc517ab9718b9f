"""A spreadsheet that leaves while it is made: its first bytes at once, its rows never all in memory.
Whatever it is given, it holds no cell that a program would run."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from html import escape
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import openpyxl  # type: ignore[import-untyped]

from editorial.cells import defuse

CSV, XLSX = "csv", "xlsx"
CONTENT_TYPES = {
    CSV: "text/csv; charset=utf-8",
    XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
# Rows that leave together.
A_LOT = 200
SHEET = "xl/worksheets/sheet1.xml"
# XML 1.0 has no way to write these.
UNWRITABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
LONGEST_CELL = 32_767
WIDTH = 20

Row = Sequence[Any]


def stream(kind: str, headings: Sequence[str], rows: Iterable[Row]) -> Iterator[bytes]:
    return _csv(headings, rows) if kind == CSV else _xlsx(headings, rows)


def _csv(headings: Sequence[str], rows: Iterable[Row]) -> Iterator[bytes]:
    """What a French Excel opens without asking: semicolons and a byte-order mark."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";")
    writer.writerow(headings)
    yield text.getvalue().encode("utf-8-sig")
    for lot in _lots(rows):
        text.seek(0)
        text.truncate()
        writer.writerows([_worded(cell) for cell in row] for row in lot)
        yield text.getvalue().encode("utf-8", "replace")


def _worded(cell: Any) -> Any:
    if isinstance(cell, datetime):
        return f"{cell:%d/%m/%Y %H:%M}"
    return f"{cell:%d/%m/%Y}" if isinstance(cell, date) else defuse(cell)


class _Pipe(io.RawIOBase):
    """What the archive writes, taken out as it comes."""

    def __init__(self) -> None:
        super().__init__()
        self._parts: list[bytes] = []

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        self._parts.append(bytes(data))
        return len(data)

    def drain(self) -> bytes:
        out, self._parts = b"".join(self._parts), []
        return out


class _Styles:
    """The numbers of the few styles of a sheet, and every part of a workbook but its sheet."""

    def __init__(self) -> None:
        book = openpyxl.Workbook(write_only=True)
        sheet = book.create_sheet("Export")
        cells = []
        for number_format in ("General", "DD/MM/YYYY", "DD/MM/YYYY HH:MM", "@"):
            cell = openpyxl.cell.WriteOnlyCell(sheet, value="")
            cell.number_format = number_format
            cells.append(cell)
        cells[0].font = openpyxl.styles.Font(bold=True)
        sheet.append(cells)
        self.bold, self.day, self.moment, self.text = (cell.style_id for cell in cells)
        made = io.BytesIO()
        book.save(made)
        with ZipFile(made) as archive:
            self.parts = {part: archive.read(part) for part in archive.namelist() if part != SHEET}

    def cell(self, reference: str, value: Any) -> str:
        if isinstance(value, datetime):
            return f'<c r="{reference}" s="{self.moment}"><v>{openpyxl.utils.datetime.to_excel(value)}</v></c>'
        if isinstance(value, date):
            return f'<c r="{reference}" s="{self.day}"><v>{openpyxl.utils.datetime.to_excel(value)}</v></c>'
        if isinstance(value, (int, float, Decimal)):
            return f'<c r="{reference}"><v>{value}</v></c>'
        return _inline(reference, defuse(value), self.text) if value else ""


def _inline(reference: str, value: str, style: int) -> str:
    text = escape(UNWRITABLE.sub("", value)[:LONGEST_CELL], quote=False)
    return (
        f'<c r="{reference}" s="{style}" t="inlineStr">'
        f'<is><t xml:space="preserve">{text}</t></is></c>'
    )


def _xlsx(headings: Sequence[str], rows: Iterable[Row]) -> Iterator[bytes]:
    styles, pipe = _Styles(), _Pipe()
    letters = [openpyxl.utils.get_column_letter(rank) for rank in range(1, len(headings) + 1)]
    with ZipFile(pipe, "w", ZIP_DEFLATED, compresslevel=3) as archive:
        for name, part in styles.parts.items():
            archive.writestr(name, part)
        yield pipe.drain()
        with archive.open(SHEET, "w") as sheet:
            sheet.write(_head(letters, headings, styles).encode())
            number = 1
            for lot in _lots(rows):
                lines = []
                for row in lot:
                    number += 1
                    cells = (
                        styles.cell(f"{letter}{number}", value)
                        for letter, value in zip(letters, row, strict=True)
                    )
                    lines.append(f'<row r="{number}">{"".join(cells)}</row>')
                sheet.write("".join(lines).encode())
                if ready := pipe.drain():
                    yield ready
            sheet.write(b"</sheetData></worksheet>")
    yield pipe.drain()


def _head(letters: Sequence[str], headings: Sequence[str], styles: _Styles) -> str:
    cells = "".join(
        _inline(f"{letter}1", heading, styles.bold)
        for letter, heading in zip(letters, headings, strict=True)
    )
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        '<sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" '
        'activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>'
        f'<cols><col min="1" max="{len(letters)}" width="{WIDTH}" customWidth="1"/></cols>'
        f'<sheetData><row r="1">{cells}</row>'
    )


def _lots(rows: Iterable[Row]) -> Iterator[list[Row]]:
    lot: list[Row] = []
    for row in rows:
        lot.append(row)
        if len(lot) == A_LOT:
            yield lot
            lot = []
    if lot:
        yield lot
