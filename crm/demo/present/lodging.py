"""Two dwellings lent to families, and who slept, sleeps and will sleep there."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from django.utils import timezone

from crm.journeys.models import Journey, Track
from crm.journeys.services import open_journey
from crm.lodging.models import HousingUnit, NightValue, Stay, StayPurpose, StayState
from crm.lodging.rules import Wish
from crm.lodging.services import Told, move_stay, request_stay
from crm.people.models import Person
from crm.people.services import Minor, household_of

from ..days import at_hour
from .stage import Scene

AVENUE = """Les clés vous sont remises à l’accueil du télécentre, de 9 h à 17 h 30. Le soir, prévenez-nous.
Chauffage électrique, draps et serviettes fournis, cuisine équipée, wifi.
Une boulangerie et une supérette à cinq minutes à pied ; la gare est à dix minutes."""
SCHOOL = """L’entrée est dans la cour de l’ancienne école. Un voisin vous remet les clés.
Poêle à bois et radiateurs, lave-linge, vélos à disposition. Pas de connexion à haut débit."""
FUND = "Région, accueil de nouveaux actifs"
# Days from today of the arrival, nights, persons (0 for the whole household), where it stands.
STAYS = [
    (0, -190, 3, 2, StayState.DONE),
    (1, -120, 4, 0, StayState.DONE),
    (0, -64, 12, 1, StayState.DONE),
    (0, -24, 3, 0, StayState.DONE),
    (1, -9, 5, 2, StayState.CANCELLED),
    (0, -2, 7, 0, StayState.IN_HOUSE),
    (1, 0, 4, 2, StayState.CONFIRMED),
    (0, 8, 3, 0, StayState.CONFIRMED),
    (1, 10, 14, 1, StayState.HELD),
    (0, 16, 3, 0, StayState.REQUESTED),
]  # fmt: skip
PATH = [StayState.HELD, StayState.CONFIRMED, StayState.IN_HOUSE, StayState.DONE]


def play_lodging(scene: Scene) -> list[Stay]:
    """Return the stays in the order of their arrival."""
    units = _dwellings(scene)
    return [
        _play(scene, units[rank], arrives, nights, persons, to, number)
        for number, (rank, arrives, nights, persons, to) in enumerate(STAYS)
    ]


def _dwellings(scene: Scene) -> list[HousingUnit]:
    home = scene.crowd.home
    town = next((one for one in home if one.name == "Murat"), home[0])
    village = next((one for one in home if one.name == "Dienne"), home[-1])
    told = [
        ("Le passerelle de l’avenue", town, "14 avenue Fictive", 5, 3, True, False, AVENUE, 5200),
        ("La maison de l’école", village, "2 place Inventée", 6, 4, False, True, SCHOOL, 4800),
    ]
    opened = scene.today - timedelta(days=900)
    rows = []
    for label, commune, address, beds, rooms, accessible, pets, practical, cents in told:
        unit = HousingUnit.objects.create(
            label=label, commune=commune, address=address, beds=beds, rooms=rooms,
            accessible=accessible, pets=pets, practical=practical, available_from=opened,
            owner="Communauté de communes" if accessible else "Commune",
        )  # fmt: skip
        NightValue.objects.create(unit=unit, valid_from=opened, cents=cents - 400)
        NightValue.objects.create(unit=unit, valid_from=date(scene.today.year, 1, 1), cents=cents)
        rows.append(unit)
    return rows


def _play(
    scene: Scene, unit: HousingUnit, arrives: int, nights: int, persons: int, to: StayState,
    number: int,
) -> Stay:  # fmt: skip
    arrive = scene.today + timedelta(days=arrives)
    asked = scene.ago(max(-arrives + 20, 1), 9 + number % 6)
    person = _somebody(scene, number, persons)
    wish = Wish(
        StayPurpose.TRAINING if persons == 1 else StayPurpose.VISIT, arrive,
        arrive + timedelta(days=nights), whole=persons == 0, persons=persons or 1,
        funder=FUND if number % 3 else "", share=50 if number % 2 else 100,
    )  # fmt: skip
    journey = Journey.objects.running_for(person) or open_journey(
        person, Track.RELOCATION, by=scene.adviser, owner=scene.adviser, at=asked,
        project="S’installer en famille et travailler à distance", horizon="Dans l’année",
    )  # fmt: skip
    stay = request_stay(unit, person, wish, journey=journey, by=scene.adviser, at=asked)
    if to == StayState.CANCELLED:
        return move_stay(
            stay, to, Told(reason="La famille a repoussé sa venue."), by=scene.adviser,
            at=scene.ago(-arrives + 3),
        )  # fmt: skip
    for step in PATH[: PATH.index(to) + 1] if to in PATH else []:
        move_stay(
            stay, step, _told(stay, step), by=scene.adviser, at=_when(scene, stay, step, asked)
        )
    return stay


def _told(stay: Stay, step: StayState) -> Told:
    if step == StayState.IN_HOUSE:
        return Told(keys_to=str(stay.person), inventory="Tout est en ordre, deux jeux de clés.")
    if step == StayState.DONE:
        return Told(keys_back=True, inventory="Rien à signaler.")
    return Told()


def _when(scene: Scene, stay: Stay, step: StayState, asked: datetime) -> datetime:
    if step == StayState.HELD and stay.arrive > scene.today:
        return scene.at - timedelta(hours=6)
    if step == StayState.IN_HOUSE:
        return min(at_hour(stay.arrive, 16), scene.at)
    if step == StayState.DONE:
        return timezone.make_aware(datetime.combine(stay.depart, time(10)))
    return asked + timedelta(hours=5)


def _somebody(scene: Scene, number: int, persons: int) -> Person:
    """A new file; a family with its children when it comes whole."""
    person = scene.somebody(210 if number < 4 else 45)
    if persons == 0:
        adult = scene.somebody(44)
        born = scene.today.year
        minors = [Minor(born - 9, "CM1"), Minor(born - 5), Minor(born)][: 1 + number % 3]
        household_of(person, adults=[adult], minors=minors, at=scene.ago(40))
    return person
