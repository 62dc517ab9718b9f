from __future__ import annotations

from collections import Counter
from datetime import date

from ..definitions import DEFINITIONS
from ..rules import rules as current_rules
from . import families, people, places, press, sessions, support
from .figures import Figure, Figures, Step, counted

# Every table that counting reads: figures hold until one of them changes.
TABLES = sorted(
    {
        model._meta.db_table
        for room in (families, people, places, press, sessions, support)
        for model in room.READS
    }
)


def compute(day: date) -> Figures:
    """Count every figure as of a day, that day included, from the rows as they are now."""
    rules = current_rules()
    applied = people.applicants(day, rules)
    registered = {person: one.sent for person, one in applied.items() if one.sent}
    trained = sessions.trained(day, rules)
    welcomed = {pk: first for pk, first in trained.welcomes.items() if pk in registered}
    at_work = places.at_work(day, rules)
    known = people.facts(day, rules, at_work.regulars)
    created = people.creators(welcomed, known.activities)
    silent = welcomed.keys() - known.heard
    out = welcomed.keys() & trained.out
    lines = [sessions.line(one, day, rules) for one in trained.sessions]
    series = list(zip(trained.sessions, lines, strict=True))
    in_service = places.in_service(day, rules)
    found = [
        counted("I1", registered),
        counted("I1b", [pk for sent in registered.values() for pk in sent]),
        counted("I2", welcomed, among=len(registered)),
        counted("I3", created, among=len(welcomed), unknown=len(silent)),
        counted("I3b", created & out, among=len(out), unknown=len(silent & out)),
        sessions.share("I4", [one for one, line in series if line.recent]),
        sessions.share("I4c", [one for one, line in series if line.ended]),
        *families.families(day, rules),
        counted("I6", at_work.regulars),
        counted("I6b", known.employed, among=len(at_work.regulars)),
        counted("I7", people.back_to_work(applied, known.activities)),
        *places.offices_figures(at_work.in_office, in_service),
        *places.waiting(day, rules),
        *support.support(day, rules),
        *press.forum_press(day, rules, set(registered)),
    ]
    return Figures(day, in_order(found), lines, steps(welcomed, day), in_service.sites)


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
