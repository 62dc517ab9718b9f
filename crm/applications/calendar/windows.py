"""The dates of distance modules: opened and handed in over several months, between the weeks on site."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from django.db import transaction

from crm.applications.models import ModuleWindow
from crm.applications.seats import lock_roster
from crm.journal.models import Action
from crm.journal.refusal import Refused
from crm.journal.services import record
from training.models import Module, ModuleKind, Session

if TYPE_CHECKING:
    from django.contrib.auth.models import User


@dataclass(frozen=True)
class Dates:
    opens_on: date
    due_on: date


def distance_modules(session: Session) -> list[Module]:
    rows = Module.objects.filter(course=session.course_id, kind=ModuleKind.DISTANCE)
    return list(rows.order_by("number"))


def windows_of(session: Session) -> dict[int, ModuleWindow]:
    """Return the dates of a session's modules per module id."""
    rows = ModuleWindow.objects.filter(session=session).select_related("module")
    return {row.module_id: row for row in rows}


def proposed(session: Session) -> dict[int, Dates]:
    """Share out the time between the weeks on site, the whole session when there are none."""
    modules = distance_modules(session)
    if not modules:
        return {}
    weeks = list(session.weeks.order_by("starts_on"))
    first = weeks[0].ends_on + timedelta(days=1) if weeks else session.starts_on
    last = weeks[-1].starts_on - timedelta(days=1) if len(weeks) > 1 else session.ends_on
    if last < first:
        first, last = session.starts_on, session.ends_on
    days = (last - first).days + 1
    found = {}
    for rank, module in enumerate(modules):
        begins = first + timedelta(days=days * rank // len(modules))
        ends = first + timedelta(days=days * (rank + 1) // len(modules) - 1)
        found[module.pk] = Dates(begins, max(begins, ends))
    return found


@transaction.atomic
def set_windows(
    session: Session,
    dates: dict[int, Dates],
    *,
    by: User | None = None,
    at: datetime | None = None,
) -> None:
    """Write the dates of modules, given by module id. Raises Refused outside the session."""
    roster = lock_roster(session)
    taught = {module.pk: module for module in distance_modules(session)}
    for pk, one in dates.items():
        module = taught.get(pk)
        if module is None:
            raise Refused("Ce module n’est pas de cette formation.")
        if one.due_on < one.opens_on:
            raise Refused(f"Module {module.number} : la remise précède l’ouverture.")
        if one.opens_on < session.starts_on or one.due_on > session.ends_on:
            raise Refused(
                f"Module {module.number} : la session va du {session.starts_on:%d/%m/%Y}"
                f" au {session.ends_on:%d/%m/%Y}."
            )
    known = windows_of(session)
    told = {
        pk: one
        for pk, one in dates.items()
        if pk not in known or Dates(known[pk].opens_on, known[pk].due_on) != one
    }
    for pk, one in told.items():
        ModuleWindow.objects.update_or_create(
            session=session, module_id=pk,
            defaults={"opens_on": one.opens_on, "due_on": one.due_on},
        )  # fmt: skip
    if told:
        record(Action.CHANGED, roster, by=by, fields=["module_windows"], at=at)
