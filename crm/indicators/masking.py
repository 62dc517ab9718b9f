"""Outside the CRM no count tells of one or two people: it is said to be under three.

Whoever may ask for any day, but may not read files, could subtract one day from another: counts are told to
them by threes, from below, so that no difference tells of one or two people either.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.conf import settings

from .counting.figures import Figure, Figures, SessionLine, percent
from .definitions import DEFINITIONS

HIDDEN = "moins de trois"
# The count is no secret in itself, but says how few the others are.
WITHHELD = "masqué"
# What points at somebody when there are one or two.
POINTING = {"person", "household", "review"}
# What nobody is behind.
THINGS = {"place", "article"}


def small(count: int | None) -> bool:
    """Whether a count would point at somebody. Nobody at all points at nobody."""
    return count is not None and 0 < count < settings.SMALLEST_PUBLISHED_COUNT


def hidden(figure: dict[str, Any], definition: dict[str, Any]) -> bool:
    """Whether the public may not read a figure, given as its snapshot keeps it."""
    if definition["counted"] not in POINTING:
        return False
    # Of a mean, how many make it.
    if definition.get("unit"):
        return small(figure["denominator"])
    # Those of a whole that are left say as much as those that are counted.
    rest = None
    if figure["denominator"] is not None:
        rest = figure["denominator"] - figure["numerator"]
    return small(figure["numerator"]) or small(rest)


def in_its_place(figure: dict[str, Any]) -> str:
    """What the public reads where a figure is hidden, and that is true of it."""
    return HIDDEN if small(figure["numerator"]) else WITHHELD


def gathered(lines: list[SessionLine]) -> list[list[SessionLine]]:
    """Put neighbouring sessions together until none of them shows one or two people of an origin."""
    groups: list[list[SessionLine]] = []
    waiting: list[SessionLine] = []
    for line in lines:
        waiting = [*waiting, line]
        if not tells_too_much(merged(waiting)):
            groups.append(waiting)
            waiting = []
    if waiting and groups:
        groups[-1] += waiting
    elif waiting:
        groups.append(waiting)
    return groups


def merged(group: list[SessionLine]) -> SessionLine:
    return replace(
        group[0],
        label=" et ".join(line.label for line in group),
        ends_on=max(line.ends_on for line in group),
        local=sum(line.local for line in group),
        exogenous=sum(line.exogenous for line in group),
        unknown=sum(line.unknown for line in group),
    )


def tells_too_much(line: SessionLine) -> bool:
    return any(small(count) for count in (line.local, line.exogenous, line.unknown))


def by_threes(found: Figures) -> Figures:
    """The same figures, each count of people rounded down to what is the least that may be published."""
    return replace(
        found,
        by_code={code: _rounded(figure) for code, figure in found.by_code.items()},
        sessions=[
            replace(
                line,
                local=_down(line.local),
                exogenous=_down(line.exogenous),
                unknown=_down(line.unknown),
            )
            for line in found.sessions
        ],
    )


def _rounded(figure: Figure) -> Figure:
    definition = DEFINITIONS[figure.code]
    if definition.counted in THINGS:
        return figure
    among = None if figure.denominator is None else _down(figure.denominator)
    unknown = None if figure.unknown is None else _down(figure.unknown)
    if definition.unit:
        return replace(figure, denominator=among, ids=())
    count = _down(figure.numerator)
    value = percent(count, among or 0) if definition.rate else count
    return replace(figure, value=value, numerator=count, denominator=among, unknown=unknown, ids=())


def _down(count: int) -> int:
    return count - count % int(settings.SMALLEST_PUBLISHED_COUNT)
