"""Families that settle, activities that begin, half-days at the telecentre, plans and their reviews."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from crm.journeys.models import InteractionKind, Journey, Track
from crm.journeys.services import log, open_journey, plan_task
from crm.people.models import Person, ProfessionalStatus
from crm.people.services import Minor, household_of, note_status
from crm.registers.calendar import add_months
from crm.support.models import (
    ActivityKind,
    PlanState,
    Review,
    SettlementState,
    SupportPlan,
)
from crm.support.plans import move_plan
from crm.support.reviews import hold_review
from crm.support.services import Company, intend_settlement, move_settlement, note_activity
from crm.workspaces.models import HalfDay
from crm.workspaces.services import note_presence
from telecentre.models import Site

from ..days import at_hour, weekdays
from .stage import Scene


@dataclass(frozen=True)
class Household:
    """months: since moving in, negative when it is only planned."""

    months: int
    adults: int
    minors: tuple[tuple[int, str], ...]  # age, class
    kind: ActivityKind | None = ActivityKind.CREATION


HOUSEHOLDS = [
    Household(2, 2, ((7, "CE1"), (3, "maternelle"))),
    Household(7, 2, ((11, "6e"),)),
    Household(14, 1, (), ActivityKind.TAKEOVER),
    Household(26, 2, ((9, "CM1"),)),
    Household(-1, 2, ((5, "maternelle"),), None),
    Household(-1, 1, (), None),
]


def play_households(scene: Scene) -> list[Person]:
    """Return the reference adults, in the order of HOUSEHOLDS."""
    workers = [_welcome(scene, household) for household in HOUSEHOLDS]
    _work(scene, workers[:3])
    _end_plan(scene, workers[3])
    return workers


def _welcome(scene: Scene, household: Household) -> Person:
    moved = add_months(scene.today, -max(household.months, 0)) - timedelta(days=2)
    known = (scene.today - moved).days + 90
    person = scene.somebody(known, professional_status="employee")
    journey = open_journey(
        person, Track.RELOCATION, by=scene.adviser, owner=scene.adviser,
        project=scene.crowd.project(), horizon="dès que possible", at=scene.ago(known),
    )  # fmt: skip
    log(
        person, InteractionKind.VISIT, by=scene.adviser, journey=journey, subject="Trois jours sur place",
        text="École, maison et télécentre visités.", duration=180, at=scene.ago(known - 30),
    )  # fmt: skip
    _settle(scene, household, person, journey, moved, known)
    return person


def _settle(
    scene: Scene, household: Household, person: Person, journey: Journey, moved: date, known: int
) -> None:
    adults = [
        scene.somebody(known, last_name=person.last_name) for _ in range(household.adults - 1)
    ]
    minors = [Minor(scene.today.year - age, level) for age, level in household.minors]
    home = household_of(person, adults=adults, minors=minors, at=scene.ago(known - 20))
    settlement = intend_settlement(
        home,
        scene.crowd.chance.choice(scene.crowd.home),
        journey=journey,
        company=Company(household.adults, len(minors), len(minors)),
        by=scene.adviser,
        at=scene.ago(known - 20),
    )
    if household.months < 0:
        plan_task(
            person, "Visiter le logement passerelle", scene.today + timedelta(days=1),
            journey=journey, assignee=scene.adviser, by=scene.adviser, at=scene.ago(5),
        )  # fmt: skip
        return
    at = at_hour(moved, 17)
    move_settlement(
        settlement, SettlementState.MOVED_IN, on=moved, dwelling="rent", by=scene.adviser, at=at
    )
    if household.months > 6:
        move_settlement(
            settlement, SettlementState.CONFIRMED, proof="Bail", by=scene.adviser, at=at
        )
    if household.kind:
        begun = moved + timedelta(days=1)
        note_activity(
            person, household.kind, begun, by=scene.adviser, journey=journey, trade=person.trade,
            commune=settlement.commune, at=at_hour(begun, 11),
        )  # fmt: skip
        note_status(person, ProfessionalStatus.SELF_EMPLOYED, at=at_hour(begun, 11))
    _hold_reviews(scene, person)


def _hold_reviews(scene: Scene, person: Person) -> None:
    """All but the last one due were held: that one is late."""
    due = list(
        Review.objects.filter(plan__person=person, due_on__lt=scene.today).order_by("due_on")
    )
    for review in due[:-1]:
        held = min(at_hour(review.due_on, 10), scene.at)
        hold_review(review, "Activité lancée, premiers clients.", by=scene.adviser, at=held)


def _work(scene: Scene, people: list[Person]) -> None:
    """Two half-days a week over the last three months, and this morning for one of them."""
    site = Site.objects.open_on(scene.today).order_by("opened_on").first()
    if site is None:
        return
    days = weekdays(scene.today - timedelta(days=85), scene.today - timedelta(days=1))
    for rank, person in enumerate(people):
        for day in days[rank::3]:
            half = HalfDay.MORNING if day.day % 2 else HalfDay.AFTERNOON
            note_presence(person, site, day, half, by=scene.adviser, at=at_hour(day, 19))
    note_presence(people[0], site, scene.today, HalfDay.MORNING, by=scene.adviser, at=scene.at)


def _end_plan(scene: Scene, person: Person) -> None:
    plan = SupportPlan.objects.get(person=person)
    at = at_hour(plan.ends_on, 17)
    if at < scene.at:
        move_plan(plan, PlanState.ENDED, by=scene.adviser, at=at)
