from __future__ import annotations

from ..asks import Ask
from ..definitions import ANALYSES
from ..delays import BARS, STEP, Delays, delays
from ..drawing.columns import stacked
from ..masks import FEW, HELD, small, withheld
from ..page import Block, Cell, Chart, Page, Table
from ..spans import Span
from ..words import NOTHING, as_of, days, many, number, written


def tell(ask: Ask) -> Page:
    spans = ask.spans if ask.exact else [ask.whole]
    found = [delays(span) for span in spans]
    first = found[0]
    if not any(one.arrived or one.under_way for one in found):
        return Page([], [ANALYSES["A5"]], empty=True)
    return Page(
        [_measures(ask, spans, found), _histogram(ask, spans[0], first)],
        [ANALYSES["A5"]],
        sentences=_sentences(ask, spans[0], first),
        unknowns=_unknowns(ask, first),
    )


def count(number_of: int, exact: bool) -> Cell:
    return FEW if not exact and small(number_of) else number_of


def _sentences(ask: Ask, span: Span, found: Delays) -> list[str]:
    if found.median is None or (not ask.exact and small(len(found.arrived))):
        return []
    said = (
        f"La moitié des {many(len(found.arrived), 'famille arrivée', 'familles arrivées')} ont emménagé "
        f"en {days(found.median)} ou moins après leur premier contact."
    )
    if found.expected is None:
        return [
            said,
            "Avec celles qui sont encore en chemin, moins de la moitié sont attendues : pas de médiane.",
        ]
    return [
        said,
        f"En comptant celles qui sont encore en chemin : {days(found.expected)} (médiane attendue).",
    ]


def _unknowns(ask: Ask, found: Delays) -> list[str]:
    said = []
    if found.undated:
        told = count(found.undated, ask.exact)
        said.append(f"Arrivées sans premier contact connu, ou là avant lui : {told}.")
    return said


def _measures(ask: Ask, spans: list[Span], found: list[Delays]) -> Block:
    columns = [_column(one, ask.exact) for one in found]
    labels = [
        "Familles arrivées",
        "Encore en chemin",
        "Ont renoncé (laissées de côté)",
        "Un quart des arrivées, en",
        "Médiane parmi les arrivées",
        "Trois quarts des arrivées, en",
        "Médiane attendue, celles en chemin comprises",
    ]
    rows = [[label, *cells] for label, *cells in zip(labels, *columns, strict=True)]
    return Block(
        "measures",
        f"En combien de temps, {as_of(spans[0])}",
        Table(
            "Du premier contact à l’emménagement, par période du premier contact",
            ["Mesure", *(written(span).capitalize() for span in spans)],
            rows,
        ),
    )


def _column(found: Delays, exact: bool) -> list[Cell]:
    told = exact or not small(len(found.arrived))
    spread = found.spread if told else None
    expected = found.expected if told and (exact or not small(len(found.under_way))) else None
    return [
        count(len(found.arrived), exact),
        count(len(found.under_way), exact),
        count(found.given_up, exact),
        days(spread.first) if spread else NOTHING,
        days(found.median) if told else NOTHING,
        days(spread.third) if spread else NOTHING,
        days(expected),
    ]


def _histogram(ask: Ask, span: Span, found: Delays) -> Block:
    arrived = _shown(found.bars, ask.exact)
    waiting = _shown(found.waiting_bars, ask.exact)
    labels = [_label(rank) for rank in range(BARS)]
    rows: list[list[Cell]] = [
        [label, here, there] for label, here, there in zip(labels, arrived, waiting, strict=True)
    ]
    groups = [
        (
            _short(rank),
            [_part(arrived[rank], "arrived"), _part(waiting[rank], "waiting")],
        )
        for rank in range(BARS)
    ]
    return Block(
        "histogram",
        "Trimestre par trimestre",
        Table(
            "Familles selon le temps passé depuis leur premier contact",
            ["Temps passé", "Arrivées", "Encore en chemin"],
            rows,
        ),
        Chart(
            "columns",
            f"Temps passé depuis le premier contact, {written(span)}",
            "Une colonne par trimestre passé : les familles arrivées, et au-dessus celles encore en chemin ; le "
            "tableau qui suit dit les mêmes nombres.",
            stacked(groups, column=46),
            [("arrived", "arrivées"), ("waiting", "encore en chemin")],
            note="Sous les colonnes : mois passés.",
        ),
    )


def _shown(counts: list[int], exact: bool) -> list[Cell]:
    """The sum is shown above: what is kept back cannot be found from it."""
    if exact:
        return list(counts)
    if small(sum(counts)):
        return [HELD if one else 0 for one in counts]
    hidden = withheld(dict(enumerate(counts)))
    return [HELD if rank in hidden else one for rank, one in enumerate(counts)]


def _part(cell: Cell, kind: str) -> tuple[int | None, str, str]:
    return (cell, kind, number(cell) if cell else "") if isinstance(cell, int) else (0, "held", "")


def _label(rank: int) -> str:
    start = round(rank * STEP / 30.44)
    if rank == BARS - 1:
        return f"{start} mois et plus"
    return f"De {start} à {round((rank + 1) * STEP / 30.44)} mois"


def _short(rank: int) -> str:
    start = round(rank * STEP / 30.44)
    return f"{start} +" if rank == BARS - 1 else f"{start}–{round((rank + 1) * STEP / 30.44)}"
