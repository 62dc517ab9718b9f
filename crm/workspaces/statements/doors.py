"""The doors of statements: issued once the month is over, cancelled with a reason, followed by the right one, sent."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.utils import timezone

from crm.journal.models import Action
from crm.journal.refusal import Refused
from crm.journal.services import record
from crm.people.models import Person
from crm.people.reaching import mail_address

from ..models import MonthStatement, StatementCounter
from . import letters, months
from .drafting import Draft, draft_of, drafts

if TYPE_CHECKING:
    from django.contrib.auth.models import User

TWICE = "Cette personne a déjà un relevé de ce mois\u00a0: annulez-le d’abord."


@dataclass
class Issued:
    """What became of a whole month: the statements made, and why the others were not."""

    made: list[MonthStatement] = field(default_factory=list)
    refused: list[tuple[Person, str]] = field(default_factory=list)


@transaction.atomic
def issue(
    person: Person, month: date, *, by: User | None, at: datetime | None = None
) -> MonthStatement:
    """Number and freeze what a person owes for a month. Raises Refused before its end, twice, or for nothing."""
    now = at or timezone.now()
    if not months.is_over(month, timezone.localdate(now)):
        raise Refused(
            f"{months.written(month).capitalize()} n’est pas fini\u00a0: le relevé s’émet après le dernier jour."
        )
    draft = draft_of(person.pk, month)
    if draft is None:
        raise Refused(f"{person} n’a rien occupé en {months.written(month)}.")
    return _keep(person, month, draft, by=by, at=now)


def _keep(
    person: Person, month: date, draft: Draft, *, by: User | None, at: datetime
) -> MonthStatement:
    # The counter is the lock: whoever waits for it then sees what was issued meanwhile.
    year, rank = _next_number(at)
    if MonthStatement.objects.current().filter(person=person, month=month).exists():
        raise Refused(TWICE)
    row = MonthStatement(
        year=year, rank=rank, person=person, month=month, lines=draft.written(),
        total_cents=draft.total_cents, issued_at=at, issued_by=by,
        replaces=_last_cancelled(person, month),
    )  # fmt: skip
    row.digest = digest_of(row)
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as error:
        raise Refused(TWICE) from error
    record(Action.CREATED, row, by=by, person_id=person.pk, at=at)
    return row


def digest_of(row: MonthStatement) -> str:
    """The print of what a statement says: whoever reads the row again can tell that nothing moved."""
    said = json.dumps(row.said(), ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(said.encode()).hexdigest()


def _next_number(now: datetime) -> tuple[int, int]:
    """The counter stays locked until the statement is kept: no number is lost, none is given twice."""
    year = timezone.localtime(now).year
    StatementCounter.objects.get_or_create(year=year)
    counter = StatementCounter.objects.select_for_update().get(year=year)
    counter.last += 1
    counter.save(update_fields=["last"])
    return year, counter.last


def _last_cancelled(person: Person, month: date) -> MonthStatement | None:
    rows = MonthStatement.objects.filter(
        person=person, month=month, cancelled_at__isnull=False, replaced_by__isnull=True
    )
    return rows.order_by("-cancelled_at", "-pk").first()


def issue_all(month: date, *, by: User | None, at: datetime | None = None) -> Issued:
    """Issue what is due of a month and is not yet, in the order of the names. Each statement is made whole or not at all."""
    now = at or timezone.now()
    owed = {pk: draft for pk, draft in drafts(month).items() if not draft.is_free}
    done = MonthStatement.objects.current().filter(month=month).values("person")
    people = Person.objects.filter(pk__in=list(owed)).exclude(pk__in=done)
    told = Issued()
    for person in people.order_by("last_name", "first_name", "pk"):
        try:
            told.made.append(issue(person, month, by=by, at=now))
        except Refused as refusal:
            told.refused.append((person, str(refusal)))
    return told


@transaction.atomic
def cancel(
    statement: MonthStatement, reason: str, *, by: User | None, at: datetime | None = None
) -> MonthStatement:
    """A statement was wrong: it stays, cancelled, and its number with it. Raises Refused without a reason."""
    now = at or timezone.now()
    if not reason.strip():
        raise Refused("Indiquez pourquoi ce relevé est annulé.")
    row = locked(statement)
    if row.cancelled_at:
        raise Refused("Ce relevé est déjà annulé.")
    row.cancelled_at, row.cancel_reason = now, reason.strip()[:240]
    row.save(update_fields=["cancelled_at", "cancel_reason"])
    record(
        Action.CHANGED, row, by=by, person_id=row.person_id, fields=["cancelled_at"],
        reason=reason.strip(), at=now,
    )  # fmt: skip
    return row


@transaction.atomic
def correct(
    statement: MonthStatement, reason: str, *, by: User | None, at: datetime | None = None
) -> MonthStatement | None:
    """Cancel a statement and issue what is owed now in its place; None when nothing is any more."""
    row = cancel(statement, reason, by=by, at=at)
    if draft_of(row.person_id, row.month) is None:
        return None
    return issue(row.person, row.month, by=by, at=at)


@transaction.atomic
def send(
    statement: MonthStatement, *, by: User | None, at: datetime | None = None
) -> MonthStatement:
    """Write to the person where to read their statement. Raises Refused when it is cancelled, or without an address."""
    now = at or timezone.now()
    row = locked(statement)
    if row.cancelled_at:
        raise Refused("Ce relevé est annulé\u00a0: envoyez celui qui le corrige.")
    if not mail_address(row.person):
        raise Refused(f"{row.person} n’a pas d’adresse électronique\u00a0: imprimez le relevé.")
    letters.statement(row, now)
    row.sent_at = now
    row.save(update_fields=["sent_at"])
    record(Action.CHANGED, row, by=by, person_id=row.person_id, fields=["sent_at"], at=now)
    return row


def send_all(month: date, *, by: User | None, at: datetime | None = None) -> tuple[int, list[str]]:
    """Send the statements of a month that were not yet. Return how many, and why the others were not."""
    rows = MonthStatement.objects.current().filter(month=month, sent_at__isnull=True)
    sent, refused = 0, []
    for row in rows.order_by("year", "rank"):
        try:
            send(row, by=by, at=at)
        except Refused as refusal:
            refused.append(str(refusal))
        else:
            sent += 1
    return sent, refused


def locked(statement: MonthStatement) -> MonthStatement:
    rows = MonthStatement.objects.select_for_update(of=("self",))
    return rows.select_related("person").get(pk=statement.pk)
