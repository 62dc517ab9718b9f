"""The two addresses of a draft: that of the letters, and that of the browser in which it was begun.

Only the first one shows that the address typed is one's own. Once somebody writes through it, the
second one opens nothing any more: whoever typed the address of another reads nothing of theirs.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import unquote

from django.conf import settings
from django.urls import reverse

from crm.applications.models import Draft
from crm.letters import links
from crm.letters.services import TOKEN, Link

RESUME, WRITING = "candidature-reprise", "candidature-en-cours"
WRITING_LASTS = timedelta(days=100)


@dataclass(frozen=True)
class Opened:
    """A draft, the token that opened it, and whether a letter carried it."""

    draft: Draft
    token: str
    by_letter: bool


def opened_by(token: str, *, at: datetime | None = None) -> Opened | None:
    """Return what a token opens, None when it is unknown or its draft is gone."""
    for purpose in (RESUME, WRITING):
        if link := links.find(purpose, token, at=at):
            draft = Draft.objects.select_related("submission").filter(pk=link.target).first()
            return Opened(draft, token, purpose == RESUME) if draft else None
    return None


def writing_token(draft: Draft, at: datetime) -> str:
    return links.make(WRITING, str(draft.pk), at=at, lifetime=WRITING_LASTS)


def link_to(draft: Draft) -> Link:
    return Link(RESUME, str(draft.pk))


def forget_writers(draft: Draft) -> None:
    """The browser in which it was begun opens it no more."""
    links.forget(WRITING, str(draft.pk))


def forget_all(draft: Draft) -> None:
    links.forget(RESUME, str(draft.pk))
    forget_writers(draft)


def resume_address() -> str:
    """The address that letters carry, its token put when they leave."""
    path = unquote(reverse("apply_draft", args=[TOKEN]))
    return settings.WAGTAILADMIN_BASE_URL.rstrip("/") + path
