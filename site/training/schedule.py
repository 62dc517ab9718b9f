"""A course drawn as one line: the weeks on site at both ends, the distance modules between them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from training.models.catalogue import Module, ModuleKind

COLUMNS = 24  # of the grid that draws the line
ON_SITE_SPAN = 3
MOST_STEPS = 5  # between the two weeks; more would not be read on one line


@dataclass(frozen=True)
class Step:
    """One box of the line. `span` is its width, in columns of the grid."""

    label: str
    on_site: bool
    span: int


def chunks(modules: Sequence[Module], count: int) -> list[Sequence[Module]]:
    """Cut a list into at most `count` runs of nearly equal length, the longer ones first."""
    count = min(count, len(modules))
    size, longer = divmod(len(modules), count)
    bounds = [0]
    for index in range(count):
        bounds.append(bounds[-1] + size + (index < longer))
    return [modules[start:end] for start, end in pairwise(bounds)]


def label_of(run: Sequence[Module]) -> str:
    first, last = run[0].number, run[-1].number
    if first == last:
        return f"Module {first}"
    return f"Modules {first} {'et' if last == first + 1 else 'à'} {last}"


def schedule(modules: Sequence[Module]) -> list[Step]:
    """Lay the modules on the line; nothing to draw for a course of one kind of module.

    The weeks on site open and close a course: the first half of them, rounded up, opens it.
    """
    on_site = [module for module in modules if module.kind == ModuleKind.ON_SITE]
    distance = [module for module in modules if module.kind == ModuleKind.DISTANCE]
    if not on_site or not distance:
        return []
    weeks = [Step(f"Semaine {n} sur place", True, ON_SITE_SPAN) for n, _ in enumerate(on_site, 1)]
    opening = (len(weeks) + 1) // 2
    runs = chunks(distance, MOST_STEPS)
    width, wider = divmod(COLUMNS - ON_SITE_SPAN * len(weeks), len(runs))
    middle = [Step(label_of(run), False, width + (index < wider)) for index, run in enumerate(runs)]
    return [*weeks[:opening], *middle, *weeks[opening:]]
