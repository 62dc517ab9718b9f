"""Who and what is taken already: a trainer, a room and a session are in one place at a time."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, time
from typing import TYPE_CHECKING, Any

from django.db.models import QuerySet

from crm.applications.models import HalfDay, TaughtHalfDay
from crm.journal.refusal import Refused
from crm.journeys.team import called
from crm.registers import spaces
from editorial.dates import day as written
from telecentre.models import Space
from training.models import Module, Session

if TYPE_CHECKING:
    from django.contrib.auth.models import User

COURSES = "courses"
NAMED = 4  # conflicts told in a sentence; more would not be read


@dataclass(frozen=True)
class Plan:
    """What a half-day is to be. `title` is that of the module unless told."""

    date: date
    half: HalfDay
    starts_at: time
    ends_at: time
    module: Module | None = None
    title: str = ""
    trainer: User | None = None
    space: Space | None = None

    @property
    def name(self) -> str:
        return self.title.strip() or (self.module.title if self.module else "")


def check_free(
    session: Session, plans: Iterable[Plan], *, besides: TaughtHalfDay | None = None
) -> None:
    """Refuse what is taken already, saying by which session. The database has the last word."""
    wanted = list(plans)
    spaces.lock({plan.space.pk for plan in wanted if plan.space})
    told = conflicts(session, wanted, besides=besides)
    if told:
        raise Refused(_told(told))


def conflicts(
    session: Session, plans: list[Plan], *, besides: TaughtHalfDay | None = None
) -> list[str]:
    """Return a sentence a half-day that cannot be: the session itself, a trainer, a room."""
    rows = (
        TaughtHalfDay.objects.standing()
        .filter(date__in={plan.date for plan in plans})
        .exclude(pk=besides.pk if besides else 0)
        .select_related("session__course", "trainer", "space")
    )
    found = []
    by_moment: dict[tuple[date, str], list[TaughtHalfDay]] = {}
    for row in rows:
        by_moment.setdefault((row.date, row.half), []).append(row)
    for plan in plans:
        for row in by_moment.get((plan.date, plan.half), []):
            found += _between(session, plan, row)
    return found + _booked(plans)


def _booked(plans: list[Plan]) -> list[str]:
    """A sentence a room that is held for something else than a session."""
    rooms = {plan.space.pk for plan in plans if plan.space}
    days = [plan.date for plan in plans]
    held = spaces.held_by_others(COURSES, rooms, min(days), max(days)) if rooms else set()
    return [
        f"{plan.space} est réservé le {written(plan.date)} {plan.half.label}"
        for plan in plans
        if plan.space and (plan.space.pk, plan.date, str(plan.half)) in held
    ]


def held_rooms(rooms: Collection[int], start: date, end: date) -> QuerySet[Any, spaces.Held]:
    """The rooms that sessions hold, for those who book spaces."""
    rows = TaughtHalfDay.objects.standing().filter(
        space__in=list(rooms), date__gte=start, date__lte=end
    )
    return rows.order_by().values_list("space", "date", "half")


def _between(session: Session, plan: Plan, row: TaughtHalfDay) -> list[str]:
    when = f"{written(plan.date)} {plan.half.label}"
    told = []
    if row.session_id == session.pk:
        told.append(f"cette session a déjà cours le {when}")
    if plan.trainer and row.trainer_id == plan.trainer.pk:
        told.append(f"{called(plan.trainer)} enseigne à « {row.session} » le {when}")
    if plan.space and row.space_id == plan.space.pk:
        told.append(f"{plan.space} sert à « {row.session} » le {when}")
    return told


def _told(found: list[str]) -> str:
    shown = " ; ".join(found[:NAMED])
    more = len(found) - NAMED
    sentence = shown + (f" ; et {more} autre{'s' if more > 1 else ''}" if more > 0 else "")
    return f"{sentence[:1].upper()}{sentence[1:]}."


def taken(session: Session, plans: list[Plan], *, besides: TaughtHalfDay | None = None) -> str:
    """The sentence of a conflict that the database met first."""
    found = conflicts(session, plans, besides=besides)
    return _told(found) if found else "Cette demi-journée vient d’être prise : rechargez la page."
