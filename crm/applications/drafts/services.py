"""The doors of drafts: begun, kept, given up, sent. What is typed is never refused, only not sent yet."""

from __future__ import annotations

import uuid
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from crm.applications import files
from crm.applications.models import DRAFT_PATHS, Draft, DraftState
from crm.journal.models import Action
from crm.journal.refusal import Refused
from crm.journal.services import record
from crm.people.contacts import normalise_email

from . import letters, links
from .links import Opened
from .steps import BEGIN, COMING, SEND

MOST_RESUMED = 3
GONE = "Cette candidature a déjà été envoyée."


class Reopen(Refused):
    """The draft is now written through the link of its letter alone."""


@transaction.atomic
def begin(
    form_key: uuid.UUID,
    first_name: str,
    email: str,
    *,
    session: str = "",
    origin: str = "",
    at: datetime | None = None,
) -> str:
    """Begin a draft and return the token that goes on with it. The same form key is one draft.

    A letter brings the link to resume, the same whether the address is known or not. `session` is
    the one that the page put forward, `origin` the code that its address bore.
    Raises Reopen when the letter was used, or the draft sent.
    """
    now = at or timezone.now()
    typed = {"first_name": first_name, "email": email}
    draft, new = Draft.objects.get_or_create(
        form_key=form_key,
        defaults={
            "email": email,
            "email_key": normalise_email(email),
            "payload": {BEGIN: typed} | ({COMING: {"session": session}} if session else {}),
            "done": [BEGIN],
            "origin": origin,
            "started_at": now,
            "saved_at": now,
        },
    )
    if new:
        letters.send_link(draft, now)
        _resume_others(draft, now)
        return links.writing_token(draft, now)
    locked = _hold(draft)
    if locked.state != DraftState.OPEN or locked.confirmed_at:
        raise Reopen("Cette candidature se reprend par le lien que vous avez reçu.")
    locked.payload[BEGIN] = typed
    if normalise_email(email) != locked.email_key:
        _readdress(locked, email, now)
    _keep(locked, now)
    return links.writing_token(locked, now)


def _resume_others(draft: Draft, now: datetime) -> None:
    """What the same address began before comes back to it, and is told to nobody else."""
    for other in _open_at(draft.email_key).exclude(pk=draft.pk)[:MOST_RESUMED]:
        if set(other.done) - {BEGIN}:
            letters.send_link(other, now)


def _open_at(email_key: str):  # type: ignore[no-untyped-def]
    return Draft.objects.open().filter(email_key=email_key).order_by("-saved_at", "-pk")


@transaction.atomic
def send_links(email: str, *, at: datetime | None = None) -> None:
    """Send again the links to what an address began. Nothing says whether there was any."""
    now = at or timezone.now()
    for draft in _open_at(normalise_email(email))[:MOST_RESUMED]:
        letters.send_link(draft, now)


@transaction.atomic
def keep(
    opened: Opened, slug: str, typed: dict[str, str], *, done: bool, at: datetime | None = None
) -> str:
    """Keep what was typed at a step, right or wrong. Return the token to go on with.

    Raises Refused once the draft is sent.
    """
    now = at or timezone.now()
    draft = _hold_open(opened, now)
    token = opened.token
    if slug == BEGIN and not done:
        # A wrong address is kept on the page alone: letters go to the last right one.
        _keep(draft, now)
        return token
    draft.payload[slug] = typed
    if done:
        draft.done = sorted({*draft.done, slug})
    else:
        draft.done = [one for one in draft.done if one != slug]
    if slug == BEGIN and normalise_email(typed["email"]) != draft.email_key:
        _readdress(draft, typed["email"], now)
        token = links.writing_token(draft, now)
    _keep(draft, now)
    return token


@transaction.atomic
def touch(opened: Opened, slug: str = "", *, at: datetime | None = None) -> Draft:
    """Hold a draft that changes otherwise, a file added or taken away; `slug` is then done."""
    now = at or timezone.now()
    draft = _hold_open(opened, now)
    if slug:
        draft.done = sorted({*draft.done, slug})
    _keep(draft, now)
    return draft


def _hold(draft: Draft) -> Draft:
    return Draft.objects.select_for_update().get(pk=draft.pk)


def _hold_open(opened: Opened, now: datetime) -> Draft:
    """Lock a draft that is written now. Through a letter, its address is confirmed, and no one else writes."""
    draft = Draft.objects.select_for_update().filter(pk=opened.draft.pk).first()
    if draft is None or draft.state != DraftState.OPEN:
        raise Refused(GONE)
    if opened.by_letter and draft.confirmed_at is None:
        draft.confirmed_at = now
        links.forget_writers(draft)
    elif not opened.by_letter and draft.confirmed_at:
        raise Reopen("Cette candidature se reprend par le lien que vous avez reçu.")
    return draft


def _readdress(draft: Draft, email: str, now: datetime) -> None:
    """Another address: the links that left to the former one open nothing any more."""
    draft.email, draft.email_key, draft.confirmed_at = email, normalise_email(email), None
    letters.recall(draft)
    links.forget_all(draft)
    letters.send_link(draft, now)


def _keep(draft: Draft, now: datetime) -> None:
    draft.saved_at, draft.warned_at = max(now, draft.started_at), None
    draft.save(
        update_fields=[
            "email", "email_key", "payload", "done", "saved_at", "warned_at", "confirmed_at",
        ]
    )  # fmt: skip


def mark_sent(draft: Draft, submission: object, now: datetime) -> None:
    """The only way out of « en cours ». What was typed is with the form from now on."""
    if DraftState.SENT not in DRAFT_PATHS[DraftState(draft.state)]:
        raise Refused(GONE)
    draft.state, draft.submission, draft.payload = DraftState.SENT, submission, {}  # type: ignore[assignment]
    draft.done, draft.saved_at = [SEND], now
    draft.save(update_fields=["state", "submission", "payload", "done", "saved_at"])


@transaction.atomic
def give_up(opened: Opened, *, at: datetime | None = None) -> None:
    """The sender forgets it all now: answers, files, letters and links."""
    forget(_hold_open(opened, at or timezone.now()), at=at)


def forget(draft: Draft, *, at: datetime | None = None) -> None:
    """Delete a draft and what it holds, in the caller's transaction."""
    record(Action.DELETED, draft, at=at)
    files.drop_all(draft)
    letters.forget(draft)
    links.forget_all(draft)
    draft.delete()
