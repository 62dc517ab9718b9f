from __future__ import annotations

from ..asks import Ask
from ..cohorts import HORIZONS, Cohort, cohorts
from ..definitions import ANALYSES
from ..drawing.columns import Value, grouped
from ..masks import HELD, nested
from ..page import Block, Cell, Chart, Page, Table
from ..words import NOT_YET, NOTHING, number, share, short, written

MILESTONE_LABELS = {
    "completed": "formation menée à terme",
    "started": "formation commencée",
    "applied": "candidature envoyée",
    "activity": "activité ou emploi commencé",
    "settled": "emménagement sur le territoire",
}
BASIS_LABELS = {"contact": "premier contact", "started": "entrée en formation"}


def tell(ask: Ask) -> Page:
    milestone, basis = ask.by["jalon"], ask.by["depuis"]
    found = cohorts(ask.span, milestone, basis=basis, quarterly=ask.by["par"] == "trimestre")
    found = [cohort for cohort in found if cohort.size]
    if not found:
        return Page([], [ANALYSES["A2"]], empty=True)
    label, since = MILESTONE_LABELS[milestone], BASIS_LABELS[basis]
    block = Block(
        "cohorts",
        label.capitalize(),
        Table(
            f"Part de chaque cohorte qui a atteint le jalon « {label} »",
            [
                since.capitalize(),
                "Personnes",
                *(f"À {months} mois" for months in HORIZONS),
                "À ce jour",
            ],
            [_row(cohort, ask.exact) for cohort in found],
        ),
        _chart(found, label, ask.exact),
        lead=f"Mois écoulés depuis : {since}.",
    )
    unknown = [f"« {NOT_YET} » : ces mois ne sont pas écoulés pour toute la cohorte."]
    return Page([block], [ANALYSES["A2"]], unknowns=unknown)


def clear(cohort: Cohort, exact: bool) -> tuple[bool, list[bool], bool]:
    """Tell whether the size, each horizon and today may be read: each is a part of the next one."""
    if exact:
        return True, [True] * len(HORIZONS), True
    seen = [(rank, count) for rank, count in enumerate(cohort.reached) if count is not None]
    size, ever, *rest = nested([cohort.size, cohort.ever, *(count for _, count in reversed(seen))])
    shown = [False] * len(HORIZONS)
    for (rank, _), one in zip(reversed(seen), rest, strict=True):
        shown[rank] = one
    return size, shown, ever


def _row(cohort: Cohort, exact: bool) -> list[Cell]:
    size, shown, ever = clear(cohort, exact)
    row: list[Cell] = [written(cohort.span).capitalize(), cohort.size if size else HELD]
    for rank, count in enumerate(cohort.reached):
        if count is None:
            row.append(NOT_YET)
        elif not size:
            row.append(HELD)
        else:
            row.append(f"{share(cohort.share(rank))} ({number(count)})" if shown[rank] else HELD)
    row.append(cohort.ever if ever and size else HELD)
    return row


def _chart(found: list[Cohort], label: str, exact: bool) -> Chart:
    groups: list[tuple[str, list[Value]]] = []
    for cohort in found:
        size, shown, _ = clear(cohort, exact)
        values: list[Value] = []
        for rank, count in enumerate(cohort.reached):
            kind = f"age{rank + 1}"
            if count is None:
                values.append((None, kind, ""))
            elif not (size and shown[rank]):
                values.append((0, "held", NOTHING))
            else:
                of_them = cohort.share(rank) or 0
                values.append((of_them, kind, str(of_them)))
        groups.append((_mark(cohort), values))
    highest = max((value for _, values in groups for value, _, _ in values if value), default=0)
    return Chart(
        "columns",
        f"Cohortes : {label}",
        "Quatre colonnes par cohorte, à 3, 6, 12 et 24 mois, en pour cent ; le tableau qui suit dit les mêmes nombres.",
        grouped(groups, top=max(-(-highest // 20) * 20, 20), unit=" %", column=32),
        [(f"age{rank + 1}", f"{months} mois") for rank, months in enumerate(HORIZONS)],
        note=f"En pointillé : {NOT_YET}.{'' if exact else ' En gris : retenu.'}",
    )


def _mark(cohort: Cohort) -> str:
    told = short(cohort.span)
    return told if told.isdecimal() else f"{told} {cohort.span.since.year}"
