"""The doors of applications and enrolments."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, cast

from django.db import IntegrityError, transaction
from django.utils import timezone

from crm.funding.services import session_left, session_started
from crm.journal.models import Action
from crm.journal.refusal import Refused
from crm.journal.services import record
from crm.journeys.models import Journey, Stage, Track
from crm.journeys.services import advance, open_journey
from crm.people.models import Person
from crm.people.services import heard_from
from crm.support.models import PlanBasis
from crm.support.plans import open_plan
from territory.origin import origin_of
from training.models import Session

from . import rules
from .decision_letters import TOLD, tell
from .followed_days import LEFT, first_day, last_day
from .models import (
    DECIDED,
    ENROLMENT_PATHS,
    SEATED,
    Application,
    ApplicationState,
    Enrolment,
    EnrolmentState,
    SessionSeat,
    Submission,
)
from .seats import take_seat

if TYPE_CHECKING:
    from django.contrib.auth.models import User

# Where an application may be given a session.
PLACING = {ApplicationState.UNDER_REVIEW, ApplicationState.ADMITTED}
GIVEN_UP = {EnrolmentState.DECLINED, EnrolmentState.EXPIRED, EnrolmentState.WITHDRAWN}


@transaction.atomic
def apply(
    person: Person,
    session: Session | None,
    *,
    project: str = "",
    experience_years: int | None = None,
    needs: str = "",
    submission: Submission | None = None,
    track: Track = Track.INDEPENDENT,
    by: User | None = None,
    at: datetime | None = None,
) -> Application:
    """File a submitted application: origin and situation frozen, journey opened and brought along.

    Raises Refused when the person already has a live application to the session.
    """
    now = at or timezone.now()
    journey = open_journey(person, track, by=by, project=project, at=now)
    try:
        with transaction.atomic():
            application = Application.objects.create(
                person=person,
                journey=journey,
                session=session,
                submission=submission,
                state=ApplicationState.SUBMITTED,
                submitted_at=now,
                origin=origin_of(person.commune, person.country),
                origin_commune=person.commune,
                status_at_entry=person.professional_status,
                project=project,
                experience_years=experience_years,
                needs=needs,
            )
    except IntegrityError as error:
        raise Refused("Cette personne est déjà candidate à cette session.") from error
    record(Action.CREATED, application, by=by, person_id=person.pk, at=now)
    heard_from(person, at=now)
    advance(journey, Stage.APPLICANT, by=by, at=now)
    return application


@transaction.atomic
def move(
    application: Application,
    to: ApplicationState,
    *,
    by: User | None = None,
    reason: str = "",
    session: Session | None = None,
    letter: str = "",
    at: datetime | None = None,
) -> Application:
    """The only door between the states of an application.

    Admitting takes a seat; `session` places an application that is being studied or admitted.
    `letter` names the letter that goes with it, that of the new state unless told.
    Raises Refused, in French, when the path, a reason, a session or a seat is missing.
    """
    now = at or timezone.now()
    row = (
        Application.objects.select_for_update(of=("self",))
        .select_related("person", "session__course")
        .get(pk=application.pk)
    )
    before = ApplicationState(row.state)
    rules.check_path(row, to, reason)
    if session is not None and to in PLACING:
        row.session = session
    if to == ApplicationState.ADMITTED:
        rules.check_session(row.session, now)
    row.state, row.reason = to, reason.strip()
    if to in DECIDED:
        row.decided_at, row.decided_by = now, by
    elif to == ApplicationState.UNDER_REVIEW:
        row.decided_at, row.decided_by = None, None
    _save(row)
    record(
        Action.MOVED, row, by=by, person_id=row.person_id, before=before, after=to,
        reason=reason, at=now,
    )  # fmt: skip
    if to == ApplicationState.ADMITTED:
        offer_seat(row, by=by, at=now)
    elif before == ApplicationState.ADMITTED:
        _leave(row, by, now)
    if to in TOLD:
        tell(row, letter or to, now, reason=reason)
    application.refresh_from_db()
    return application


def _save(row: Application) -> None:
    try:
        with transaction.atomic():
            row.save(update_fields=["state", "reason", "decided_at", "decided_by", "session"])
    except IntegrityError as error:
        raise Refused("Cette personne a une autre candidature en cours à cette session.") from error


def offer_seat(application: Application, *, by: User | None, at: datetime) -> Enrolment:
    """Take a seat for an application just admitted. After a cancelled session the row serves again."""
    seat = take_seat(cast("Session", application.session))  # check_session has seen to it
    enrolment, new = Enrolment.objects.get_or_create(
        application=application,
        defaults={"roster_id": seat.roster_id, "seat": seat, "offered_at": at},
    )
    if new:
        record(Action.CREATED, enrolment, by=by, person_id=application.person_id, at=at)
        return enrolment
    enrolment.roster_id, enrolment.offered_at = seat.roster_id, at
    enrolment.save(update_fields=["roster", "offered_at"])
    return move_enrolment(enrolment, EnrolmentState.OFFERED, by=by, seat=seat, at=at)


def _leave(row: Application, by: User | None, now: datetime) -> None:
    enrolment = Enrolment.objects.filter(application=row).first()
    if enrolment is None:
        return
    if enrolment.state in {EnrolmentState.STARTED, EnrolmentState.COMPLETED}:
        raise Refused("La formation a commencé : notez plutôt une interruption.")
    if enrolment.state in SEATED:
        move_enrolment(enrolment, EnrolmentState.WITHDRAWN, by=by, at=now)


@transaction.atomic
def move_enrolment(
    enrolment: Enrolment,
    to: EnrolmentState,
    *,
    by: User | None = None,
    reason: str = "",
    seat: SessionSeat | None = None,
    at: datetime | None = None,
) -> Enrolment:
    """The only door between the states of an enrolment. Leaving frees the seat; completing opens the plan.

    Who gives up a place before the training withdraws the application with it.
    """
    now = at or timezone.now()
    # The application first, as move() does: two doors that lock in the same order never wait in a ring.
    application = (
        Application.objects.select_for_update(of=("self",))
        .select_related("person")
        .get(enrolment=enrolment.pk)
    )
    row = Enrolment.objects.select_for_update().get(pk=enrolment.pk)
    before = EnrolmentState(row.state)
    if to not in ENROLMENT_PATHS[before]:
        raise Refused(f"Une inscription « {before.label} » ne devient pas « {to.label} ».")
    row.state = to
    if to == EnrolmentState.OFFERED:
        row.seat, row.confirmed_at = seat, None
    elif to not in SEATED:
        row.seat = None
    if to == EnrolmentState.CONFIRMED:
        row.confirmed_at = now
    if to in {EnrolmentState.COMPLETED, EnrolmentState.ABANDONED}:
        row.ended_on = timezone.localdate(now)
    row.save(update_fields=["state", "seat", "confirmed_at", "ended_on"])
    record(
        Action.MOVED, row, by=by, person_id=application.person_id, before=before, after=to,
        reason=reason, at=now,
    )  # fmt: skip
    _let_the_fund_follow(row, application.person, to, by, now)
    _let_the_file_follow(application, to, by, reason, now)
    enrolment.refresh_from_db()
    return enrolment


def _let_the_fund_follow(
    row: Enrolment, person: Person, to: EnrolmentState, by: User | None, now: datetime
) -> None:
    """Whoever pays for the session counts those who begin it and those who leave it."""
    if to == EnrolmentState.STARTED:
        session_started(person, row.roster.session, first_day(row, now), by=by, at=now)
    elif to in LEFT:
        session_left(person, row.roster.session, last_day(row, now), LEFT[to], by=by, at=now)


def _let_the_file_follow(
    application: Application,
    to: EnrolmentState,
    by: User | None,
    reason: str,
    now: datetime,
) -> None:
    person = application.person
    if to == EnrolmentState.CONFIRMED:
        for journey in Journey.objects.open().filter(person=person):
            advance(journey, Stage.TRAINEE, by=by, at=now)
    elif to == EnrolmentState.COMPLETED:
        open_plan(person, PlanBasis.TRAINED, timezone.localdate(now), by=by, referent=by, at=now)
    elif to in GIVEN_UP and application.state == ApplicationState.ADMITTED:
        move(application, ApplicationState.WITHDRAWN, by=by, reason=reason, at=now)
