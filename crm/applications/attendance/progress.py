"""How far each trainee of a session has come, for a whole list at once."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, QuerySet, Sum
from django.db.models.expressions import Combinable

from crm.applications.calendar.programme import modules_of
from crm.applications.models import HOURS, MINUTES, Attendance, ModuleResult
from training.models import ModuleKind, Session


@dataclass(frozen=True)
class Progress:
    """half_days noted, modules validated out of modules_in_all, share of the hours in whole percent."""

    half_days: int
    modules: int
    modules_in_all: int
    share: int


def progress_of(session: Session, ids: Collection[int]) -> dict[int, Progress]:
    """Return, per enrolment id, what was followed. Four queries at most, whatever their number."""
    taught = modules_of(session)
    total = sum(module.hours for module in taught)
    in_all = sum(module.kind == ModuleKind.DISTANCE for module in taught)
    there = _per_enrolment(Attendance.objects.followed().filter(enrolment__in=ids), MINUTES)
    credited = _per_enrolment(ModuleResult.objects.credited().filter(enrolment__in=ids), HOURS)
    found = {}
    for pk in ids:
        half_days, minutes = there.get(pk, (0, 0))
        modules, hours = credited.get(pk, (0, 0))
        found[pk] = Progress(half_days, modules, in_all, share_of(hours, minutes, total))
    return found


def share_of(credited: int, minutes: int, total: int) -> int:
    """Hours credited and minutes present over the hours of the course, in whole percent, at most 100."""
    return min(100, int(100 * (credited + minutes / 60) / total)) if total else 0


def _per_enrolment(rows: QuerySet[Any], worth: Combinable) -> dict[int, tuple[int, int]]:
    counted = rows.values_list("enrolment").annotate(number=Count("pk"), worth=Sum(worth))
    return {pk: (number, total or 0) for pk, number, total in counted.order_by()}
