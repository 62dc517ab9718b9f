"""Dwellings and stays for the tests of lodging and of visits."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from django.utils import timezone

from crm.lodging.models import HousingUnit, NightValue, Stay, StayPurpose, StayState
from crm.lodging.rules import Wish
from crm.lodging.services import Told, move_stay, request_stay
from crm.people.models import Person
from tests.crm.factories import make_person, make_territory

ARRIVE = date(2011, 6, 6)
ASKED = timezone.make_aware(datetime.combine(date(2011, 5, 2), time(10)))


def dwelling(beds: int = 4, label: str = "Le passerelle", **told: object) -> HousingUnit:
    unit = HousingUnit.objects.create(
        label=label, commune=make_territory()["murat"], address="1 rue d’Essai", beds=beds, rooms=2,
        available_from=date(2010, 1, 1), **told,
    )  # fmt: skip
    NightValue.objects.create(unit=unit, valid_from=date(2010, 1, 1), cents=4500)
    return unit


def wish(arrive: date = ARRIVE, nights: int = 3, **told: object) -> Wish:
    purpose = told.pop("purpose", StayPurpose.VISIT)
    return Wish(purpose, arrive, arrive + timedelta(days=nights), **told)  # type: ignore[arg-type]


def requested(
    unit: HousingUnit, person: Person | None = None, arrive: date = ARRIVE, nights: int = 3,
    **told: object,
) -> Stay:  # fmt: skip
    journey = told.pop("journey", None)
    return request_stay(
        unit, person or make_person(), wish(arrive, nights, **told),
        journey=journey, by=None, at=ASKED,  # type: ignore[arg-type]
    )  # fmt: skip


def held(unit: HousingUnit, *args: object, **told: object) -> Stay:
    return move_stay(requested(unit, *args, **told), StayState.HELD, at=ASKED)  # type: ignore[arg-type]


def confirmed(unit: HousingUnit, *args: object, **told: object) -> Stay:
    return move_stay(held(unit, *args, **told), StayState.CONFIRMED, at=ASKED)


def noon(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(12)))


def arrived(unit: HousingUnit, *args: object, **told: object) -> Stay:
    stay = confirmed(unit, *args, **told)
    return move_stay(stay, StayState.IN_HOUSE, Told(keys_to="La famille"), at=noon(stay.arrive))


def slept(unit: HousingUnit, *args: object, **told: object) -> Stay:
    stay = arrived(unit, *args, **told)
    return move_stay(stay, StayState.DONE, Told(keys_back=True), at=noon(stay.depart))
