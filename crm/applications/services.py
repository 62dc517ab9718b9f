"""The doors of applications and enrolments."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.utils import timezone

from crm.journal.models import Action
from crm.journal.refusal import Refused
from crm.journal.services import record
from crm.journeys.models import Journey, Stage, Track
from crm.journeys.services import advance, open_journey
from crm.letters import services as outbox
from crm.people.models import ContactKind, Person
from crm.people.services import heard_from
from crm.support.models import PlanBasis
from crm.support.plans import open_plan
from territory.origin import origin_of
from training.models import Session

from .models import (
    APPLICATION_PATHS,
    DECIDED,
    ENROLMENT_PATHS,
    SEATED,
    Application,
    ApplicationState,
    Enrolment,
    EnrolmentState,
    Submission,
)
from .seats import take_seat

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractBaseUser


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
    by: AbstractBaseUser | None = None,
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
    by: AbstractBaseUser | None = None,
    reason: str = "",
    session: Session | None = None,
    at: datetime | None = None,
) -> Application:
    """The only door between the states of an application.

    Admitting takes a seat; `session` places an application that had none, or a pooled one anew.
    Raises Refused, in French, when the path, a reason, a session or a seat is missing.
    """
    now = at or timezone.now()
    row = (
        Application.objects.select_for_update(of=("self",))
        .select_related("person", "session__course")
        .get(pk=application.pk)
    )
    before = ApplicationState(row.state)
    if to not in APPLICATION_PATHS[before]:
        raise Refused(f"Une candidature « {before.label} » ne devient pas « {to.label} ».")
    _check(row, before, to, reason)
    if session is not None:
        row.session = session
    if to == ApplicationState.ADMITTED:
        _offer(row, now)
    if to == ApplicationState.WITHDRAWN:
        _leave(row, by, now)
    row.state = to
    row.reason = reason
    if to in DECIDED:
        row.decided_at, row.decided_by = now, by
    elif to == ApplicationState.UNDER_REVIEW:
        row.decided_at, row.decided_by = None, None
    row.save(update_fields=["state", "reason", "decided_at", "decided_by", "session"])
    record(
        Action.MOVED, row, by=by, person_id=row.person_id, before=before, after=to,
        reason=reason, at=now,
    )  # fmt: skip
    if to in {*DECIDED, ApplicationState.WITHDRAWN}:
        tell(row, to, now)
    application.refresh_from_db()
    return application


def _check(row: Application, before: ApplicationState, to: ApplicationState, reason: str) -> None:
    if to == ApplicationState.REFUSED and not reason.strip():
        raise Refused("Un refus doit être motivé : la personne lira ce motif.")
    if before == ApplicationState.REFUSED and not reason.strip():
        raise Refused("Indiquez ce qui fait rouvrir cette candidature.")


def _offer(row: Application, now: datetime) -> None:
    if row.session is None:
        raise Refused("Choisissez d’abord la session où admettre cette personne.")
    if row.session.ends_on < timezone.localdate(now):
        raise Refused("Cette session est terminée.")
    seat = take_seat(row.session)
    Enrolment.objects.create(application=row, roster_id=seat.roster_id, seat=seat, offered_at=now)


def _leave(row: Application, by: AbstractBaseUser | None, now: datetime) -> None:
    enrolment = Enrolment.objects.filter(application=row).first()
    if enrolment is None:
        return
    if enrolment.state in {EnrolmentState.STARTED, EnrolmentState.COMPLETED}:
        raise Refused("La formation a commencé : notez plutôt une interruption.")
    if enrolment.state in SEATED:
        move_enrolment(enrolment, EnrolmentState.WITHDRAWN, by=by, at=now)


def tell(row: Application, state: ApplicationState, now: datetime) -> None:
    """Write the letter of a decision, one for each time it is taken."""
    email = row.person.contact_points.filter(kind=ContactKind.EMAIL, is_primary=True).first()
    if email is None:
        return
    outbox.write(
        f"crm_applications/letters/{state}.txt",
        to=email.value,
        key=f"application-{row.pk}-{state}-{now:%Y%m%d%H%M%S%f}",
        person=row.person,
        context={"application": row, "person": row.person, "session": row.session},
        at=now,
    )


@transaction.atomic
def move_enrolment(
    enrolment: Enrolment,
    to: EnrolmentState,
    *,
    by: AbstractBaseUser | None = None,
    reason: str = "",
    at: datetime | None = None,
) -> Enrolment:
    """The only door between the states of an enrolment. Leaving frees the seat; completing opens the plan."""
    now = at or timezone.now()
    row = (
        Enrolment.objects.select_for_update(of=("self",))
        .select_related("application__person", "application__journey")
        .get(pk=enrolment.pk)
    )
    before = EnrolmentState(row.state)
    if to not in ENROLMENT_PATHS[before]:
        raise Refused(f"Une inscription « {before.label} » ne devient pas « {to.label} ».")
    row.state = to
    if to not in SEATED:
        row.seat = None
    if to == EnrolmentState.CONFIRMED:
        row.confirmed_at = now
    if to in {EnrolmentState.COMPLETED, EnrolmentState.ABANDONED}:
        row.ended_on = timezone.localdate(now)
    row.save(update_fields=["state", "seat", "confirmed_at", "ended_on"])
    record(
        Action.MOVED, row, by=by, person_id=row.application.person_id, before=before, after=to,
        reason=reason, at=now,
    )  # fmt: skip
    _let_the_file_follow(row, to, by, now)
    enrolment.refresh_from_db()
    return enrolment


def _let_the_file_follow(
    row: Enrolment, to: EnrolmentState, by: AbstractBaseUser | None, now: datetime
) -> None:
    person = row.application.person
    if to == EnrolmentState.CONFIRMED:
        for journey in Journey.objects.open().filter(person=person):
            advance(journey, Stage.TRAINEE, by=by, at=now)
    elif to == EnrolmentState.COMPLETED:
        open_plan(person, PlanBasis.TRAINED, timezone.localdate(now), by=by, referent=by, at=now)
