"""A mailing under way: where it stands, paused, taken up again, stopped, ended by itself."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import Count, Exists, OuterRef, Q, Subquery
from django.utils import timezone

from crm.journal.models import Action
from crm.journal.refusal import Refused
from crm.journal.services import record
from crm.letters import bulk
from crm.letters.models import Letter, LetterState

from .models import PATHS, Mailing, MailingState, Recipient

if TYPE_CHECKING:
    from django.contrib.auth.models import User

STOPPED = "envoi arrêté"
LEFT = Q(left_at__isnull=False) | Q(letter__state=LetterState.SENT)
WAITING = Q(letter__state__in=[LetterState.QUEUED, LetterState.SENDING])


@dataclass(frozen=True)
class Progress:
    """How many letters of a mailing wait, left, may have left, were refused, were withheld.

    returned   among those that left or were refused, how many came back as long as the letters are kept
    """

    waiting: int = 0
    sent: int = 0
    uncertain: int = 0
    failed: int = 0
    withheld: int = 0
    returned: int = 0
    total: int = 0

    @property
    def percent(self) -> int:
        """The share of what waits no more, rounded down: a hundred is the end."""
        return (self.total - self.waiting) * 100 // self.total if self.total else 100


def progress(mailing: Mailing) -> Progress:
    return progress_of([mailing.pk])[mailing.pk]


def progress_of(mailings: Iterable[int]) -> dict[int, Progress]:
    """Where some mailings stand, by primary key. One query."""
    keys = list(mailings)
    rows = Recipient.objects.filter(mailing__in=keys).order_by().values("mailing")
    counted = rows.annotate(
        waiting=Count("pk", filter=WAITING),
        sent=Count("pk", filter=LEFT),
        uncertain=Count("pk", filter=Q(letter__state=LetterState.UNCERTAIN)),
        failed=Count("pk", filter=Q(letter__state=LetterState.FAILED)),
        withheld=Count(
            "pk",
            filter=Q(letter__state=LetterState.WITHHELD)
            | Q(letter__isnull=True, left_at__isnull=True),
        ),
        returned=Count("pk", filter=Q(letter__bounced_at__isnull=False)),
        total=Count("pk"),
    )
    found = {row["mailing"]: _progress(row) for row in counted}
    return {key: found.get(key, Progress()) for key in keys}


def _progress(row: Mapping[str, Any]) -> Progress:
    return Progress(**{one.name: row[one.name] for one in dataclasses.fields(Progress)})


def _move(
    mailing: Mailing,
    to: MailingState,
    *,
    by: User | None,
    at: datetime,
    reason: str = "",
) -> Mailing:
    """The only door between the states of a mailing, in the caller's transaction."""
    row = Mailing.objects.select_for_update().get(pk=mailing.pk)
    if to not in PATHS[MailingState(row.state)]:
        raise Refused(
            f"Cet envoi est {row.get_state_display()}\N{NO-BREAK SPACE}: rien n’a changé."
        )
    before, row.state, row.reason = row.state, to, reason
    row.ended_at = at if to in {MailingState.STOPPED, MailingState.DONE} else None
    row.save(update_fields=["state", "reason", "ended_at"])
    record(Action.MOVED, row, by=by, before=before, after=to, reason=reason, at=at)
    mailing.state, mailing.reason, mailing.ended_at = row.state, row.reason, row.ended_at
    return row


@transaction.atomic
def pause(mailing: Mailing, *, by: User | None, at: datetime | None = None) -> None:
    """Nothing leaves until it is resumed; a letter being sent right now still does."""
    _move(mailing, MailingState.PAUSED, by=by, at=at or timezone.now())
    bulk.park(mailing.batch)


@transaction.atomic
def resume(mailing: Mailing, *, by: User | None, at: datetime | None = None) -> None:
    """What waited leaves from now on, at the pace of the mailing."""
    now = at or timezone.now()
    _move(mailing, MailingState.SENDING, by=by, at=now)
    bulk.give_hours(mailing.batch, mailing.per_minute, now)


@transaction.atomic
def stop(mailing: Mailing, *, reason: str, by: User | None, at: datetime | None = None) -> int:
    """Nothing that waits will ever leave. Return how many were withheld."""
    if not (told := " ".join(reason.split())):
        raise Refused("Dites pourquoi cet envoi s’arrête.")
    _move(mailing, MailingState.STOPPED, by=by, at=at or timezone.now(), reason=told[:240])
    return bulk.withhold(bulk.waiting([mailing.batch]), STOPPED)


def note_departures() -> None:
    """Keep the day on which each letter left beside its recipient: the letter itself is purged one day."""
    letters = Letter.objects.filter(pk=OuterRef("letter_id"))
    gone = Recipient.objects.filter(left_at__isnull=True, letter__state=LetterState.SENT)
    gone.update(left_at=Subquery(letters.values("sent_at")[:1]))


def settle(at: datetime) -> None:
    """Note what left, and end the mailings of which nothing waits."""
    note_departures()
    for mailing in _with_nothing_left():
        _end(mailing, at)


def _with_nothing_left() -> Iterable[Mailing]:
    waiting = Recipient.objects.filter(WAITING, mailing=OuterRef("pk"))
    return list(Mailing.objects.filter(~Exists(waiting), state=MailingState.SENDING))


@transaction.atomic
def _end(mailing: Mailing, at: datetime) -> None:
    row = Mailing.objects.select_for_update().get(pk=mailing.pk)
    if row.state == MailingState.SENDING:
        _move(row, MailingState.DONE, by=None, at=at)
