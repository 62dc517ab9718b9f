"""The doors of stays. Whoever takes or frees nights holds the row of the dwelling first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone

from crm.journal.models import Action
from crm.journal.refusal import Refused
from crm.journal.services import record
from crm.journeys.models import Journey, Stage
from crm.journeys.services import advance
from crm.people.models import Person
from crm.people.services import current_membership, heard_from
from editorial.dates import day as written

from . import letters
from .models import STAY_PATHS, HousingUnit, Stay, StayNight, StayPurpose, StayState
from .rules import Party, Wish, check_beds, check_dates, party_of, value_on

if TYPE_CHECKING:
    from django.contrib.auth.models import User

FREEING = {StayState.REFUSED, StayState.CANCELLED, StayState.NO_SHOW}
NAMED_NIGHTS = 3
OUT_OF_TIME = "Réservation non confirmée à temps."


@dataclass(frozen=True)
class Told:
    """What is said with a move: why, to whom the keys went, what the inventory found."""

    reason: str = ""
    keys_to: str = ""
    keys_back: bool = False
    inventory: str = ""


NOTHING = Told()


@transaction.atomic
def request_stay(
    unit: HousingUnit,
    person: Person,
    wish: Wish,
    *,
    journey: Journey | None = None,
    by: User | None,
    at: datetime | None = None,
) -> Stay:
    """Write a request down. It takes no night yet. Raises Refused when it could never be granted."""
    now = at or timezone.now()
    locked = _hold_unit(unit)
    check_dates(locked, wish.arrive, wish.depart)
    membership = current_membership(person) if wish.whole else None
    if wish.whole and membership is None:
        raise Refused("Ce dossier n’a pas de foyer : notez-le d’abord, ou dites combien viennent.")
    household = membership.household if membership else None
    party = party_of(household, wish.arrive) if household else Party(wish.persons, wish.babies)
    check_beds(locked, party)
    stay = Stay.objects.create(
        unit=locked,
        person=person,
        household=household,
        journey=journey,
        purpose=wish.purpose,
        arrive=wish.arrive,
        depart=wish.depart,
        persons=party.persons,
        babies=party.babies,
        beds=locked.beds,
        requested_at=now,
        free_value_cents=value_on(locked, wish.arrive),
        funder=wish.funder,
        funder_share=wish.share,
        note=wish.note,
    )
    record(Action.CREATED, stay, by=by, person_id=person.pk, at=now)
    letters.received(stay, now)
    return stay


@transaction.atomic
def move_stay(
    stay: Stay,
    to: StayState,
    told: Told = NOTHING,
    *,
    by: User | None = None,
    at: datetime | None = None,
) -> Stay:
    """The only door between the states of a stay.

    Held, it takes all its nights or none; refused, cancelled or not come, it gives them back; left
    early, it gives back those that were not slept. Raises Refused and says which nights are taken.
    """
    now = at or timezone.now()
    unit = _hold_unit(stay.unit)
    locked = Stay.objects.select_for_update().get(pk=stay.pk)
    before = StayState(locked.state)
    if to not in STAY_PATHS[before]:
        raise Refused(f"Un séjour « {before.label} » ne devient pas « {to.label} ».")
    changes = _changes(locked, unit, to, told, now)
    for name, value in changes.items():
        setattr(locked, name, value)
    locked.state = to
    locked.save(update_fields=["state", *changes])
    _settle_nights(locked, to, timezone.localdate(now))
    record(
        Action.MOVED, locked, by=by, person_id=locked.person_id, before=before, after=to,
        reason=told.reason, at=now,
    )  # fmt: skip
    letters.moved(locked, to, now)
    if to == StayState.IN_HOUSE:
        heard_from(locked.person, at=now)
    if to == StayState.CONFIRMED and locked.journey and locked.purpose != StayPurpose.TRAINING:
        advance(locked.journey, Stage.VISITING, by=by, at=now)
    stay.refresh_from_db()
    return stay


def _hold_unit(unit: HousingUnit) -> HousingUnit:
    return HousingUnit.objects.select_for_update().get(pk=unit.pk)


def _changes(
    stay: Stay, unit: HousingUnit, to: StayState, told: Told, now: datetime
) -> dict[str, Any]:
    """Check what the state asks for, and return the fields to write with it."""
    today = timezone.localdate(now)
    if to == StayState.HELD:
        return _holding(stay, unit, now)
    if to in {StayState.REFUSED, StayState.CANCELLED}:
        if not told.reason.strip():
            raise Refused("Un refus et une annulation sont motivés : la personne lit ce motif.")
        return {"reason": told.reason.strip()}
    if to == StayState.IN_HOUSE:
        if not stay.arrive <= today < stay.depart:
            raise Refused(f"L’arrivée est prévue le {written(stay.arrive)}.")
        if not told.keys_to.strip():
            raise Refused("Dites à qui les clés sont remises.")
        return {"arrived_at": now, "keys_to": told.keys_to, "inventory_in": told.inventory}
    if to == StayState.DONE:
        return {"left_at": now, "keys_back": told.keys_back, "inventory_out": told.inventory}
    if to == StayState.NO_SHOW and today < stay.arrive:
        raise Refused("L’arrivée est à venir : annulez plutôt le séjour.")
    return {}


def _holding(stay: Stay, unit: HousingUnit, now: datetime) -> dict[str, Any]:
    """The dwelling may have changed since the request: all is checked again."""
    check_dates(unit, stay.arrive, stay.depart)
    check_beds(unit, Party(stay.persons, stay.babies))
    take_nights(stay)
    return {
        "beds": unit.beds,
        "hold_expires_at": now + timedelta(hours=settings.LODGING_HOLD_HOURS),
        "free_value_cents": value_on(unit, stay.arrive),
    }


def take_nights(stay: Stay) -> None:
    """Take all the nights of a stay, or none and say which are not free."""
    if taken := taken_nights(stay.unit_id, stay.days):
        raise Refused(_taken_words(taken))
    rows = [StayNight(stay=stay, unit_id=stay.unit_id, date=day) for day in stay.days]
    try:
        with transaction.atomic():
            StayNight.objects.bulk_create(rows)
    except IntegrityError as error:
        raise Refused(_taken_words(taken_nights(stay.unit_id, stay.days))) from error


def taken_nights(unit_id: int, days: Iterable[date]) -> list[date]:
    rows = StayNight.objects.filter(unit_id=unit_id, date__in=list(days))
    return list(rows.order_by("date").values_list("date", flat=True))


def _taken_words(days: list[date]) -> str:
    named = ", ".join(written(day, weekday=True) for day in days[:NAMED_NIGHTS])
    more = f" et {len(days) - NAMED_NIGHTS} de plus" if len(days) > NAMED_NIGHTS else ""
    if len(days) == 1:
        return f"La nuit du {named} est déjà prise : aucune n’est réservée."
    return f"Des nuits sont déjà prises ({named}{more}) : aucune n’est réservée."


def _settle_nights(stay: Stay, to: StayState, today: date) -> None:
    if to in FREEING:
        StayNight.objects.filter(stay=stay).delete()
    elif to == StayState.DONE:
        StayNight.objects.filter(stay=stay, date__gte=today).delete()


def end_holds(at: datetime) -> int:
    """Cancel the stays that were held and not confirmed in time. Return how many ended here."""
    lapsed = Stay.objects.lapsed(at).order_by("hold_expires_at", "pk")
    return sum(_end_hold(pk, at) for pk in lapsed.values_list("pk", flat=True))


@transaction.atomic
def _end_hold(pk: int, at: datetime) -> bool:
    row = Stay.objects.select_related("unit").get(pk=pk)
    _hold_unit(row.unit)
    if not Stay.objects.lapsed(at).filter(pk=pk).exists():
        return False
    move_stay(row, StayState.CANCELLED, Told(reason=OUT_OF_TIME), at=at)
    return True
