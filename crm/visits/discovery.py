"""The doors of discovery days. The day's row is the lock of its seats."""

from __future__ import annotations

import datetime as dt
import uuid
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.utils import timezone

from crm.consents.models import Wording
from crm.journal.models import Action
from crm.journal.refusal import Refused
from crm.journal.services import record
from crm.people.models import Person
from crm.people.services import heard_from

from . import discovery_letters as letters
from .models import (
    REGISTRATION_PATHS,
    DiscoveryDay,
    DiscoveryRegistration,
    DiscoverySeat,
    RegistrationState,
)

if TYPE_CHECKING:
    from django.contrib.auth.models import User

FULL = "Cette journée est complète."
TWICE = "Cette famille est déjà inscrite à cette journée."


class AlreadyThere(Refused):
    """The family has a place. The public is not told: an address would tell who comes."""


@dataclass(frozen=True)
class DayPlan:
    """What a discovery day is; `seats` are households."""

    date: dt.date
    title: str
    closes_on: dt.date
    seats: int
    programme: str = ""
    meeting_point: str = ""


@dataclass(frozen=True)
class Who:
    """A household that registers."""

    last_name: str
    email: str
    first_name: str = ""
    phone: str = ""
    adults: int = 1
    children: int = 0


@transaction.atomic
def open_day(plan: DayPlan, *, by: User | None, at: dt.datetime | None = None) -> DiscoveryDay:
    """Open a day with its seats. Raises Refused when there is one on that date already."""
    _check(plan)
    try:
        with transaction.atomic():
            day = DiscoveryDay.objects.create(**_values(plan))
    except IntegrityError as error:
        raise Refused("Une journée découverte a déjà lieu ce jour-là.") from error
    _lay_seats(day, plan.seats)
    record(Action.CREATED, day, by=by, at=at)
    return day


@transaction.atomic
def change_day(
    day: DiscoveryDay, plan: DayPlan, *, by: User | None, at: dt.datetime | None = None
) -> None:
    """Change a day. Fewer seats than families registered are refused."""
    _check(plan)
    locked = _hold(day)
    if locked.cancelled_at:
        raise Refused("Cette journée est annulée.")
    if DiscoveryDay.objects.filter(date=plan.date).exclude(pk=day.pk).exists():
        raise Refused("Une journée découverte a déjà lieu ce jour-là.")
    values = _values(plan)
    for name, value in values.items():
        setattr(locked, name, value)
    locked.save(update_fields=[*values])
    _lay_seats(locked, plan.seats)
    record(Action.CHANGED, locked, by=by, fields=[*values, "seats"], at=at)
    day.refresh_from_db()


def _values(plan: DayPlan) -> dict[str, object]:
    return {name: value for name, value in vars(plan).items() if name != "seats"}


def _check(plan: DayPlan) -> None:
    if plan.closes_on > plan.date:
        raise Refused("Les inscriptions se ferment au plus tard le jour même.")
    if not 1 <= plan.seats <= 100:
        raise Refused("Une journée accueille entre une et cent familles.")


def _lay_seats(day: DiscoveryDay, wanted: int) -> None:
    """Bring the seats to a number; only free ones go."""
    seats = list(day.seats.order_by("number"))
    held = sum(seat.registration_id is not None for seat in seats)
    if held > wanted:
        raise Refused(f"{held} familles sont déjà inscrites.")
    free = [seat.pk for seat in seats if seat.registration_id is None]
    surplus = max(len(seats) - wanted, 0)
    day.seats.filter(pk__in=free[len(free) - surplus :]).delete()
    highest = seats[-1].number if seats else 0
    DiscoverySeat.objects.bulk_create(
        DiscoverySeat(day=day, number=highest + rank + 1)
        for rank in range(max(wanted - len(seats), 0))
    )


def _hold(day: DiscoveryDay) -> DiscoveryDay:
    return DiscoveryDay.objects.select_for_update().get(pk=day.pk)


@transaction.atomic
def register(
    day: DiscoveryDay,
    who: Who,
    *,
    form_key: uuid.UUID | None = None,
    person: Person | None = None,
    wording: Wording | None = None,
    origin: str = "",
    by: User | None = None,
    at: dt.datetime | None = None,
) -> DiscoveryRegistration:
    """Give a household a seat. The same form key twice is one registration.

    The public registers until the day it closes, the team until the day itself. Raises Refused when
    there is no seat left, and when the family is there already.
    """
    now = at or timezone.now()
    today = timezone.localdate(now)
    locked = _hold(day)
    known = DiscoveryRegistration.objects.filter(form_key=form_key).first() if form_key else None
    if known is not None:
        return known
    if locked.cancelled_at or today > (locked.date if by else locked.closes_on):
        raise Refused("Les inscriptions à cette journée sont closes.")
    email = who.email.strip().lower()
    same = locked.registrations.kept()
    if (email and same.filter(email=email).exists()) or (
        person and same.filter(person=person).exists()
    ):
        raise AlreadyThere(TWICE)
    seat = locked.seats.filter(registration__isnull=True).order_by("number").first()
    if seat is None:
        raise Refused(FULL)
    row = DiscoveryRegistration.objects.create(
        day=locked,
        form_key=form_key or uuid.uuid4(),
        person=person,
        wording=wording,
        origin=origin,
        registered_at=now,
        **vars(who) | {"email": email},
    )
    seat.registration = row
    seat.save(update_fields=["registration"])
    record(Action.CREATED, row, by=by, person_id=person.pk if person else None, at=now)
    letters.registered(row, now)
    return row


@transaction.atomic
def move_registration(
    row: DiscoveryRegistration,
    to: RegistrationState,
    *,
    by: User | None = None,
    at: dt.datetime | None = None,
) -> DiscoveryRegistration:
    """The only door between the states of a registration. Cancelled, its seat is free."""
    now = at or timezone.now()
    day = _hold(row.day)
    locked = DiscoveryRegistration.objects.select_for_update().get(pk=row.pk)
    before = RegistrationState(locked.state)
    if to not in REGISTRATION_PATHS[before]:
        raise Refused(f"Une inscription « {before.label} » ne devient pas « {to.label} ».")
    if to != RegistrationState.CANCELLED and timezone.localdate(now) < day.date:
        raise Refused("La journée est à venir : les présences se notent le jour même.")
    locked.state = to
    if to == RegistrationState.CANCELLED:
        locked.cancelled_at = now
        DiscoverySeat.objects.filter(registration=locked).update(registration=None)
    locked.save(update_fields=["state", "cancelled_at"])
    record(Action.MOVED, locked, by=by, person_id=locked.person_id, before=before, after=to, at=now)
    if to == RegistrationState.ATTENDED and locked.person:
        heard_from(locked.person, at=now)
    row.refresh_from_db()
    return locked


@transaction.atomic
def cancel_day(day: DiscoveryDay, *, by: User | None, at: dt.datetime | None = None) -> int:
    """Call a day off and tell those who registered. Return how many families are told."""
    now = at or timezone.now()
    locked = _hold(day)
    if locked.cancelled_at:
        return 0
    rows = list(locked.registrations.filter(state=RegistrationState.CONFIRMED))
    locked.cancelled_at = now
    locked.save(update_fields=["cancelled_at"])
    record(Action.CHANGED, locked, by=by, fields=["cancelled_at"], at=now)
    for row in rows:
        move_registration(row, RegistrationState.CANCELLED, by=by, at=now)
        letters.called_off(row, now)
    day.refresh_from_db()
    return len(rows)
