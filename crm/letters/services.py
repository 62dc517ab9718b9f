"""The outbox. A letter commits with its business row; a worker claims it before it sends it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.template.loader import render_to_string
from django.utils import timezone

from editorial.models import IdentitySettings

from .delivery import TOKEN, move, send_at_once
from .models import Letter, LetterQuerySet, LetterState
from .tasks import deliver

__all__ = [
    "TOKEN",
    "Link",
    "compose",
    "give_to",
    "letters_of",
    "note_as_left",
    "outbox_is_shut",
    "outbox_shut",
    "send_again",
    "write",
]

_shut: ContextVar[bool] = ContextVar("outbox_shut", default=False)


@dataclass(frozen=True)
class Link:
    """A secret link, made when the letter leaves and put where its text says TOKEN."""

    purpose: str
    target: str


@contextmanager
def outbox_shut() -> Iterator[None]:
    """Write no letter inside: history is loaded without mailing the past."""
    token = _shut.set(True)
    try:
        yield
    finally:
        _shut.reset(token)


def outbox_is_shut() -> bool:
    """Tell whether letters are kept from being written here: what must be told cannot be done now."""
    return _shut.get()


def compose(template: str, context: dict[str, Any]) -> tuple[str, str]:
    """Return the subject and the body that a template makes: its first line, then the rest.

    The template may also speak of `sender`, the identity of the site.
    """
    text = render_to_string(template, {"sender": IdentitySettings.of_the_site()} | context)
    subject, _, body = text.strip().partition("\n")
    # A header holds one line, whatever a name was made of.
    return " ".join(subject.split())[:200], body.strip() + "\n"


def write(
    template: str,
    *,
    to: str,
    key: str,
    person: Any = None,
    context: dict[str, Any] | None = None,
    link: Link | None = None,
    html: str = "",
    at: datetime | None = None,
) -> Letter | None:
    """Write a letter in the caller's transaction; the same key twice is one letter.

    `template` names `crm_<room>/letters/<name>.txt`: its first line is the subject.
    `html` is the same as a whole page, when there is one.
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
            "html": html,
            "link_purpose": link.purpose if link else "",
            "link_target": link.target if link else "",
            "written_at": now,
            "next_try_at": now,
        },
    )
    if new:
        _hand_over(letter)
    return letter


def _hand_over(letter: Letter) -> None:
    if settings.LETTERS_IN_PROCESS:
        # The letter is safe by then: a fault in sending must not become the visitor's.
        transaction.on_commit(partial(send_at_once, letter.pk), robust=True)
    else:
        deliver.enqueue(letter.pk)


def send_again(letter: Letter, at: datetime | None = None) -> bool:
    """A human decides to send a failed or uncertain letter again."""
    moved = move(letter.pk, LetterState.QUEUED, next_try_at=at or timezone.now(), attempts=0)
    if moved is not None:
        _hand_over(moved)
    return moved is not None


def note_as_left(letter: Letter, at: datetime | None = None) -> bool:
    """A human knows that an uncertain letter did leave."""
    return move(letter.pk, LetterState.SENT, sent_at=at or timezone.now()) is not None


def give_to(person: Any, *, key: str) -> None:
    """Put the letters of a business row, whose keys begin with its own, under a person or nobody."""
    letters_of(key).update(person=person)


def letters_of(key: str) -> LetterQuerySet:
    """The letters of a business row: the one that has its key, and those whose keys begin with it."""
    return Letter.objects.filter(Q(key=key) | Q(key__startswith=f"{key}-"))
