"""The sessions of the moment: who applied, who has a seat, who waits, what the public form brought."""

from __future__ import annotations

import uuid
from datetime import timedelta

from crm.applications.answers import Answers
from crm.applications.attendance import credit_module, note_sheet
from crm.applications.intake import receive
from crm.applications.models import (
    Application,
    ApplicationState,
    Enrolment,
    EnrolmentState,
    HalfDay,
    RosterState,
)
from crm.applications.rosters import move_roster
from crm.applications.services import apply, move, move_enrolment
from crm.applications.waitlist.jobs import IN_TIME
from crm.applications.waitlist.keeping import entry_of
from crm.journeys.services import describe
from crm.people.models import ContactKind, Person
from crm.waiting import services as waiting
from crm.waiting.models import Priority
from crm.waiting.promoting import promote
from editorial.plugins import TRAINING_SESSION
from training.models import ModuleKind, Session

from ..days import at_hour, weekdays
from .stage import Scene

NAMESPACE = uuid.UUID("5f0c1d7e-2b9b-4b7e-9f50-9d0d5a2c7a11")


def play_candidates(scene: Scene) -> None:
    if scene.underway:
        _play_underway(scene, scene.underway)
    if scene.tonight:
        _seat(scene, scene.tonight, confirmed=11, offered=2, days=40)
        _study(scene, scene.tonight, [1, 2], reviewed=1)
    if scene.full:
        _play_full(scene, scene.full)
    if scene.open:
        _study(scene, scene.open, [0, 1, 3, 5, 8], reviewed=2)
        _post_forms(scene, scene.open)
    pooled = _file(scene, None, 60)
    _decide(scene, pooled, ApplicationState.POOLED, 50)


def _play_full(scene: Scene, session: Session) -> None:
    """A full group: one offer was not answered, the next in line has the seat, and others wait."""
    _seat(scene, session, confirmed=session.seats_max - 3, offered=2, days=30)
    missed = _file(scene, session, 20)
    _decide(scene, missed, ApplicationState.ADMITTED, 12)
    line = [_wait(scene, session, days) for days in (11, 6, 4, 2)]
    move_enrolment(
        Enrolment.objects.get(application=missed), EnrolmentState.EXPIRED,
        reason=IN_TIME, at=scene.ago(3, 0, 5),
    )  # fmt: skip
    promote(TRAINING_SESSION, str(session.pk), places=1, at=scene.ago(3, 0, 5))
    entry = entry_of(line[-1], session.pk)
    if entry is not None:
        waiting.rank(
            entry, Priority.FIRST, reason="Logement trouvé à Murat pour ces dates seulement.",
            by=scene.manager, at=scene.ago(1, 15),
        )  # fmt: skip


def _wait(scene: Scene, session: Session, days: int) -> Application:
    row = _file(scene, session, days)
    _decide(scene, row, ApplicationState.WAITLISTED, days - 1)
    return row


def _file(scene: Scene, session: Session | None, days: int) -> Application:
    local = scene.crowd.chance.random() < 0.3
    person = scene.somebody(days, local=local)
    application = apply(
        person, session, project=scene.crowd.project(), by=scene.adviser,
        experience_years=scene.crowd.chance.randint(1, 20), at=scene.ago(days, 9, 30),
    )  # fmt: skip
    if application.journey is not None:
        owner = scene.adviser if application.pk % 3 else scene.manager
        describe(application.journey, by=scene.adviser, owner=owner, at=scene.ago(days, 9, 40))
    return application


def _decide(scene: Scene, application: Application, to: ApplicationState, days: int) -> None:
    move(application, ApplicationState.UNDER_REVIEW, by=scene.adviser, at=scene.ago(days, 9, 50))
    move(application, to, by=scene.adviser, at=scene.ago(days, 10))


def _seat(
    scene: Scene, session: Session, *, confirmed: int, offered: int, days: int
) -> list[Enrolment]:
    held = []
    for rank in range(confirmed + offered):
        application = _file(scene, session, days - rank)
        # An offer waits a few days for its answer: those that run were made this week.
        decided = days - rank - 4 if rank < confirmed else rank - confirmed
        _decide(scene, application, ApplicationState.ADMITTED, decided)
        enrolment = Enrolment.objects.get(application=application)
        if rank < confirmed:
            move_enrolment(
                enrolment, EnrolmentState.CONFIRMED, by=scene.adviser, at=scene.ago(days - rank - 6)
            )
        held.append(enrolment)
    return held


def _study(scene: Scene, session: Session, days: list[int], *, reviewed: int) -> None:
    for rank, day in enumerate(days):
        application = _file(scene, session, day)
        if rank >= len(days) - reviewed:
            move(
                application, ApplicationState.UNDER_REVIEW, by=scene.adviser, at=scene.ago(day, 15)
            )


def _play_underway(scene: Scene, session: Session) -> None:
    """Twelve trainees after their first week on site; one has left, most hand in their modules."""
    age = (scene.today - session.starts_on).days
    held = _seat(scene, session, confirmed=12, offered=0, days=age + 40)
    move_roster(session, RosterState.CONFIRMED, by=scene.manager, at=scene.ago(age + 5))
    move_roster(session, RosterState.RUNNING, by=scene.manager, at=scene.ago(age, 8))
    week = session.weeks.first()
    days = weekdays(week.starts_on, min(week.ends_on, scene.today)) if week else []
    signed_at = min(at_hour(days[-1], 18), scene.at) if days else scene.at
    modules = session.course.modules.filter(kind=ModuleKind.DISTANCE)[:3]
    for rank, enrolment in enumerate(held):
        signed = [(day, half) for day in days for half in HalfDay if (rank + day.day) % 9]
        note_sheet(enrolment, signed, by=scene.manager, at=signed_at)
        for order, module in enumerate(modules[: rank % 4]):
            credit_module(enrolment, module, by=scene.manager, at=scene.ago(20 - 5 * order))
    move_enrolment(
        held[-1],
        EnrolmentState.ABANDONED,
        by=scene.manager,
        reason="Emploi retrouvé.",
        at=scene.ago(8),
    )


def _post_forms(scene: Scene, session: Session) -> None:
    """Two forms come from people who already have a file: an advisor says whose they are."""
    for rank, person in enumerate(scene.people[2:4]):
        answers = _answers(scene, person)
        key = uuid.uuid5(NAMESPACE, f"{scene.crowd.seed}-{rank}")
        receive(key, answers, session, at=scene.at - timedelta(hours=2 + 20 * rank))


def _answers(scene: Scene, person: Person) -> Answers:
    email = person.contact_points.get(kind=ContactKind.EMAIL)
    return Answers(
        first_name=person.first_name,
        last_name=person.last_name,
        email=email.value,
        birth_year=person.birth_year,
        commune=person.commune_id or "",
        country=person.country,
        professional_status=person.professional_status,
        project=scene.crowd.project(),
    )
