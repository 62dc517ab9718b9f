from __future__ import annotations

from crm.journeys.models import CloseReason, Stage

from ..asks import Ask
from ..definitions import ANALYSES
from ..drawing.bars import bars
from ..masks import FEW, HELD, small, told_parts
from ..page import Block, Cell, Chart, Page, Table
from ..tracks import TrackLine, tracks
from ..words import NOTHING, as_of, days, number, written

# Those that end otherwise than by a choice of ours to show first.
REASONS = [reason for reason in CloseReason if reason not in {CloseReason.MERGED, CloseReason.NONE}]
STAGES = [stage for stage in Stage if stage not in {Stage.CLOSED, Stage.COMPLETED}]


def tell(ask: Ask) -> Page:
    found = tracks(ask.span, stages=ask.today)
    if not any(line.opened for line in found):
        return Page([], [ANALYSES["A3"]], empty=True)
    blocks = [_volumes(ask, found), _durations(ask, found), _reasons(ask, found)]
    if ask.today and any(line.stages for line in found):
        blocks.append(_stages(ask, found))
    return Page(blocks, [ANALYSES["A3"]])


def whole(line: TrackLine, exact: bool) -> Cell:
    """How many opened: the sum of the parts shown beside it."""
    return FEW if not exact and small(line.opened) else line.opened


def parts_of(line: TrackLine, counts: list[int], exact: bool) -> list[Cell]:
    """Parts of a track whose own sum may be read; nothing of one whose sum may not."""
    if not exact and small(line.opened):
        return [NOTHING] * len(counts)
    return list(told_parts(counts, exact=exact))


def states(line: TrackLine, exact: bool) -> list[Cell]:
    return parts_of(line, [line.under_way, line.completed, line.closed], exact)


def _volumes(ask: Ask, found: list[TrackLine]) -> Block:
    rows: list[list[Cell]] = []
    lines = []
    for line in found:
        opened = whole(line, ask.exact)
        rows.append([str(line.track.label).capitalize(), opened, *states(line, ask.exact)])
        count = opened if isinstance(opened, int) else None
        lines.append(
            (
                str(line.track.label).capitalize(),
                count,
                number(count) if count is not None else FEW,
                "",
            )
        )
    return Block(
        "volumes",
        f"Parcours ouverts, {written(ask.span)}",
        Table(
            f"Ce qu’ils sont devenus {as_of(ask.span)}",
            ["Parcours", "Ouverts", "En cours", "Terminés", "Clos"],
            rows,
        ),
        Chart(
            "bars",
            "Parcours ouverts, par nature",
            "Une barre par nature de parcours ; le tableau qui suit dit les mêmes nombres.",
            bars(lines),
        ),
    )


def _durations(ask: Ask, found: list[TrackLine]) -> Block:
    rows: list[list[Cell]] = []
    for line in found:
        told = ask.exact or not small(len(line.days))
        spread = line.spread if told else None
        # What the sum of two parts kept back is would be told by how many ended.
        clear = ask.exact or HELD not in states(line, ask.exact)
        rows.append(
            [
                str(line.track.label).capitalize(),
                len(line.days) if told and clear else HELD,
                days(line.median if told else None),
                f"{days(spread.first)} à {days(spread.third)}" if spread else NOTHING,
            ]
        )
    return Block(
        "durations",
        "Combien de temps ils durent",
        Table(
            "Durée des parcours finis, de l’ouverture à la clôture",
            ["Parcours", "Finis", "Médiane", "La moitié du milieu"],
            rows,
        ),
    )


def _reasons(ask: Ask, found: list[TrackLine]) -> Block:
    rows: list[list[Cell]] = []
    shown = [line for line in found if line.closed]
    counts = {line.track: _closed(line, ask.exact) for line in shown}
    for rank, reason in enumerate(REASONS):
        row: list[Cell] = [
            str(reason.label).capitalize(),
            *(counts[line.track][rank] for line in shown),
        ]
        if any(cell != 0 for cell in row[1:]):
            rows.append(row)
    return Block(
        "reasons",
        "Pourquoi ils se sont clos",
        Table(
            "Motifs de clôture, par parcours",
            ["Motif", *(str(line.track.label).capitalize() for line in shown)],
            rows,
        ),
    )


def _closed(line: TrackLine, exact: bool) -> list[Cell]:
    counts = [line.reasons[reason] for reason in REASONS]
    if exact:
        return list(counts)
    if states(line, exact)[2] in {HELD, NOTHING}:
        return [HELD if count else 0 for count in counts]
    return list(told_parts(counts, exact=False))


def _stages(ask: Ask, found: list[TrackLine]) -> Block:
    shown = [line for line in found if line.under_way]
    counts = {}
    for line in shown:
        numbers = [line.stages[stage] for stage in STAGES]
        hidden = not ask.exact and states(line, False)[0] in {HELD, NOTHING}
        counts[line.track] = (
            [HELD if one else 0 for one in numbers]
            if hidden
            else told_parts(numbers, exact=ask.exact)
        )
    rows: list[list[Cell]] = []
    for rank, stage in enumerate(STAGES):
        row: list[Cell] = [str(stage.label), *(counts[line.track][rank] for line in shown)]
        if any(cell != 0 for cell in row[1:]):
            rows.append(row)
    return Block(
        "stages",
        "Où en sont ceux en cours",
        Table(
            "Étape d’aujourd’hui, par parcours",
            ["Étape", *(str(line.track.label).capitalize() for line in shown)],
            rows,
        ),
    )
