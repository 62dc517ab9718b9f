"""The first sheet of a workbook that says something, read row by row, formulas left as they are."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any
from zipfile import BadZipFile

import openpyxl  # type: ignore[import-untyped]

from .guards import MOST_COLUMNS, SAVE_AS, Unreadable, open_workbook

# Blank rows in a row after which nothing more is looked for.
MOST_BLANK = 20_000
# What openpyxl lets through; broken XML is a SyntaxError of Python’s.
BROKEN = (
    BadZipFile, openpyxl.utils.exceptions.InvalidFileException, SyntaxError, KeyError, ValueError,
    TypeError, AttributeError, IndexError, OSError, EOFError, NotImplementedError, RuntimeError, OverflowError,
)  # fmt: skip


def rows(content: bytes) -> Iterator[list[Any]]:
    """Give the cells of each row: text, int, float, date, datetime, bool or None; a formula begins with an equals sign.

    Raises Unreadable when the workbook is broken or dangerous.
    """
    open_workbook(content).close()
    try:
        yield from _rows(content)
    except BROKEN as error:
        raise Unreadable(f"Ce classeur est abîmé ou incomplet. {SAVE_AS}") from error


def _rows(content: bytes) -> Iterator[list[Any]]:
    with warnings.catch_warnings():
        # Styles and extensions that openpyxl does not know change nothing to the values.
        warnings.simplefilter("ignore")
        book = openpyxl.load_workbook(
            io.BytesIO(content), read_only=True, data_only=False, keep_links=False
        )
    try:
        for sheet in book.worksheets:
            sheet.reset_dimensions()
            blank, said = 0, False
            # One column more than may be, so that too many of them are seen.
            for row in sheet.iter_rows(max_col=MOST_COLUMNS + 1):
                cells = [_value(cell) for cell in row]
                if any(cell not in (None, "") for cell in cells):
                    blank, said = 0, True
                else:
                    blank += 1
                if blank > MOST_BLANK:
                    break
                yield cells
            if said:
                return
    finally:
        book.close()


def _value(cell: Any) -> Any:
    value = cell.value
    if cell.data_type == "f":
        return f"={value}".replace("==", "=", 1)
    if isinstance(value, str) and value.startswith("="):
        return f"'{value}"  # typed as a text: Excel keeps it from being run
    if isinstance(value, (str, int, float, bool, date, datetime)) or value is None:
        return value
    return str(value)
