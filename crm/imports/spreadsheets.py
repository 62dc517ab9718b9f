"""What leaves this room in a spreadsheet: the model to fill in, and the lines that were not taken."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

import openpyxl  # type: ignore[import-untyped]

from editorial.cells import defuse

from .columns import COLUMNS
from .models import ImportBatch, ImportLine, Verdict

WRONG = "Ce qui ne va pas"
# Columns of a workbook that a spreadsheet must not take for numbers or dates.
AS_TEXT = {"phone", "adult_phone", "postcode", "insee", "file_number", "adult_file_number"}
WIDTH = 22


def as_csv(rows: Iterable[Sequence[str]]) -> bytes:
    """What a French Excel opens without asking: semicolons and a byte-order mark."""
    text = io.StringIO()
    csv.writer(text, delimiter=";").writerows([defuse(cell) for cell in row] for row in rows)
    return text.getvalue().encode("utf-8-sig")


def model_headings() -> list[str]:
    return [column.label for column in COLUMNS.values()]


def model_workbook() -> bytes:
    """A sheet to fill in, and an example on another, which an import does not read."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Personnes"
    example = book.create_sheet("Exemple")
    for page in (sheet, example):
        page.append(model_headings())
        page.freeze_panes = "A2"
    example.append([column.example for column in COLUMNS.values()])
    for rank, column in enumerate(COLUMNS.values(), start=1):
        for page in (sheet, example):
            page.cell(1, rank).font = openpyxl.styles.Font(bold=True)
            page.column_dimensions[openpyxl.utils.get_column_letter(rank)].width = WIDTH
        if column.key in AS_TEXT:
            for number in range(2, 502):
                sheet.cell(number, rank).number_format = "@"
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def refused_rows(batch: ImportBatch) -> Iterable[list[str]]:
    """The lines that were refused or left aside, as they came, with what is wrong with each."""
    lines = list(
        batch.lines.filter(verdict__in=[Verdict.REFUSED, Verdict.LIKE]).select_related("person")
    )
    titles = [heading["title"] for heading in batch.headings]
    yield [*titles, WRONG]
    for line in lines:
        yield [*line.cells, *[""] * (len(titles) - len(line.cells)), wrong(line)]


def wrong(line: ImportLine) -> str:
    if line.verdict == Verdict.REFUSED:
        return " ".join(f"{heading} : {sentence}" for heading, sentence in line.problems)
    number = line.person.file_number if line.person else ""
    return f"Laissée de côté : ressemble au dossier {number}. {line.why}"
