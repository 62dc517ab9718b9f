"""The hours of a session: per trainee, module and mode. Certificates and funders add them up from here."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from crm.applications.calendar.programme import modules_of
from crm.applications.models import (
    Attendance,
    Enrolment,
    Mode,
    ModuleResult,
    TaughtModule,
)
from training.models import ModuleKind, Session

# Half-days noted before the session had a calendar, or planned without a module.
WITHOUT_A_MODULE = {Mode.ON_SITE: "Formation sur place", Mode.DISTANCE: "Formation à distance"}


@dataclass(frozen=True)
class Hours:
    """What one trainee followed of one module, in one mode.

    module_id    of the catalogue, None where no module was named
    number       of the module in its session, None likewise
    title        that of the session's documents
    minutes      what counts today, corrections included
    signed       the part of these minutes that bears both signatures, a paper sheet or a validation
    """

    enrolment_id: int
    module_id: int | None
    number: int | None
    title: str
    mode: Mode
    minutes: int
    signed: int

    @property
    def hours(self) -> float:
        return self.minutes / 60


def duration(minutes: int) -> str:
    """« 3 h 30 », « 7 h », « 45 min »."""
    hours, rest = divmod(minutes, 60)
    words = [f"{hours}\N{NO-BREAK SPACE}h"] if hours else []
    if rest or not hours:
        words.append(f"{rest:02}" if hours else f"{rest}\N{NO-BREAK SPACE}min")
    return "\N{NO-BREAK SPACE}".join(words)


def hours_of(enrolment: Enrolment) -> list[Hours]:
    """Return the hours of one trainee, in the order of the modules."""
    return _hours(enrolment.roster.session, [enrolment.pk]).get(enrolment.pk, [])


def hours_of_session(session: Session) -> dict[int, list[Hours]]:
    """Return the hours of every trainee of a session per enrolment id. Five queries at most."""
    ids = Enrolment.objects.filter(roster__session=session).values_list("pk", flat=True)
    return _hours(session, list(ids))


def _hours(session: Session, ids: Iterable[int]) -> dict[int, list[Hours]]:
    named = {row.module_id: row for row in modules_of(session) if row.module_id}
    found: dict[tuple[int, int | None, str, Mode], list[int]] = defaultdict(lambda: [0, 0])
    for row in Attendance.objects.followed().filter(enrolment__in=ids).select_related("half_day"):
        module_id, title = _taught(row, named)
        entry = found[row.enrolment_id, module_id, title, Mode(row.mode)]
        entry[0] += row.minutes_kept
        entry[1] += row.minutes_kept if row.complete else 0
    for result in ModuleResult.objects.filter(enrolment__in=ids).select_related("module"):
        if result.hours_kept:
            taught = named.get(result.module_id)
            title = taught.title if taught else result.module.title
            entry = found[result.enrolment_id, result.module_id, title, Mode.DISTANCE]
            entry[0] += 60 * result.hours_kept
            entry[1] += 60 * result.hours_kept
    return _sorted(found, named)


def _taught(row: Attendance, named: dict[int, TaughtModule]) -> tuple[int | None, str]:
    planned = row.half_day
    if planned is None:
        return _only_module(named, Mode(row.mode))
    module = named.get(planned.module_id) if planned.module_id else None
    return (module.module_id, module.title) if module else (None, planned.title)


def _only_module(named: dict[int, TaughtModule], mode: Mode) -> tuple[int | None, str]:
    """The single module of this kind when there is one: nothing else can have been followed."""
    kind = ModuleKind.ON_SITE if mode == Mode.ON_SITE else ModuleKind.DISTANCE
    rows = [row for row in named.values() if row.kind == kind]
    return (rows[0].module_id, rows[0].title) if len(rows) == 1 else (None, WITHOUT_A_MODULE[mode])


def _sorted(
    found: dict[tuple[int, int | None, str, Mode], list[int]], named: dict[int, TaughtModule]
) -> dict[int, list[Hours]]:
    lines: dict[int, list[Hours]] = defaultdict(list)
    for (enrolment, module_id, title, mode), (minutes, signed) in found.items():
        number = named[module_id].number if module_id in named else None
        lines[enrolment].append(Hours(enrolment, module_id, number, title, mode, minutes, signed))
    for rows in lines.values():
        rows.sort(key=_order)
    return dict(lines)


def _order(row: Hours) -> tuple[Any, ...]:
    return row.number is None, row.number or 0, row.title, row.mode
