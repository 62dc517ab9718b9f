"""What offices answer to the machine of waiting lists: how many are left, whose turn passes, and the offer itself."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils import timezone

from crm.registers.calendar import add_months
from crm.waiting.deadlines import after_hours
from crm.waiting.models import WaitEntry
from crm.waiting.takers import Taker
from editorial.dates import day as written

from ..models import OfficeRequest, OfficeState
from . import offers
from .searching import Term, free_for, offices_with_room, term_of, why_none

if TYPE_CHECKING:
    from django.contrib.auth.models import User


def hold(key: str) -> None:
    """Nothing stands before the list: the unique rows of slots have the last word on an office."""


def free(key: str) -> int:
    return offices_with_room(coming_term(timezone.now()))


def coming_term(at: datetime) -> Term:
    """The attribution that would begin as soon as an offer made now may be answered."""
    first = timezone.localdate(after_hours(at)) + timedelta(days=1)
    return Term(first, add_months(first, settings.OFFICE_TERM_MONTHS) - timedelta(days=1))


def blocked(key: str, at: datetime) -> str:
    return ""


def refuse(entry: WaitEntry, at: datetime) -> str:
    row = OfficeRequest.objects.select_related("person", "site").get(pk=int(entry.reference))
    if row.state != OfficeState.WAITING:
        return "La demande n’attend plus de bureau."
    opens = offered_from(row.wished_from)
    if timezone.localdate(at) < opens:
        return f"Demande à partir du {written(row.wished_from)}\N{NO-BREAK SPACE}: rien n’est proposé avant le {written(opens)}."
    term = term_of(row, after_hours(at))
    return "" if free_for(row, term) else why_none(row, term)


def offered_from(wished: date) -> date:
    """The first day on which an office may be offered to who wishes it from a day on."""
    return wished - timedelta(days=settings.OFFICE_OFFERED_DAYS_AHEAD)


def offer(entry: WaitEntry, by: User | None, reason: str, at: datetime) -> None:
    offers.make(entry, by=by, at=at)


TAKER = Taker(hold=hold, free=free, blocked=blocked, refuse=refuse, offer=offer)
