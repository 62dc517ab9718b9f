"""The doors of oblivion: one person by hand, or all those whose clock has run out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from itertools import islice
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from crm.applications.models import Application, ApplicationState, Enrolment, EnrolmentState
from crm.applications.services import move as move_application
from crm.applications.waitlist.keeping import give_to_the_next
from crm.appointments.forgetting import let_go as let_appointments_go
from crm.journal.models import Action
from crm.journal.refusal import Refused
from crm.journal.services import record
from crm.journeys.models import CloseReason, Journey, Stage
from crm.journeys.services import move as move_journey
from crm.letters.services import outbox_shut
from crm.people.models import Person
from crm.residences import forgetting as residences
from crm.support.models import PlanState, SupportPlan
from crm.support.plans import move_plan
from crm.welcome.services import settle
from crm.workspaces.bookings.doors import let_go
from crm.workspaces.offices.forgetting import withdraw_for

from . import ledger
from .due import WAITING, due
from .elsewhere import forget_elsewhere
from .erasure import erase, unfiled_messages
from .holding import held_among, why_held
from .visiting import let_go_of_visits

if TYPE_CHECKING:
    from django.contrib.auth.models import User

BATCH = 100
UNDERWAY = [EnrolmentState.STARTED, EnrolmentState.COMPLETED, EnrolmentState.ABANDONED]


@transaction.atomic
def anonymise(person: Person, *, by: User | None = None, at: datetime | None = None) -> None:
    """Forget who somebody is; what they did keeps counting. Without effect the second time.

    Raises Refused, with the reason, while a European fund or the officer holds the file.
    """
    now = at or timezone.now()
    if held := why_held(person, timezone.localdate(now)):
        raise Refused(held)
    with outbox_shut():
        forget_elsewhere(person, by=by, at=now)
    anonymise_all([person.pk], by, now)
    person.refresh_from_db()


@transaction.atomic
def anonymise_all(people: Sequence[int], by: User | None, now: datetime) -> int:
    living = list(
        Person.objects.select_for_update()
        .filter(pk__in=people, anonymised_at__isnull=True)
        .order_by("pk")
    )
    ids = [person.pk for person in living]
    if not ids:
        return 0
    forgotten = ledger.lines([*living, *Person.objects.filter(merged_into__in=ids)])
    with outbox_shut():
        sessions = _let_go(ids, by, now)
    for session in sessions:
        give_to_the_next(session, now)
    erase(ids, now)
    for person in living:
        record(Action.ANONYMISED, person, by=by, person_id=person.pk, at=now)
    written_at = timezone.now()
    transaction.on_commit(lambda: ledger.write(forgotten, written_at))
    return len(ids)


def forget_again(since: datetime) -> int:
    """Forget, in a database put back to a past moment, the people who were forgotten after it. How many."""
    ids = [person.pk for person in ledger.forgotten_since(since)]
    now = timezone.now()
    return sum(
        anonymise_all(ids[start : start + BATCH], None, now) for start in range(0, len(ids), BATCH)
    )


def _let_go(ids: Sequence[int], by: User | None, now: datetime) -> list[int]:
    """End what is still open, each by its own door: nobody waits for somebody without a name.

    Return the sessions in which a seat is free because of it, once for each seat.
    """
    for message in unfiled_messages(ids).new():
        settle(message, by=by, reason="Dossier anonymisé.", at=now)
    withdraw_for(ids, "Dossier anonymisé.", by=by, at=now)
    let_appointments_go(ids, by=by, at=now)
    for plan in SupportPlan.objects.filter(
        person__in=ids, state__in=[PlanState.ACTIVE, PlanState.PAUSED, PlanState.EXTENDED]
    ):
        over = plan.ends_on <= timezone.localdate(now) and plan.state != PlanState.PAUSED
        move_plan(
            plan,
            PlanState.ENDED if over else PlanState.ENDED_EARLY,
            by=by,
            reason="Dossier anonymisé.",
            at=now,
        )
    let_go(ids, "Dossier anonymisé.", by=by, at=now)
    begun = Enrolment.objects.filter(state__in=UNDERWAY).values("application")
    open_applications = Application.objects.filter(
        person__in=ids, state__in=[*WAITING, ApplicationState.ADMITTED]
    ).exclude(pk__in=begun)
    held = Enrolment.objects.filter(application__in=open_applications, seat__isnull=False)
    freed = list(held.order_by("roster__session").values_list("roster__session", flat=True))
    for application in open_applications:
        move_application(application, ApplicationState.WITHDRAWN, by=by, at=now)
    residences.let_go(ids, by=by, at=now)
    let_go_of_visits(ids, by, now)
    for journey in Journey.objects.open().filter(person__in=ids):
        move_journey(journey, Stage.CLOSED, by=by, close_reason=CloseReason.NO_ANSWER, at=now)
    return freed


def apply_retention(
    *, by: User | None = None, at: datetime | None = None, at_most: int | None = None
) -> int:
    """Anonymise those whose clock has run out and whom nothing holds, batch by batch, told or not.

    For a history that is loaded, and a house that works without signed runs. Safe to run twice; a cut keeps
    whole batches.
    """
    now = at or timezone.now()
    today = timezone.localdate(now)
    people = [person.pk for person in due(now) if person.restricted_at is None]
    held = held_among(people, today)
    ids = list(islice((pk for pk in people if pk not in held), at_most))
    return sum(
        anonymise_all(ids[start : start + BATCH], by, now) for start in range(0, len(ids), BATCH)
    )
