"""What a stay must respect before anything is written: dates, beds, the life of the dwelling."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.conf import settings

from crm.journal.refusal import Refused
from crm.people.models import Household, HouseholdMember
from crm.registers.words import counted
from editorial.dates import day as written

from .models import HousingUnit, NightValue, StayPurpose

# A child born the year of the arrival or the year before sleeps in a cot.
YEARS_IN_A_COT = 2


@dataclass(frozen=True)
class Wish:
    """What is asked for a dwelling.

    whole     the household comes whole: its members are counted, `persons` and `babies` are not read
    persons   those who take a bed
    share     percent of the value that the funder is told of
    """

    purpose: StayPurpose
    arrive: date
    depart: date
    whole: bool = False
    persons: int = 1
    babies: int = 0
    funder: str = ""
    share: int = 100
    note: str = ""


@dataclass(frozen=True)
class Party:
    """How many beds and how many cots."""

    persons: int
    babies: int


def party_of(household: Household, on: date) -> Party:
    """Count the members of a household who live there now: only a baby takes no bed."""
    born = HouseholdMember.objects.filter(household=household, ends_on__isnull=True).values_list(
        "minor_birth_year", flat=True
    )
    babies = sum(year is not None and on.year - year < YEARS_IN_A_COT for year in born)
    return Party(len(born) - babies, babies)


def check_dates(unit: HousingUnit, arrive: date, depart: date) -> None:
    nights = (depart - arrive).days
    if nights < 1:
        raise Refused("Le départ suit l’arrivée d’une nuit au moins.")
    if nights > settings.LODGING_NIGHTS_MOST:
        raise Refused(f"Un séjour dure au plus {settings.LODGING_NIGHTS_MOST} nuits.")
    if arrive < unit.available_from:
        raise Refused(f"{unit} n’est prêté qu’à partir du {written(unit.available_from)}.")
    if unit.available_until and depart > unit.available_until:
        raise Refused(f"{unit} n’est plus prêté à partir du {written(unit.available_until)}.")


def check_beds(unit: HousingUnit, party: Party) -> None:
    if party.persons < 1:
        raise Refused("Une personne au moins dort dans le logement.")
    if party.persons > unit.beds:
        raise Refused(
            f"{unit} a {counted(unit.beds, 'couchage')}\N{NO-BREAK SPACE}: "
            f"il ne peut pas loger {counted(party.persons, 'personne', feminine=True)}."
        )


def value_on(unit: HousingUnit, day: date) -> int:
    """What a night is worth on a day, in cents; nothing while nobody said."""
    rows = NightValue.objects.filter(unit=unit, valid_from__lte=day).order_by("-valid_from")
    return rows.values_list("cents", flat=True).first() or 0
