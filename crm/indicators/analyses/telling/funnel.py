from __future__ import annotations

from ..asks import Ask
from ..definitions import ANALYSES
from ..drawing.bars import bars
from ..funnel import Funnel, Stage, Step, funnel
from ..masks import FEW, HELD, nested, small
from ..measures import percent
from ..page import Block, Cell, Chart, Page, Table
from ..words import NOTHING, as_of, days, many, number, share, when, written

LABELS = {
    Step.CONTACT: "Premier contact",
    Step.APPLIED: "Candidature envoyée",
    Step.DECIDED: "Décision rendue",
    Step.ENROLLED: "Place confirmée",
    Step.STARTED: "Formation commencée",
    Step.COMPLETED: "Formation menée à terme",
    Step.OUTCOME: "Activité ou installation",
}


class Told:
    """A funnel as its reader may see it."""

    def __init__(self, found: Funnel, *, exact: bool) -> None:
        self.found, self.exact = found, exact
        counts = [stage.reached for stage in found.stages]
        self.shown = [True] * len(counts) if exact else nested(counts)

    def reached(self, stage: Stage) -> Cell:
        if not self.shown[stage.step]:
            return FEW if small(stage.reached) else HELD
        return stage.reached

    def share(self, stage: Stage) -> str:
        if not self.shown[stage.step] or not self.shown[0]:
            return NOTHING
        return share(percent(stage.reached, self.found.people)) if self.found.people else NOTHING

    def gap(self, stage: Stage) -> str:
        return days(stage.gap) if self.shown[stage.step] and stage.reached else NOTHING

    def stands(self, stage: Stage) -> bool:
        """Whether who waits, who left and who is aside may be told: all, or one would be found by a subtraction."""
        if self.exact:
            return True
        after = self.shown[min(stage.step + 1, Step.OUTCOME)]
        clear = not any(map(small, (stage.waiting, stage.left, stage.aside)))
        return self.shown[stage.step] and after and clear

    def aside(self) -> str:
        rest = self.found.people - self.found.stages[Step.COMPLETED].reached - self.found.aside
        if not self.exact and (small(self.found.aside) or small(rest)):
            return FEW if small(self.found.aside) else HELD
        return number(self.found.aside)


def tell(ask: Ask) -> Page:
    told = [Told(funnel(span), exact=ask.exact) for span in ask.spans]
    first = told[0]
    if not any(one.found.people for one in told):
        return Page([], [ANALYSES["A1"]], empty=True)
    return Page(
        [_steps(ask, told), _standing(ask, first)],
        [ANALYSES["A1"]],
        sentences=_sentences(ask, first),
        unknowns=_unknowns(first),
    )


def _sentences(ask: Ask, told: Told) -> list[str]:
    found = told.found
    people = told.reached(found.stages[0])
    if isinstance(people, str):
        return []
    said = [
        f"{many(people, 'personne')}, premier contact {when(ask.span)}, vues {as_of(ask.span)}."
    ]
    said.append(
        f"Activité ou installation sans formation menée à terme : {told.aside()}, à côté de l’entonnoir."
    )
    return said


def _unknowns(told: Told) -> list[str]:
    undated = told.found.undated
    if not undated:
        return []
    count = FEW if not told.exact and small(undated) else number(undated)
    return [
        f"Étapes passées dont la date n’est pas notée : {count}. Elles comptent, sans entrer dans les délais."
    ]


def _steps(ask: Ask, told: list[Told]) -> Block:
    periods = [written(span) for span in ask.spans]
    headings = ["Étape"]
    for period in periods:
        of = f" ({period})" if len(periods) > 1 else ""
        headings += [f"Personnes{of}", f"Part{of}", f"Délai médian{of}"]
    rows: list[list[Cell]] = []
    for step in Step:
        row: list[Cell] = [LABELS[step]]
        for one in told:
            stage = one.found.stages[step]
            row += [one.reached(stage), one.share(stage), one.gap(stage)]
        rows.append(row)
    lines = []
    for stage in told[0].found.stages:
        reached = told[0].reached(stage)
        gap = told[0].gap(stage)
        late = "le jour même" if stage.gap == 0 else f"{gap} après l’étape d’avant"
        aside = "" if gap == NOTHING or not stage.step else late
        lines.append(
            (
                LABELS[stage.step],
                reached if isinstance(reached, int) else None,
                number(reached) if isinstance(reached, int) else reached,
                aside,
            )
        )
    chart = Chart(
        "bars",
        f"Entonnoir des personnes arrivées {written(ask.span)}",
        "Une barre par étape, de plus en plus courte ; le tableau qui suit dit les mêmes nombres.",
        bars(lines),
    )
    table = Table(
        "Personnes à chaque étape, et médiane des jours depuis l’étape d’avant", headings, rows
    )
    return Block("steps", "D’une étape à l’autre", table, chart)


def _standing(ask: Ask, told: Told) -> Block:
    rows: list[list[Cell]] = []
    for stage in told.found.stages[: Step.OUTCOME]:
        clear = told.stands(stage)
        rows.append(
            [
                LABELS[stage.step],
                stage.waiting if clear else HELD,
                days(stage.waits) if clear and stage.waiting else NOTHING,
                stage.left if clear else HELD,
                stage.aside if clear else HELD,
            ]
        )
    table = Table(
        "Où sont les personnes qui n’ont pas été plus loin",
        [
            "Dernière étape atteinte",
            "Attendent",
            "Depuis (médiane)",
            "Parcours clos",
            "Arrivées autrement",
        ],
        rows,
    )
    return Block(
        "standing",
        f"Où elles en sont {as_of(ask.span)}",
        table,
        lead="« Attendent » : un parcours est ouvert. « Parcours clos » : elles n’en suivent plus aucun. « Arrivées "
        "autrement » : activité ou installation sans formation menée à terme.",
    )
