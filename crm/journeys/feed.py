"""The address by which a calendar reads what an advisor has to do: secret, revocable, renewed at will."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from crm.journal.models import Action
from crm.journal.services import record
from editorial.happenings import Happening

from .agenda import Dated, dates_of
from .models import CalendarFeed

if TYPE_CHECKING:
    from django.contrib.auth.models import User

RIGHTS = ("crm_people.read_file", "crm_journeys.view_journey")
BEFORE, AFTER = timedelta(days=30), timedelta(days=366)


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


@transaction.atomic
def renew(user: User, *, tells_names: bool | None = None, at: datetime | None = None) -> str:
    """Make an address, the only one that works from now on. Return its token, told this once.

    It says numbers of files alone, unless told or unless the one before said names.
    """
    now = at or timezone.now()
    token = secrets.token_urlsafe(24)
    before = CalendarFeed.objects.select_for_update().filter(user=user).first()
    if tells_names is None:
        tells_names = bool(before and before.tells_names)
    feed, new = CalendarFeed.objects.update_or_create(
        user=user,
        defaults={
            "digest": _digest(token), "tells_names": tells_names, "made_at": now, "read_at": None,
        },
    )  # fmt: skip
    record(Action.CREATED if new else Action.CHANGED, feed, by=user, fields=["digest"], at=now)
    return token


@transaction.atomic
def tell_names(user: User, tells: bool, *, at: datetime | None = None) -> None:
    """Say names in the calendar, or numbers alone."""
    feed = CalendarFeed.objects.select_for_update().filter(user=user).first()
    if feed is not None and feed.tells_names != tells:
        feed.tells_names = tells
        feed.save(update_fields=["tells_names"])
        record(Action.CHANGED, feed, by=user, fields=["tells_names"], at=at)


@transaction.atomic
def revoke(user: User, *, at: datetime | None = None) -> None:
    """The address answers nothing any more."""
    feed = CalendarFeed.objects.select_for_update().filter(user=user).first()
    if feed is not None:
        record(Action.DELETED, feed, by=user, at=at)
        feed.delete()


def opened_by(token: str) -> CalendarFeed | None:
    """The feed of a token, when its advisor still has an account and the right to read files."""
    rows = CalendarFeed.objects.select_related("user").filter(user__is_active=True)
    feed = rows.filter(digest=_digest(token)).first()
    return feed if feed and feed.user.has_perms(RIGHTS) else None


def note_reading(feed: CalendarFeed, at: datetime) -> None:
    """Keep when a calendar came last, in one statement: it may have been renewed meanwhile."""
    CalendarFeed.objects.filter(pk=feed.pk, digest=feed.digest, made_at__lte=at).update(read_at=at)


def happenings(feed: CalendarFeed, at: datetime) -> list[Happening]:
    """What the calendar shows: from a month ago to a year ahead."""
    today = timezone.localdate(at)
    return told(dates_of(feed.user, today - BEFORE, today + AFTER), feed.tells_names)


def told(dates: Iterable[Dated], tells_names: bool) -> list[Happening]:
    """Names and what was written of each date, or numbers of files alone."""
    found = [
        Happening(
            uid=one.uid,
            starts=one.starts,
            ends=one.ends,
            title=_title(one, tells_names),
            kind=one.what,
            text=one.detail if tells_names else "",
            path=reverse("crm_person", args=[one.person.pk]),
        )
        for one in dates
    ]
    return sorted(found, key=lambda one: (one.first_day, one.uid))


def _title(one: Dated, tells_names: bool) -> str:
    number = f"n°\N{NO-BREAK SPACE}{one.person.file_number}"
    return f"{one.what} : {one.person}, {number}" if tells_names else f"{one.what}, {number}"
