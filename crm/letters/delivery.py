"""What happens to a letter once it is in the outbox: claimed, sent, noted, or shown to a human."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.core.mail import EmailMessage
from django.db import transaction
from django.utils import timezone

from .models import PATHS, Letter, LetterState

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
        EmailMessage(letter.subject, letter.body, to=[letter.to]).send()
    except OSError as error:  # smtplib's errors are OSErrors: refused, so not sent
        _retry_later(letter, error, now)
    else:
        move(pk, LetterState.SENT, sent_at=timezone.now(), last_error="")


def _retry_later(letter: Letter, error: Exception, now: datetime) -> None:
    attempts = letter.attempts + 1
    told = type(error).__name__
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


def mark_cut_off(at: datetime | None = None) -> int:
    """Show to a human what was claimed and never noted: nobody knows whether it left."""
    now = at or timezone.now()
    stuck = Letter.objects.filter(
        state=LetterState.SENDING, claimed_at__lt=now - CUT_OFF_AFTER
    ).values_list("pk", flat=True)
    return sum(move(pk, LetterState.UNCERTAIN) is not None for pk in list(stuck))
