"""The doors of applications and enrolments."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, cast

from django.db import IntegrityError, transaction
from django.utils import timezone

from crm.journal.models import Action
from crm.journal.refusal import Refused
from crm.journal.services import record
from crm.journeys.models import Acquisition, Journey, Stage, TouchKind, Track
from crm.journeys.services import advance, open_journey
from crm.journeys.touches import came_back
from crm.people.models import Person
from crm.people.services import heard_from
from crm.support.models import PlanBasis
from crm.support.plans import open_plan
from territory.origin import origin_of
from training.models import Session

from . import rules
from .decision_letters import SEAT_OFFERED, TOLD, tell
from .followed_days import tell_the_fund
from .locking import lock_with_its_seats, save_decision
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
from .seats import hold, take_seat
from .waitlist import keeping
from .waitlist.offers import offer_deadline

if TYPE_CHECKING:
    from django.contrib.auth.models import User

# Where an application may be given a session.
PLACING = {ApplicationState.UNDER_REVIEW, ApplicationState.ADMITTED, ApplicationState.WAITLISTED}
GIVEN_UP = {EnrolmentState.DECLINED, EnrolmentState.EXPIRED, EnrolmentState.WITHDRAWN}
# What an enrolment becomes while the training has not begun: seats are taken and given back.
ALLOTTING = {EnrolmentState.OFFERED, EnrolmentState.CONFIRMED, *GIVEN_UP}
# The letter that an end of an offer deserves; the withdrawal of the application has its own.
TOLD_OF_SEATS = {EnrolmentState.DECLINED: "seat_declined", EnrolmentState.EXPIRED: "offer_expired"}


@transaction.atomic
def apply(
    person: Person,
    session: Session | None,
    *,
    project: str = "",
    experience_years: int | None = None,
    needs: str = "",
    submission: Submission | None = None,
    source: Acquisition | None = None,
    track: Track = Track.INDEPENDENT,
    by: User | None = None,
    at: datetime | None = None,
) -> Application:
    """File a submitted application: origin and situation frozen, journey opened and brought along.

    Raises Refused when the person already has a live application to the session.
    """
    now = at or timezone.now()
    journey = open_journey(person, track, by=by, source=source, project=project, at=now)
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
    came_back(person, TouchKind.APPLICATION, source, at=now, journey=journey)
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

    Admitting takes a seat, and a seat given back goes to the waiting list. `session` places an
    application that is being studied, admitted or put on that list. `letter` names the letter that
    goes with it, that of the new state unless told.
    Raises Refused, in French, when the path, a reason, a session or a seat is missing.
    """
    now = at or timezone.now()
    placed = session if to in PLACING else None
    row, had = lock_with_its_seats(application, to, placed)
    before = ApplicationState(row.state)
    rules.check_path(row, to, reason)
    if placed is not None:
        row.session = placed
    rules.check_place(to, row.session, now)
    if to == ApplicationState.ADMITTED and letter != SEAT_OFFERED:
        keeping.check_turn(row, reason)
    row.state, row.reason = to, reason.strip()
    if to in DECIDED:
        row.decided_at, row.decided_by = now, by
    elif to == ApplicationState.UNDER_REVIEW:
        row.decided_at, row.decided_by = None, None
    save_decision(row)
    record(
        Action.MOVED, row, by=by, person_id=row.person_id, before=before, after=to,
        reason=reason, at=now,
    )  # fmt: skip
    seat = offer_seat(row, by=by, at=now) if to == ApplicationState.ADMITTED else None
    keeping.follow_application(row, before, had, seat, by=by, reason=reason, at=now)
    if to in TOLD:
        tell(row, letter or to, now, reason=reason)
    if before == ApplicationState.ADMITTED:
        _leave(row, by, now)
    application.refresh_from_db()
    return application


def offer_seat(application: Application, *, by: User | None, at: datetime) -> Enrolment:
    """Take a seat for an application just admitted. After a cancelled session the row serves again."""
    session = cast("Session", application.session)  # check_session has seen to it
    seat, until = take_seat(session), offer_deadline(session, at)
    offered = {"roster_id": seat.roster_id, "offered_at": at, "expires_at": until}
    enrolment, new = Enrolment.objects.get_or_create(
        application=application, defaults={"seat": seat} | offered
    )
    if new:
        record(Action.CREATED, enrolment, by=by, person_id=application.person_id, at=at)
        return enrolment
    for name, value in offered.items():
        setattr(enrolment, name, value)
    enrolment.save(update_fields=["roster", "offered_at", "expires_at"])
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

    Who gives up a place before the training withdraws the application with it, and the next one on
    the waiting list is offered the seat at once.
    """
    now = at or timezone.now()
    # Seats, then the application, as move() does: two doors that lock in the same order never wait in a ring.
    session = Enrolment.objects.values_list("roster__session", flat=True).get(pk=enrolment.pk)
    if to in ALLOTTING:
        hold([session])
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
    if to == EnrolmentState.CONFIRMED and before == EnrolmentState.OFFERED:
        row.confirmed_at = now
    if to in {EnrolmentState.COMPLETED, EnrolmentState.ABANDONED}:
        row.ended_on = timezone.localdate(now)
    row.save(update_fields=["state", "seat", "confirmed_at", "ended_on"])
    record(
        Action.MOVED, row, by=by, person_id=application.person_id, before=before, after=to,
        reason=reason, at=now,
    )  # fmt: skip
    tell_the_fund(row, application.person, before, by=by, at=now)
    keeping.follow_enrolment(application, session, to, by=by, reason=reason, at=now)
    _let_the_file_follow(application, to, by, reason, now)
    if before in SEATED and to in GIVEN_UP:
        keeping.give_to_the_next(session, now)
    enrolment.refresh_from_db()
    return enrolment


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
        letter = TOLD_OF_SEATS.get(to, "")
        move(application, ApplicationState.WITHDRAWN, by=by, reason=reason, letter=letter, at=now)
