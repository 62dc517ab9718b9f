"""What this room does at its hour. Run twice, or from two machines at once, nothing happens twice."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.conf import settings
from django.utils import timezone
from wagtail import hooks

from crm.letters.models import Letter
from crm.waiting.models import WaitEntry, WaitState
from editorial.plugins import FORUM_EDITION, FORUM_SLOT
from editorial.scheduling import Job

from . import letters
from .following import follow_editions
from .forgetting import forget
from .models import Registration
from .offers import expire
from .seats import coming
from .services import expire_pending
from .workshops import expire_workshop

OFTEN = timedelta(minutes=5)


@hooks.register("register_scheduled_job")
def keep_registrations() -> Job:
    return Job(
        "registrations.lists",
        OFTEN,
        see_to_lists,
        label="Listes du Forum",
        says="Libère les places jamais confirmées, termine les offres, suit les éditions qui changent.",
    )


def see_to_lists(at: datetime) -> None:
    """Addresses never confirmed, offers never answered, editions that changed: in that order."""
    expire_pending(at)
    expire_offers(at)
    follow_editions(at)


def expire_offers(at: datetime) -> int:
    over = WaitEntry.objects.filter(
        waiting_list__kind__in=[FORUM_EDITION, FORUM_SLOT],
        state=WaitState.OFFERED,
        offer_expires_at__lt=at,
    )
    rows = list(over.select_related("waiting_list").order_by("offer_expires_at", "pk"))
    doors = {FORUM_EDITION: expire, FORUM_SLOT: expire_workshop}
    return sum(doors[row.waiting_list.kind](row, at=at) for row in rows)


@hooks.register("register_scheduled_job")
def recall_the_forum() -> Job:
    return Job(
        "registrations.reminders",
        timedelta(hours=1),
        remind,
        label="Rappels du Forum",
        says="Écrit une fois à chacun, quelques jours avant le Forum.",
    )


def remind(at: datetime) -> int:
    """Write once to each who comes, some days before the first one. Return how many are told now.

    Who was confirmed since the reminder was due has just read all of it.
    """
    due = {letters.reminder_key(row, days): (row, days) for row, days in _due(at)}
    known = Letter.objects.filter(key__in=list(due)).values_list("key", flat=True)
    for key in known:
        del due[key]
    today = timezone.localdate(at)
    for row, days in due.values():
        left = (row.edition.starts_on - today).days
        letters.reminder(row, days, left, coming(row), at)
    return len(due)


def _due(at: datetime) -> Iterator[tuple[Registration, int]]:
    """Who comes soon, with the nearest of the reminders that are due."""
    today = timezone.localdate(at)
    furthest = max(settings.FORUM_REMINDER_DAYS, default=0)
    rows = Registration.objects.confirmed().filter(
        edition__starts_on__gt=today,
        edition__starts_on__lte=today + timedelta(days=furthest),
        edition__cancelled_on=None,
        edition__postponed=False,
    )
    for row in rows.exclude(email="").select_related("edition"):
        left = (row.edition.starts_on - today).days
        days = min(day for day in settings.FORUM_REMINDER_DAYS if day >= left)
        told_on = timezone.localdate(row.confirmed_at)
        if told_on < row.edition.starts_on - timedelta(days=days):
            yield row, days


@hooks.register("register_scheduled_job")
def forget_the_past() -> Job:
    return Job(
        "registrations.forgetting",
        timedelta(days=1),
        forget,
        label="Inscrits des Forums passés",
        says="Efface, à leur terme, les noms des inscrits au Forum.",
    )
