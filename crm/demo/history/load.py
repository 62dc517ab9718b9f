from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from crm.applications.models import Application, Enrolment
from crm.indicators.models import IndicatorSnapshot
from crm.indicators.services import freeze, publish
from crm.journeys.planned_tasks import templates_shut
from crm.letters.services import outbox_shut
from crm.people.models import Person
from training.models import Session

from ..people import Crowd
from . import afterwards, questionnaires
from .recipe import APPLY_AGAIN, COHORTS, COURSE, OCCASIONALS, PUBLISHED, REGULARS, Cohort
from .training import Trained, train

SEED = 2011


@transaction.atomic
def load_history(at: datetime) -> bool:
    """Load the history once. False when it is there already, or when its sessions are not in the catalogue."""
    sessions = {
        session.label: session
        for session in Session.objects.filter(
            course__code=COURSE, label__in=[cohort.label for cohort in COHORTS]
        ).select_related("course")
    }
    known = Enrolment.objects.filter(roster__session__in=sessions.values()).exists()
    if known or len(sessions) < len(COHORTS):
        return False
    with outbox_shut(), templates_shut():
        groups = play_sessions(sessions)
        play_afterwards(groups, at)
        questionnaires.ask(sessions[COHORTS[-1].label])
    return True


def play_sessions(sessions: dict[str, Session]) -> list[tuple[Trained, Crowd]]:
    groups: list[tuple[Trained, Crowd]] = []
    crowd = Crowd(SEED, 2007)
    again: list[Person] = []
    for cohort in COHORTS:
        session = sessions[cohort.label]
        crowd.year = session.starts_on.year
        group = train(cohort, session, crowd, again)
        groups.append((group, crowd))
        again = crowd.chance.sample(group.not_kept, APPLY_AGAIN) if not last(cohort) else []
    return groups


def last(cohort: Cohort) -> bool:
    return cohort is COHORTS[-1]


def play_afterwards(groups: list[tuple[Trained, Crowd]], at: datetime) -> None:
    creators: list[Person] = []
    hired: list[Person] = []
    settlers: list[Application] = []
    welcomed: list[Person] = []
    for group, crowd in groups:
        welcomed += [application.person for application in group.started]
        made = afterwards.create_activities(group, crowd)
        creators += made
        hired += afterwards.hire(group, crowd)
        french = [one for one in group.outsiders if one.person.commune_id is not None]
        settlers += french[: group.cohort.families]
    crowd = groups[-1][1]
    afterwards.settle(settlers, crowd)
    rest = [person for person in creators if person not in hired]
    regulars = hired + rest[-(REGULARS - len(hired)) :]
    others = rest[: -(REGULARS - len(hired))][-OCCASIONALS:]
    afterwards.work_there(regulars, others, crowd)
    silent = [person for person in welcomed if person not in creators and person not in hired]
    afterwards.ask_for_news(silent[: len(silent) // 2], date(2009, 10, 15), crowd)
    afterwards.ask_for_news(silent, date(2011, 2, 15), crowd)
    afterwards.end_support(at)


def publish_history(at: datetime) -> None:
    """Freeze and publish the two days of the table, once."""
    for day in PUBLISHED:
        if not IndicatorSnapshot.objects.published().filter(as_of=day).exists():
            publish(freeze(day, at=at), by=None, at=at)
