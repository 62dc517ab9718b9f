"""Families who came to see, where they slept, and those who tried the place with their project."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, time, timedelta

from django.conf import settings

from crm.lodging.models import HousingUnit, NightValue, Stay, StayNight, StayPurpose, StayState
from crm.residences.models import (
    Outlook,
    PlaceDay,
    Residence,
    ResidenceKind,
    ResidenceState,
)
from crm.visits.models import CostKind, StopKind, Visit, VisitCost, VisitState, VisitStop

from ..days import at_hour
from .cast import Actor, Cast
from .rows import poured, written
from .sizes import Lot

COMERS = {Lot.QUALIFIED, Lot.SETTLING, Lot.SETTLED}
# Stays of one dwelling: how many, how many days from one to the next, nights of each.
A_DWELLING, EVERY, NIGHTS = 400, 5, (2, 3)
AHEAD = timedelta(days=30)
BEDS, A_NIGHT = 4, 4_500
STOPS = [
    (StopKind.TELECENTRE, "Visite du télécentre", 10),
    (StopKind.SCHOOL, "Rencontre à l’école", 14),
    (StopKind.HOUSE, "Une maison à louer", 16),
]
CALLED_OFF = "La famille a reporté son projet."
# Days from the end of a residence to the next one at the same place, and its length.
NEXT, LENGTH = 7, timedelta(days=4)
TRIED = "Une semaine de travail à distance, deux rendez-vous avec des clients."
DECLINED = "Le projet n’a pas encore de quoi être essayé sur place."


def come_and_see(actors: list[Actor], cast: Cast, visits: int, residences: int) -> None:
    """Write visits with their stays, then the residences."""
    comers = [actor for actor in actors if actor.lot in COMERS]
    if not comers:
        return
    stays = _stays(comers, cast, visits)
    rows = written(
        Visit,
        (_visit(stay, comers[n % len(comers)], cast) for n, stay in enumerate(stays)),
    )
    poured(VisitStop, (stop for row in rows for stop in _stops(row)))
    poured(
        VisitCost,
        (
            VisitCost(
                visit=row,
                kind=CostKind.MEALS,
                cents=cast.chance.randint(20, 120) * 100,
                paid_by="Pays de Murat",
            )
            for row in rows
            if row.state == VisitState.DONE
        ),
    )
    _reside(comers, cast, residences)


def _dwellings(cast: Cast, count: int) -> list[HousingUnit]:
    since = cast.today - timedelta(days=A_DWELLING * EVERY)
    units = written(
        HousingUnit,
        (
            HousingUnit(
                label=f"Logement d’essai {number + 1}",
                commune=cast.crowd.home[number % len(cast.crowd.home)],
                address="Le bourg",
                beds=BEDS,
                rooms=3,
                available_from=since,
            )
            for number in range(count)
        ),
    )
    written(NightValue, (NightValue(unit=unit, valid_from=since, cents=A_NIGHT) for unit in units))
    return units


def _stays(comers: list[Actor], cast: Cast, count: int) -> list[Stay]:
    units = _dwellings(cast, max(3, -(-count // A_DWELLING)))
    rows = [
        _stay(units[n % len(units)], n // len(units), comers[n % len(comers)], cast)
        for n in range(count)
    ]
    stays = written(Stay, rows)
    poured(
        StayNight,
        (
            StayNight(stay=stay, unit_id=stay.unit_id, date=day)
            for stay in stays
            if stay.state != StayState.CANCELLED
            for day in stay.days
        ),
    )
    return stays


def _stay(unit: HousingUnit, rank: int, actor: Actor, cast: Cast) -> Stay:
    arrive = cast.today + AHEAD - timedelta(days=EVERY * rank)
    depart = arrive + timedelta(days=cast.chance.choice(NIGHTS))
    row = Stay(
        unit=unit,
        person_id=actor.person,
        journey_id=actor.journey,
        purpose=StayPurpose.VISIT,
        arrive=arrive,
        depart=depart,
        persons=cast.chance.randint(1, BEDS),
        beds=BEDS,
        free_value_cents=A_NIGHT,
        requested_at=min(at_hour(arrive - timedelta(days=12), 10), cast.at),
        state=StayState.CONFIRMED,
    )
    if cast.chance.random() < 0.1:
        row.state, row.reason = StayState.CANCELLED, CALLED_OFF
    elif depart <= cast.today:
        row.state = StayState.DONE
        row.arrived_at, row.left_at = at_hour(arrive, 16), at_hour(depart, 10)
    elif arrive < cast.today:
        row.state, row.arrived_at = StayState.IN_HOUSE, at_hour(arrive, 16)
    return row


def _visit(stay: Stay, actor: Actor, cast: Cast) -> Visit:
    row = Visit(
        journey_id=actor.journey,
        household_id=actor.household or None,
        stay=stay,
        starts_on=stay.arrive,
        ends_on=stay.depart,
        purpose="Voir le territoire, les écoles et les logements",
        created_at=stay.requested_at,
        changed_at=stay.requested_at,
    )
    if stay.state == StayState.CANCELLED:
        row.state, row.reason = VisitState.CANCELLED, CALLED_OFF
    elif stay.depart < cast.today:
        row.state, row.done_at = VisitState.DONE, at_hour(stay.depart, 17)
    elif cast.chance.random() < 0.6:
        row.state = VisitState.CONFIRMED
    return row


def _stops(visit: Visit) -> Iterator[VisitStop]:
    for kind, title, hour in STOPS:
        yield VisitStop(
            visit=visit,
            date=visit.starts_on,
            starts_at=time(hour),
            ends_at=time(hour + 1),
            kind=kind,
            title=title,
        )


def _reside(comers: list[Actor], cast: Cast, count: int) -> None:
    """Short ones, one after the other at each place; one in eight was refused and took none."""
    places = settings.RESIDENCES["short_places"]
    rows = written(
        Residence,
        (
            _residence(
                comers[n % len(comers)],
                cast.today - timedelta(days=NEXT * (n // places + 1)),
                cast,
            )
            for n in range(count)
        ),
    )
    poured(PlaceDay, _place_days(rows, places))


def _residence(actor: Actor, starts_on: date, cast: Cast) -> Residence:
    asked_at = at_hour(starts_on - timedelta(days=30), 9)
    row = Residence(
        person_id=actor.person,
        journey_id=actor.journey,
        kind=ResidenceKind.SHORT,
        requested_at=asked_at,
        decision_due_at=asked_at + timedelta(hours=48),
        decided_at=asked_at + timedelta(hours=30),
        project=cast.crowd.project(),
        starts_on=starts_on,
        ends_on=starts_on + LENGTH,
    )
    if cast.chance.random() < 0.125:
        row.state, row.reason = ResidenceState.REFUSED, DECLINED
        return row
    row.state = ResidenceState.REVIEWED
    row.started_at, row.ended_at = at_hour(starts_on, 9), at_hour(row.ends_on, 17)
    row.review_due_on = row.ends_on + timedelta(days=settings.RESIDENCES["review_days"])
    row.reviewed_at = min(row.ended_at + timedelta(days=2), cast.at)
    row.tried, row.outlook = TRIED, cast.chance.choice([o for o in Outlook if o])
    return row


def _place_days(rows: list[Residence], places: int) -> Iterator[PlaceDay]:
    for rank, row in enumerate(rows):
        if row.state == ResidenceState.REVIEWED:
            for number in range(row.length.days + 1):
                yield PlaceDay(
                    residence=row,
                    kind=row.kind,
                    place=rank % places + 1,
                    day=row.starts_on + timedelta(days=number),
                )
