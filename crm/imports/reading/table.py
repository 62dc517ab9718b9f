"""A file as rows of plain cells under headings, numbered as a spreadsheet numbers them."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from crm.people.names import name_key
from editorial.cells import undefuse

from . import text, workbook
from .guards import MOST_COLUMNS, MOST_ROWS, Unreadable, check_size, is_workbook

# What a cell says; a date keeps its type, everything else is text.
Cell = str | date


class Formula(str):
    """A cell that was a formula: what it would give is not known, nothing computes it."""

    __slots__ = ()


@dataclass(frozen=True)
class Table:
    """headings: one a column, none empty. rows: number in the file, cells under the headings."""

    headings: list[str]
    rows: list[tuple[int, list[Cell]]]

    def sample(self, column: int, at_most: int = 3) -> list[str]:
        """The first different values of a column, to recognise it by."""
        found: list[str] = []
        for _, cells in self.rows[:200]:
            shown = show(cells[column])
            if shown and shown not in found:
                found.append(shown)
            if len(found) == at_most:
                break
        return found

    def packed(self) -> bytes:
        """What is kept of the file: its cells, not the archive they came in. `unpacked` gives it back."""
        rows = [[number, list(map(_pack, cells))] for number, cells in self.rows]
        return json.dumps([self.headings, rows], ensure_ascii=False).encode()


def unpacked(content: bytes) -> Table:
    headings, rows = json.loads(content)
    return Table(headings, [(number, list(map(_unpack, cells))) for number, cells in rows])


def _pack(cell: Cell) -> str | dict[str, str]:
    if isinstance(cell, Formula):
        return {"formula": cell}
    return {"day": cell.isoformat()} if isinstance(cell, date) else cell


def _unpack(cell: str | dict[str, str]) -> Cell:
    if isinstance(cell, str):
        return cell
    return Formula(cell["formula"]) if "formula" in cell else date.fromisoformat(cell["day"])


def read(content: bytes) -> Table:
    """Raises Unreadable, in French, when the file is no table that can be imported."""
    check_size(len(content))
    if is_workbook(content):
        return _table(workbook.rows(content), quoted=False)
    return _table(text.rows(text.decode(content)), quoted=True)


def _table(raw: Iterable[list[Any]], *, quoted: bool) -> Table:
    headings: list[str] = []
    rows: list[tuple[int, list[Cell]]] = []
    for number, cells in enumerate(raw, start=1):
        row = [plain(cell) for cell in cells]
        while row and row[-1] == "":
            row.pop()
        if not row:
            continue
        if not headings:
            headings = _headings(row)
            continue
        if len(row) > MOST_COLUMNS:
            raise Unreadable(f"La ligne {number} compte plus de {MOST_COLUMNS} colonnes.")
        if len(rows) == MOST_ROWS:
            raise Unreadable("Ce fichier compte plus de 10 000 lignes : coupez-le en plusieurs.")
        if len(row) > len(headings):
            headings += [f"Colonne {rank + 1}" for rank in range(len(headings), len(row))]
        rows.append((number, row))
    if not headings:
        raise Unreadable("Ce fichier est vide.")
    if not rows:
        raise Unreadable("Ce fichier n’a que des titres de colonnes, aucune ligne.")
    width = len(headings)
    return Table(headings, [(number, row + [""] * (width - len(row))) for number, row in rows])


def _headings(row: list[Cell]) -> list[str]:
    if len(row) > MOST_COLUMNS:
        raise Unreadable(f"Ce fichier compte plus de {MOST_COLUMNS} colonnes.")
    titles = [show(cell)[:80] or f"Colonne {rank}" for rank, cell in enumerate(row, start=1)]
    folded = [name_key(title) or title for title in titles]
    twice = sorted(
        {title for title, key in zip(titles, folded, strict=True) if folded.count(key) > 1}
    )
    if twice:
        named = ", ".join(f"« {title} »" for title in twice)
        raise Unreadable(f"Deux colonnes portent le même titre : {named}. Renommez l’une d’elles.")
    return titles


def plain(value: Any) -> Cell:
    """Bring a raw cell to a date or to a text without control characters or spaces around."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "oui" if value else "non"
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    typed = str(value)
    # An apostrophe of our own exports hides what only looks like a formula.
    if typed.startswith("="):
        return Formula(typed)
    words = unicodedata.normalize("NFC", undefuse(typed).replace("\r\n", "\n"))
    return "".join(filter(_written, words)).strip()


def _written(letter: str) -> bool:
    return letter in "\n\t" or unicodedata.category(letter) != "Cc"


def show(cell: Cell) -> str:
    return f"{cell:%d/%m/%Y}" if isinstance(cell, date) else cell
