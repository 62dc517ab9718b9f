"""What happens to a letter once it is in the outbox: claimed, sent, noted, or shown to a human."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime, timedelta
from smtplib import SMTPNotSupportedError, SMTPRecipientsRefused, SMTPResponseException
from typing import Any

from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.utils import timezone

from . import links
from .models import PATHS, Letter, LetterState

# What a letter's text holds in place of the token of its link.
TOKEN = "{jeton}"  # noqa: S105  # nosec B105
# The server answered that it does not take the letter: it has not left.
REFUSALS = (SMTPResponseException, SMTPRecipientsRefused, SMTPNotSupportedError)
MAX_ATTEMPTS = 6
FIRST_WAIT = timedelta(minutes=2)
CUT_OFF_AFTER = timedelta(minutes=15)


@transaction.atomic
def move(pk: int, to: LetterState, **changes: Any) -> Letter | None:
    """The only door between the states of a letter. None when the path does not exist any more."""
    letter = Letter.objects.select_for_update().get(pk=pk)
    if to not in PATHS[LetterState(letter.state)]:
        return None
    letter.state = to
    for name, value in changes.items():
        setattr(letter, name, value)
    letter.save(update_fields=["state", *changes])
    return letter


def send(pk: int, at: datetime | None = None) -> None:
    """Claim a letter, send it, note it. Two workers never send the same one."""
    now = at or timezone.now()
    letter = move(pk, LetterState.SENDING, claimed_at=now)
    if letter is None:
        return
    try:
        message = _message(letter, now)
    except ValueError as error:  # an address or a header that no server would take
        move(pk, LetterState.FAILED, attempts=letter.attempts + 1, last_error=_told(error))
        return
    connection = get_connection()
    try:
        connection.open()
    except OSError as error:
        _retry_later(letter, error, now)
        return
    with suppress(OSError):  # closing comes after the letter's fate is noted
        _transmit(letter, message, connection, now)
        connection.close()


def _message(letter: Letter, now: datetime) -> EmailMessage:
    """Build the message, with a link that is made now. Raises ValueError when it cannot be."""
    body = letter.body
    if letter.link_purpose and TOKEN in body:
        body = body.replace(TOKEN, links.make(letter.link_purpose, letter.link_target, at=now))
    headers = {"Auto-Submitted": "auto-generated"}
    message = EmailMessage(letter.subject, body, to=[letter.to], headers=headers)
    message.message()
    return message


def _transmit(
    letter: Letter, message: EmailMessage, connection: BaseEmailBackend, now: datetime
) -> None:
    try:
        connection.send_messages([message])
    except REFUSALS as error:
        _retry_later(letter, error, now)
    except OSError as error:  # cut off halfway: the server may have taken it
        move(letter.pk, LetterState.UNCERTAIN, last_error=_told(error))
    else:
        move(letter.pk, LetterState.SENT, sent_at=timezone.now(), last_error="")


def _told(error: Exception) -> str:
    return type(error).__name__


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


def send_due(at: datetime | None = None) -> int:
    """Send again what was refused and whose hour has come. Safe to run twice and from two machines."""
    now = at or timezone.now()
    due = list(Letter.objects.due(now).order_by("pk").values_list("pk", flat=True))
    for pk in due:
        send(pk, now)
    return len(due)


def send_at_once(pk: int) -> None:
    """Without a worker, whoever writes a letter sends it, and those that wait for another try."""
    send(pk)
    send_due()
    mark_cut_off()


def mark_cut_off(at: datetime | None = None) -> int:
    """Show to a human what was claimed and never noted: nobody knows whether it left."""
    now = at or timezone.now()
    stuck = Letter.objects.filter(
        state=LetterState.SENDING, claimed_at__lt=now - CUT_OFF_AFTER
    ).values_list("pk", flat=True)
    return sum(move(pk, LetterState.UNCERTAIN) is not None for pk in list(stuck))
