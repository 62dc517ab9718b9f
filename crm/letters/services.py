"""The outbox. A letter commits with its business row; a worker claims it before it sends it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime
from functools import partial
from typing import Any

from django.conf import settings
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone

from .delivery import move, send
from .models import Letter, LetterState
from .tasks import deliver

_shut: ContextVar[bool] = ContextVar("outbox_shut", default=False)


@contextmanager
def outbox_shut() -> Iterator[None]:
    """Write no letter inside: history is loaded without mailing the past."""
    token = _shut.set(True)
    try:
        yield
    finally:
        _shut.reset(token)


def compose(template: str, context: dict[str, Any]) -> tuple[str, str]:
    """Return the subject and the body that a template makes: its first line, then the rest."""
    subject, _, body = render_to_string(template, context).strip().partition("\n")
    return subject.strip()[:200], body.strip() + "\n"


def write(
    template: str,
    *,
    to: str,
    key: str,
    person: Any = None,
    context: dict[str, Any] | None = None,
    at: datetime | None = None,
) -> Letter | None:
    """Write a letter in the caller's transaction; the same key twice is one letter.

    `template` names `crm_<room>/letters/<name>.txt`: its first line is the subject.
    Returns None when the outbox is shut.
    """
    if _shut.get():
        return None
    now = at or timezone.now()
    subject, body = compose(template, context or {})
    letter, new = Letter.objects.get_or_create(
        key=key,
        defaults={
            "template": template,
            "person": person,
            "to": to,
            "subject": subject,
            "body": body,
            "written_at": now,
            "next_try_at": now,
        },
    )
    if new:
        _hand_over(letter)
    return letter


def _hand_over(letter: Letter) -> None:
    if settings.LETTERS_IN_PROCESS:
        transaction.on_commit(partial(send, letter.pk))
    else:
        deliver.enqueue(letter.pk)


def send_again(letter: Letter, at: datetime | None = None) -> bool:
    """A human decides to send a failed or uncertain letter again."""
    moved = move(letter.pk, LetterState.QUEUED, next_try_at=at or timezone.now(), attempts=0)
    if moved is not None:
        _hand_over(moved)
    return moved is not None
