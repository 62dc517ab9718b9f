from __future__ import annotations

from crm.attribution.acts import COLUMNS, JOURNEY, Period
from crm.attribution.sources import FIRST
from crm.attribution.table import Counted

from ..asks import Ask
from ..definitions import ANALYSES
from ..drawing.bars import bars
from ..page import Block, Cell, Chart, Page, Table
from ..words import number, written

# The column that the chart draws.
OPENED = list(COLUMNS).index(JOURNEY)


def tell(ask: Ask) -> Page:
    counted = Counted(Period(ask.span.since, ask.span.end), FIRST)
    if not counted.acts:
        return Page([], [ANALYSES["A8"]], empty=True)
    table = counted.table(exact=ask.exact)
    rows: list[list[Cell]] = [
        [
            line.label.capitalize(),
            *(cell.told if cell.hidden else cell.count for cell in line.cells),
        ]
        for line in [*table.lines, table.total]
    ]
    lines = [
        (
            line.label.capitalize(),
            None if line.cells[OPENED].hidden else line.cells[OPENED].count,
            line.cells[OPENED].told
            if line.cells[OPENED].hidden
            else number(line.cells[OPENED].count),
            "",
        )
        for line in table.lines
    ]
    first = COLUMNS[JOURNEY]
    block = Block(
        "sources",
        "Par ce qui les a amenées la première fois",
        Table(
            "Ce que chaque origine a amené",
            ["Origine", *(label.capitalize() for label in COLUMNS.values())],
            rows,
        ),
        Chart(
            "bars",
            f"{first.capitalize()} par origine, {written(ask.span)}",
            f"Une barre par origine : {first} ; le tableau qui suit dit les mêmes nombres, et les autres.",
            bars(lines),
        ),
    )
    return Page([block], [ANALYSES["A8"]])
