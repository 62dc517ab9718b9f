"""Who reads what: the readings of a session shared out, or one given to somebody by name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.contrib.auth import get_user_model
from django.db import IntegrityError, transaction
from django.db.models import Count, QuerySet
from django.utils import timezone

from crm.applications.models import Application, ApplicationState
from crm.applications.services import move
from crm.journal.models import Action
from crm.journal.refusal import Refused
from crm.journal.services import record
from crm.journeys.team import BACKEND, called
from training.models import Session

from .examinations import READERS, check_undecided, to_read
from .models import Examination, Reading, ReadingState

if TYPE_CHECKING:
    from django.contrib.auth.models import User


def readers() -> QuerySet[User]:
    """Active accounts that may mark applications, by name."""
    accounts = get_user_model().objects.with_perm("crm_selection.change_reading", backend=BACKEND)
    return accounts.order_by("last_name", "first_name", "username")


@dataclass
class Sharing:
    """What sharing out did: readings given, and the applications that still lack a reader."""

    given: int = 0
    short: list[Application] = field(default_factory=list)


def load() -> Counter[int]:
    """How many readings each account has yet to send, by its id."""
    rows = Reading.objects.to_do().values_list("reader").annotate(n=Count("pk")).order_by()
    return Counter(dict(rows))


@transaction.atomic
def share_out(
    session: Session,
    among: Sequence[User],
    *,
    due_on: date,
    by: User | None,
    at: datetime | None = None,
) -> Sharing:
    """Give each application of a session the readers that it lacks, to those who have least to read.

    Nobody reads again what they read before an appeal. Who follows the person reads it only for
    want of anybody else, and never beside another who does.
    """
    now = at or timezone.now()
    check_day(due_on, now)
    applications = list(
        Application.objects.select_for_update(of=("self",))
        .filter(session=session)
        .to_study()
        .select_related("person", "session__course", "journey")
        .prefetch_related("journey__co_owners")
        .order_by("pk")
    )
    for row in applications:
        if row.state == ApplicationState.SUBMITTED:
            move(row, ApplicationState.UNDER_REVIEW, by=by, at=now)
    examinations = to_read(applications, by=by, at=now)
    already, busy, done = _who_read(applications), load(), Sharing()
    for row in applications:
        examination = examinations[row.pk]
        standing = _regular(examination)
        for _ in range(READERS - len(standing)):
            reader = _least_loaded(row, among, already[row.pk], standing, busy)
            if reader is None:
                done.short.append(row)
                break
            _give(examination, reader, row, due_on, by, now)
            already[row.pk].add(reader.pk)
            standing.add(reader.pk)
            busy[reader.pk] += 1
            done.given += 1
    return done


def take_part(examination: Examination) -> set[int]:
    """Who reads an application this time, by id."""
    rows = examination.readings.all()
    gone = {ReadingState.EXCUSED, ReadingState.CORRECTED}
    return {row.reader_id for row in rows if row.state not in gone}


def _regular(examination: Examination) -> set[int]:
    """Who holds one of the two readings of an examination."""
    rows = Reading.objects.standing().filter(examination=examination, third=False)
    return set(rows.values_list("reader", flat=True))


def _who_read(applications: list[Application]) -> dict[int, set[int]]:
    """Who was ever given each application to read, by its id."""
    found: dict[int, set[int]] = {row.pk: set() for row in applications}
    rows = Reading.objects.filter(examination__application__in=found)
    for application, reader in rows.values_list("examination__application", "reader"):
        found[application].add(reader)
    return found


def followers(application: Application) -> set[int]:
    """The ids of the colleagues who follow the person on this journey."""
    journey = application.journey
    if journey is None:
        return set()
    shared = {user.pk for user in journey.co_owners.all()}
    return shared | ({journey.owner_id} if journey.owner_id else set())


def _least_loaded(
    row: Application,
    among: Sequence[User],
    already: set[int],
    standing: set[int],
    busy: Counter[int],
) -> User | None:
    theirs = followers(row)
    free = [user for user in among if user.pk not in already]
    if theirs & standing:
        free = [user for user in free if user.pk not in theirs]
    ranked = sorted(
        enumerate(free),
        # Turning with the application, so that the first of the list is not always the first.
        key=lambda entry: (
            entry[1].pk in theirs,
            busy[entry[1].pk],
            (entry[0] + row.pk) % len(free),
        ),
    )
    return ranked[0][1] if ranked else None


@transaction.atomic
def name_reader(
    examination: Examination,
    reader: User,
    *,
    due_on: date,
    by: User | None,
    at: datetime | None = None,
) -> Reading:
    """Give a reading to somebody by name: one of the two, or one more once both are there."""
    now = at or timezone.now()
    check_day(due_on, now)
    row = Examination.objects.select_for_update().get(pk=examination.pk)
    check_undecided(row.application)
    if row.readings.filter(state=ReadingState.TO_DO, third=True).exists():
        raise Refused("Une lecture supplémentaire est déjà demandée.")
    third = len(_regular(row)) >= READERS
    return _give(row, reader, row.application, due_on, by, now, third=third)


def check_day(due_on: date, now: datetime) -> None:
    if due_on < timezone.localdate(now):
        raise Refused("Ce délai est déjà passé : choisissez un jour à venir.")


def _give(
    examination: Examination,
    reader: User,
    application: Application,
    due_on: date,
    by: User | None,
    at: datetime,
    *,
    third: bool = False,
) -> Reading:
    try:
        with transaction.atomic():
            reading = Reading.objects.create(
                examination=examination, reader=reader, third=third, due_on=due_on,
                assigned_at=at, assigned_by=by,
            )  # fmt: skip
    except IntegrityError as error:
        raise Refused(f"{called(reader)} lit déjà cette candidature.") from error
    record(Action.CREATED, reading, by=by, person_id=application.person_id, at=at)
    return reading
