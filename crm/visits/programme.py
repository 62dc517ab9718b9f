"""The doors of a programme: stops added, changed, taken away, and exchanged with their neighbour."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone

from crm.journal.refusal import Refused
from crm.organisations.models import Organisation
from editorial.dates import hour
from editorial.dates import period as written
from territory.models import Commune

from .models import Visit, VisitStop
from .services import hold, touch

if TYPE_CHECKING:
    from django.contrib.auth.models import User


@dataclass(frozen=True)
class Stop:
    """What a stop is. Of an organisation, what was left empty is filled in from its sheet."""

    date: date
    starts_at: time
    ends_at: time
    kind: str
    title: str
    place: str = ""
    commune: Commune | None = None
    organisation: Organisation | None = None
    host: str = ""
    host_phone: str = ""
    host_email: str = ""
    for_family: str = ""
    for_team: str = ""


@transaction.atomic
def add_stop(visit: Visit, stop: Stop, *, by: User | None, at: datetime | None = None) -> VisitStop:
    """Put a stop in the programme. Raises Refused outside the visit and over another stop."""
    locked = hold(visit)
    _check(locked, stop)
    row = VisitStop.objects.create(visit=locked, **_values(stop))
    touch(locked, by=by, at=at or timezone.now())
    return row


@transaction.atomic
def change_stop(row: VisitStop, stop: Stop, *, by: User | None, at: datetime | None = None) -> None:
    locked = hold(row.visit)
    _check(locked, stop, but=row.pk)
    values = _values(stop)
    for name, value in values.items():
        setattr(row, name, value)
    row.save(update_fields=[*values])
    touch(locked, by=by, at=at or timezone.now())


@transaction.atomic
def remove_stop(row: VisitStop, *, by: User | None, at: datetime | None = None) -> None:
    locked = hold(row.visit)
    VisitStop.objects.filter(pk=row.pk).delete()
    touch(locked, by=by, at=at or timezone.now())


@transaction.atomic
def bring_forward(row: VisitStop, *, by: User | None, at: datetime | None = None) -> None:
    """Exchange a stop with the one before it on the same day.

    Each keeps its length, and the time between both is kept: nothing else moves. Without effect for
    the first stop of a day.
    """
    locked = hold(row.visit)
    day = list(locked.stops.filter(date=row.date))
    rank = next((rank for rank, one in enumerate(day) if one.pk == row.pk), 0)
    if not rank:
        return
    first, second = day[rank - 1], day[rank]
    begins = _on(first.date, first.starts_at)
    lasts = _on(second.date, second.ends_at) - _on(second.date, second.starts_at)
    between = _on(second.date, second.starts_at) - _on(first.date, first.ends_at)
    ends = second.ends_at
    second.starts_at, second.ends_at = first.starts_at, (begins + lasts).time()
    first.starts_at, first.ends_at = (begins + lasts + between).time(), ends
    for one in (first, second):
        one.save(update_fields=["starts_at", "ends_at"])
    touch(locked, by=by, at=at or timezone.now())


def _on(day: date, when: time) -> datetime:
    return datetime.combine(day, when)


def _check(visit: Visit, stop: Stop, but: int | None = None) -> None:
    if not visit.starts_on <= stop.date <= visit.ends_on:
        raise Refused(f"La visite a lieu {written(visit.starts_on, visit.ends_on)}.")
    if stop.ends_at <= stop.starts_at:
        raise Refused("L’étape finit après avoir commencé.")
    over = visit.stops.filter(
        date=stop.date, starts_at__lt=stop.ends_at, ends_at__gt=stop.starts_at
    ).exclude(pk=but)
    if (other := over.first()) is not None:
        raise Refused(
            f"« {other} » occupe déjà ce moment, de {hour(other.starts_at)} à {hour(other.ends_at)}."
        )


def _values(stop: Stop) -> dict[str, Any]:
    values = vars(stop).copy()
    if organisation := stop.organisation:
        values["host_phone"] = stop.host_phone or organisation.phone_words
        values["host_email"] = stop.host_email or organisation.email
        values["place"] = stop.place or organisation.name
        values["commune"] = stop.commune or organisation.commune
    return values
