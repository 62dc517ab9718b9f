from __future__ import annotations

from collections import Counter
from datetime import date

from ..definitions import DEFINITIONS
from ..rules import rules as current_rules
from . import families, people, places, press, sessions, support
from .figures import Figure, Figures, Step, counted, number


def compute(day: date) -> Figures:
    """Count every figure as of a day, that day included, from the rows as they are now."""
    rules = current_rules()
    registered = people.registered(day, rules)
    welcomed = {
        person: first
        for person, first in people.first_welcomes(day).items()
        if person in registered
    }
    activities = people.activities(day)
    created = people.creators(welcomed, activities)
    silent = welcomed.keys() - people.heard_recently(day, rules)
    out = welcomed.keys() & people.out_for_long(day, rules)
    lines = sessions.session_lines(day, rules)
    regulars = places.regulars(day, rules)
    sites = places.offices(day)
    found = [
        counted("I1", registered),
        number("I1b", sum(registered.values())),
        counted("I2", welcomed, among=len(registered)),
        counted("I3", created, among=len(welcomed), unknown=len(silent)),
        counted("I3b", created & out, among=len(out), unknown=len(silent & out)),
        sessions.share("I4", [line for line in lines if line.recent]),
        sessions.share("I4c", [line for line in lines if line.ended]),
        *families.families(day, rules),
        counted("I6", regulars),
        counted("I6b", places.employees(regulars, day), among=len(regulars)),
        counted("I7", people.back_to_work(day, activities)),
        number("I8", sum(seats for _, seats in sites)),
        places.occupancy(day, rules),
        *places.waiting(day, rules),
        support.reviews(day, rules),
        support.accompanied(day),
        *press.forum_press(day, rules, set(registered)),
    ]
    return Figures(day, in_order(found), lines, steps(welcomed, day), sites)


def in_order(found: list[Figure]) -> dict[str, Figure]:
    by_code = {figure.code: figure for figure in found}
    return {code: by_code[code] for code in DEFINITIONS}


def steps(welcomed: dict[int, date], day: date) -> list[Step]:
    """How many had been welcomed at the end of each quarter in which somebody came."""
    came = Counter(_quarter_end(first) for first in welcomed.values())
    total, found = 0, []
    for end in sorted(came):
        total += came[end]
        found.append(Step(min(end, day), total))
    return found


def _quarter_end(day: date) -> date:
    month = (day.month - 1) // 3 * 3 + 3
    return date(day.year, month, 31 if month in {3, 12} else 30)
