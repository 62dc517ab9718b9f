"""The life of a draft link: made, read, revoked. Each leaves its line in the history of the page."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log
from wagtail.models import Page

from desk.models import DraftLink, DraftView
from desk.models.draft_links import LIFE, digest_of

# An expired link says for whom it was made: it goes with the month that follows.
KEPT_FOR = timedelta(days=30)

MADE, READ, REVOKED = "desk.draft_link.make", "desk.draft_link.read", "desk.draft_link.revoke"
LABELS = {
    MADE: ("Créer un lien de relecture", "Lien de relecture créé"),
    READ: ("Lire un brouillon par un lien", "Brouillon lu par un lien de relecture"),
    REVOKED: ("Révoquer un lien de relecture", "Lien de relecture révoqué"),
}


@transaction.atomic
def make(page: Page, by: Any, reader: str = "", at: datetime | None = None) -> DraftLink:
    at = at or timezone.now()
    link = DraftLink(
        page_id=page.pk, reader=reader, created_by=by, created_at=at, expires_at=at + LIFE
    )
    link.digest = digest_of(link.token)
    link.save()
    log(instance=page, action=MADE, user=by, data={"reader": reader})
    return link


@transaction.atomic
def revoke(link: DraftLink, by: Any, at: datetime | None = None) -> bool:
    """Shut a link. Return whether it was open."""
    open_rows = DraftLink.objects.filter(pk=link.pk, revoked_at=None)
    shut = bool(open_rows.update(revoked_at=at or timezone.now()))
    if shut:
        log(instance=link.page.specific, action=REVOKED, user=by, data={"reader": link.reader})
    return shut


@transaction.atomic
def note_reading(link: DraftLink, page: Page, at: datetime | None = None) -> None:
    """Note that the draft was read, and when: nothing about who reads."""
    DraftView.objects.create(link=link, at=at or timezone.now())
    log(instance=page, action=READ, data={"reader": link.reader})


def link_of(token: str) -> DraftLink | None:
    found: DraftLink | None = (
        DraftLink.objects.filter(digest=digest_of(token)).select_related("page").first()
    )
    return found


def forget(at: datetime) -> int:
    """Take away the links that have been closed for long, with their readings. Return how many rows."""
    return DraftLink.objects.filter(expires_at__lt=at - KEPT_FOR).delete()[0]
