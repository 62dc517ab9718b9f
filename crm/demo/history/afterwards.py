"""What became of those who came: activities, families, half-days at the telecentre, news, end of support."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.utils import timezone

from crm.applications.models import Application
from crm.people.models import Person, ProfessionalStatus
from crm.people.services import Minor, household_of, note_status, open_file
from crm.support.models import (
    ActivityKind,
    FollowUpAnswer,
    PlanState,
    SettlementState,
    SupportPlan,
)
from crm.support.plans import move_plan
from crm.support.services import (
    Company,
    follow_up,
    intend_settlement,
    move_settlement,
    note_activity,
)
from crm.workspaces.models import HalfDay, PresenceSource
from crm.workspaces.services import note_presence
from telecentre.models import Site
from territory.models import Commune

from ..days import at_hour, weekdays
from ..people import Crowd
from .recipe import (
    FAMILIES,
    HIRED,
    LOCAL_CREATORS,
    PRESENT_FROM,
    PRESENT_UNTIL,
    PUBLISHED,
    Family,
)
from .training import Trained


def create_activities(group: Trained, crowd: Crowd) -> list[Person]:
    """Return those who created an activity, early ones first."""
    near = LOCAL_CREATORS.get(group.cohort.label, 0)
    makers = group.locals[:near] + group.outsiders
    early, late = group.cohort.early, group.cohort.late
    first, last = PUBLISHED
    begun = group.session.starts_on + timedelta(days=45)
    spans = [(begun, first)] * early + [(max(begun, first + timedelta(days=8)), last)] * late
    for application, (start, end) in zip(makers, spans, strict=False):
        day = crowd.chance.choice(weekdays(start, end - timedelta(days=3)))
        kind = ActivityKind.TAKEOVER if crowd.chance.random() < 0.1 else ActivityKind.CREATION
        _begin(application, kind, day, ProfessionalStatus.SELF_EMPLOYED, crowd)
    return [application.person for application in makers[: early + late]]


def hire(group: Trained, crowd: Crowd) -> list[Person]:
    """Locals without work who find a job by telework."""
    near = LOCAL_CREATORS.get(group.cohort.label, 0)
    chosen = group.locals[near : near + HIRED.get(group.cohort.label, 0)]
    for application in chosen:
        day = crowd.chance.choice(weekdays(date(2008, 9, 1), date(2010, 6, 30)))
        _begin(application, ActivityKind.HIRED, day, ProfessionalStatus.EMPLOYEE, crowd)
    return [application.person for application in chosen]


def _begin(
    application: Application,
    kind: ActivityKind,
    day: date,
    status: ProfessionalStatus,
    crowd: Crowd,
) -> None:
    person = application.person
    note_activity(
        person, kind, day, journey=application.journey, trade=person.trade,
        commune=crowd.chance.choice(crowd.home), at=at_hour(day),
    )  # fmt: skip
    note_status(person, status, at=at_hour(day))


def settle(outsiders: list[Application], crowd: Crowd) -> None:
    """Eight households from outside move in, each on the day that the recipe says."""
    for family, application in zip(FAMILIES, outsiders, strict=True):
        _settle(family, application, crowd.chance.choice(crowd.home), crowd)


def _settle(family: Family, application: Application, commune: Commune, crowd: Crowd) -> None:
    person = application.person
    declared = family.moved_in - timedelta(days=70)
    partners = [
        open_file(
            crowd.identity((person.commune, person.country), last_name=person.last_name),
            at=at_hour(declared),
        )
        for _ in range(family.adults - 1)
    ]
    household = household_of(
        person,
        adults=partners,
        minors=[Minor(year, level) for year, level in family.minors],
        at=at_hour(declared),
    )
    settlement = intend_settlement(
        household,
        commune,
        journey=application.journey,
        company=Company(family.adults, family.children, family.schooled),
        at=at_hour(declared),
    )
    moved = family.moved_in
    move_settlement(
        settlement, SettlementState.MOVED_IN, on=moved, dwelling="rent", at=at_hour(moved)
    )
    seen = at_hour(moved + timedelta(days=30))
    move_settlement(settlement, SettlementState.CONFIRMED, proof="Bail", at=seen)


def work_there(regulars: list[Person], others: list[Person], crowd: Crowd) -> None:
    """Two half-days a week for the regulars; one a month for the others."""
    site = Site.objects.open_on(PRESENT_UNTIL).order_by("opened_on").first()
    if site is None:
        return
    days = weekdays(PRESENT_FROM, PRESENT_UNTIL)
    weeks = [days[start : start + 5] for start in range(0, len(days), 5)]
    for person in regulars:
        for week in weeks:
            for day in crowd.chance.sample(week, min(2, len(week))):
                _there(person, site, day, crowd)
    for person in others:
        for week in weeks[::4]:
            _there(person, site, crowd.chance.choice(week), crowd)


def _there(person: Person, site: Site, day: date, crowd: Crowd) -> None:
    half = crowd.chance.choice(list(HalfDay))
    note_presence(person, site, day, half, source=PresenceSource.IMPORT, at=at_hour(day, 19))


def ask_for_news(people: Iterable[Person], day: date, crowd: Crowd) -> None:
    """Ask everybody where they stand; some do not answer."""
    for person in people:
        answer = crowd.chance.choices(
            [FollowUpAnswer.PREPARING, FollowUpAnswer.NONE, FollowUpAnswer.UNREACHED], [5, 4, 1]
        )[0]
        follow_up(person, answer, at=at_hour(day))


def end_support(at: datetime) -> None:
    """End, each on its own day, the plans whose term has come: the journeys end with them."""
    today = timezone.localdate(at)
    for plan in SupportPlan.objects.due_to_end(today).order_by("ends_on", "pk"):
        move_plan(plan, PlanState.ENDED, at=at_hour(plan.ends_on, 18))
