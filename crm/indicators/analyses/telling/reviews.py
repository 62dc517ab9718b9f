from __future__ import annotations

from ...rules import rules
from ..asks import Ask
from ..definitions import ANALYSES
from ..drawing.columns import Value, stacked
from ..masks import FEW, HELD, small, told_parts
from ..measures import percent
from ..page import Block, Cell, Chart, Page, Table
from ..reviews import Quarter, quarters
from ..words import NOTHING, number, share, short, written

KINDS = {
    "on_time": "à temps",
    "late": "plus tard",
    "missed": "non tenus",
    "running": "encore à temps",
}


def tell(ask: Ask) -> Page:
    found = [quarter for quarter in quarters(ask.span, rules()) if quarter.due]
    if not found:
        return Page([], [ANALYSES["A7"]], empty=True)
    told = {id(one): cells(one, ask.exact) for one in found}
    rows: list[list[Cell]] = [
        [
            written(one.span).capitalize(),
            due(one, ask.exact),
            *told[id(one)],
            _rate(one, told[id(one)]),
        ]
        for one in found
    ]
    groups: list[tuple[str, list[Value]]] = [
        (
            short(one.span),
            [_part(cell, kind) for cell, kind in zip(told[id(one)], KINDS, strict=True)],
        )
        for one in found
    ]
    block = Block(
        "quarters",
        "Trimestre par trimestre",
        Table(
            "Bilans prévus dans le trimestre",
            ["Trimestre", "Prévus", *(label.capitalize() for label in KINDS.values()), "À temps"],
            rows,
        ),
        Chart(
            "columns",
            "Bilans d’accompagnement par trimestre",
            "Une colonne par trimestre, de bas en haut : à temps, plus tard, non tenus, encore à temps ; le tableau "
            "qui suit dit les mêmes nombres.",
            stacked(groups, years=[str(one.span.since.year) for one in found]),
            list(KINDS.items()),
        ),
    )
    return Page(
        [block],
        [ANALYSES["A7"]],
        sentences=_sentences(ask, found),
        unknowns=[
            "« Encore à temps » : la date est passée depuis moins de trente jours, le bilan n’est pas tenu."
        ],
    )


def due(one: Quarter, exact: bool) -> Cell:
    return FEW if not exact and small(one.due) else one.due


def cells(one: Quarter, exact: bool) -> list[Cell]:
    counts = [one.on_time, one.late, one.missed, one.running]
    if not exact and small(one.due):
        return [HELD if count else 0 for count in counts]
    return list(told_parts(counts, exact=exact))


def _rate(one: Quarter, told: list[Cell]) -> str:
    return NOTHING if told[0] == HELD else share(percent(one.on_time, one.due))


def _part(cell: Cell, kind: str) -> Value:
    return (cell, kind, number(cell) if cell else "") if isinstance(cell, int) else (0, "held", "")


def _sentences(ask: Ask, found: list[Quarter]) -> list[str]:
    """The whole, for those who read every part of it: for the others it would undo what is kept back."""
    if not ask.exact:
        return []
    on_time, whole = sum(one.on_time for one in found), sum(one.due for one in found)
    return [
        f"{number(on_time)} bilans tenus à temps sur {number(whole)} prévus : {share(percent(on_time, whole))}."
    ]
