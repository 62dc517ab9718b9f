"""What happens to a letter once it is in the outbox: claimed, sent, noted, or shown to a human."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timedelta
from smtplib import SMTPNotSupportedError, SMTPRecipientsRefused, SMTPResponseException
from typing import Any

from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.utils import timezone

from . import bulk, leaving, returns
from .making import TOKEN, message_of, new_message_id
from .models import PATHS, Letter, LetterKind, LetterState

__all__ = [
    "MAX_ATTEMPTS",
    "TOKEN",
    "mark_cut_off",
    "move",
    "send",
    "send_at_once",
    "send_due",
]

# The server answered that it does not take the letter: it has not left.
REFUSALS = (SMTPResponseException, SMTPRecipientsRefused, SMTPNotSupportedError)
MAX_ATTEMPTS = 6
FIRST_WAIT = timedelta(minutes=2)
CUT_OFF_AFTER = timedelta(minutes=15)
# Between two handfuls of a mailing, the letters that stand alone pass first.
A_HANDFUL = 20


@transaction.atomic
def move(pk: int, to: LetterState, **changes: Any) -> Letter | None:
    """The only door between the states of a letter. None when the path does not exist any more."""
    letter = Letter.objects.select_for_update().get(pk=pk)
    return _moved(letter, to, **changes)


def _moved(letter: Letter, to: LetterState, **changes: Any) -> Letter | None:
    if to not in PATHS[LetterState(letter.state)]:
        return None
    letter.state = to
    for name, value in changes.items():
        setattr(letter, name, value)
    letter.save(update_fields=["state", *changes])
    return letter


@transaction.atomic
def _claim(pk: int, now: datetime) -> Letter | None:
    """Take a letter that waits and still may leave. None when it may not, or is somebody else's."""
    letter = Letter.objects.select_for_update().filter(pk=pk).first()
    if letter is None or letter.state != LetterState.QUEUED:
        return None
    if letter.batch and letter.next_try_at is None:
        return None
    answer = leaving.asked(letter, now)
    if answer.withheld:
        because = answer.withheld[:120]
        _moved(letter, LetterState.WITHHELD, withheld_because=because, next_try_at=None)
        return None
    if answer.parked:
        letter.next_try_at = None
        letter.save(update_fields=["next_try_at"])
        return None
    named = letter.message_id or new_message_id(letter)
    return _moved(letter, LetterState.SENDING, claimed_at=now, message_id=named)


def send(pk: int, at: datetime | None = None) -> bool:
    """Claim a letter, send it, note it. Two workers never send the same one.

    False when the mail server could not be reached: nothing else would reach it now.
    """
    now = at or timezone.now()
    letter = _claim(pk, now)
    if letter is None:
        return True
    try:
        message = message_of(letter, now)
    except ValueError as error:  # an address or a header that no server would take
        move(pk, LetterState.FAILED, attempts=letter.attempts + 1, last_error=_told(error))
        return True
    connection = get_connection()
    try:
        connection.open()
    except OSError as error:
        _not_reached(letter, error, now)
        return False
    with suppress(OSError):  # closing comes after the letter's fate is noted
        _transmit(letter, message, connection, now)
        connection.close()
    return True


def _transmit(
    letter: Letter, message: EmailMessage, connection: BaseEmailBackend, now: datetime
) -> None:
    try:
        connection.send_messages([message])
    except SMTPRecipientsRefused as error:
        _address_refused(letter, error, now)
    except REFUSALS as error:
        _retry_later(letter, error, now)
    except OSError as error:  # cut off halfway: the server may have taken it
        move(letter.pk, LetterState.UNCERTAIN, last_error=_told(error))
    else:
        move(letter.pk, LetterState.SENT, sent_at=timezone.now(), last_error="")


def _address_refused(letter: Letter, error: SMTPRecipientsRefused, now: datetime) -> None:
    """The server does not take this address: for ever, or for the time being."""
    code, told = next(iter(error.recipients.values()), (0, b""))
    if code // 100 != 5:
        _retry_later(letter, error, now)
        return
    status = returns.status_of(code, told.decode("ascii", "replace"))
    with transaction.atomic():
        move(
            letter.pk,
            LetterState.FAILED,
            attempts=letter.attempts + 1,
            last_error=f"adresse refusée ({status})",
        )
        returns.note(returns.Return(letter.to, status, letter), now)


def _told(error: Exception) -> str:
    return type(error).__name__


def _not_reached(letter: Letter, error: Exception, now: datetime) -> None:
    """A letter of a mailing waits as long as the server is away: only one that stands alone is given up."""
    if not letter.batch:
        _retry_later(letter, error, now)
        return
    hour = now + FIRST_WAIT
    move(letter.pk, LetterState.QUEUED, last_error=_told(error), next_try_at=hour)


def _retry_later(letter: Letter, error: Exception, now: datetime) -> None:
    attempts = letter.attempts + 1
    told = _told(error)
    if attempts >= MAX_ATTEMPTS:
        move(letter.pk, LetterState.FAILED, attempts=attempts, last_error=told)
        return
    wait = FIRST_WAIT * 4 ** (attempts - 1)
    move(
        letter.pk,
        LetterState.QUEUED,
        attempts=attempts,
        last_error=told,
        next_try_at=now + wait,
    )


def send_due(
    at: datetime | None = None,
    *,
    bulk_at_most: int | None = None,
    over: Callable[[], bool] = lambda: False,
) -> int:
    """Send what waits and whose hour has come, mailings after the rest. Safe to run twice, from two machines.

    Return how many were tried. `bulk_at_most` bounds those of mailings; nothing bounds them unless told.
    `over` is asked between two letters whether to stop there.
    """
    tried = _send_alone(at, over)
    bulk.catch_up(at or timezone.now())
    left = bulk_at_most
    for kind in (LetterKind.SERVICE, LetterKind.PROMOTION):
        many, reached = _send_many(kind, at, left, over)
        tried += many
        left = None if left is None else left - many
        if not reached:
            break
    return tried


def _send_alone(at: datetime | None, over: Callable[[], bool]) -> int:
    """The letters that belong to no mailing, by handfuls; each is tried once."""
    tried, last = 0, 0
    while True:
        due = Letter.objects.due(at or timezone.now()).filter(batch="", pk__gt=last)
        some = list(due.order_by("pk").values_list("pk", flat=True)[:A_HANDFUL])
        if not some:
            return tried
        for pk in some:
            if over():
                return tried
            send(pk, at)
            tried, last = tried + 1, pk


def _send_many(
    kind: LetterKind, at: datetime | None, at_most: int | None, over: Callable[[], bool]
) -> tuple[int, bool]:
    """Letters of mailings: how many were tried, and whether to go on (nobody stops, the server is there)."""
    tried = 0
    while at_most is None or tried < at_most:
        due = Letter.objects.due(at or timezone.now()).filter(kind=kind).exclude(batch="")
        some = list(due.order_by("next_try_at", "pk").values_list("pk", flat=True)[:A_HANDFUL])
        if not some:
            break
        for pk in some:
            if over():
                return tried, False
            tried += 1
            if not send(pk, at):
                return tried, False
        _send_alone(at, over)
    return tried, True


def send_at_once(pk: int) -> None:
    """Without a worker, whoever writes a letter sends it, and some of those that wait for another try."""
    send(pk)
    send_due(bulk_at_most=A_HANDFUL)
    mark_cut_off()


def mark_cut_off(at: datetime | None = None) -> int:
    """Show to a human what was claimed and never noted: nobody knows whether it left."""
    now = at or timezone.now()
    stuck = Letter.objects.filter(
        state=LetterState.SENDING, claimed_at__lt=now - CUT_OFF_AFTER
    ).values_list("pk", flat=True)
    return sum(move(pk, LetterState.UNCERTAIN) is not None for pk in list(stuck))
