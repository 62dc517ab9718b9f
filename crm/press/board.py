"""What the board of the press shows at a moment."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Count, Exists, OuterRef, Q
from django.utils import timezone

from crm.registers.words import counted
from editorial.models import Embargo
from news.models import Coverage, ReleasePage

from .coverage import without_journalist
from .dispatching import readiness
from .forgetting import ending, kept_until, months_ago
from .models import DispatchState, PressContact, ReleaseDispatch
from .standing import Standing, standing

LINES = 8
LATELY = timedelta(days=90)


@dataclass(frozen=True)
class Coming:
    """A release that nobody may read yet. planned: how many sendings wait for it."""

    release: ReleasePage
    standing: Standing
    planned: int


@dataclass(frozen=True)
class Waiting:
    """A dispatch that has not left, and what it waits for."""

    dispatch: ReleaseDispatch
    ready: Standing

    @property
    def failed(self) -> bool:
        return self.dispatch.state == DispatchState.FAILED


@dataclass(frozen=True)
class Board:
    coming: Sequence[Coming]
    waiting: Sequence[Waiting]
    silent: Sequence[PressContact]
    silent_count: int
    articles: Sequence[Coverage]
    article_count: int
    ending: Sequence[tuple[PressContact, object]]
    silent_months: int
    known: bool  # whether there is a journalist at all

    @property
    def sentence(self) -> str:
        parts = [
            counted(len(self.waiting), "envoi à venir", "envois à venir"),
            counted(self.article_count, "article à relier", "articles à relier"),
            counted(
                self.silent_count,
                "journaliste sans nouvelles de nous",
                "journalistes sans nouvelles de nous",
            ),
        ]
        text = f"{parts[0]}, {parts[1]}, {parts[2]}."
        return text[:1].upper() + text[1:]


def board(at: datetime) -> Board:
    """Read the board: a few queries a block, whatever the number of rows."""
    silent = (
        PressContact.objects.silent_since(months_ago(at, settings.PRESS_SILENT_MONTHS))
        .filter(opted_out_at__isnull=True)
        .select_related("organisation")
        .order_by("-last_exchange_at", "pk")
    )
    articles = without_journalist(timezone.localdate(at) - LATELY)
    return Board(
        coming=coming(at),
        waiting=waiting(at),
        silent=list(silent[:LINES]),
        silent_count=silent.count(),
        articles=list(articles[:LINES]),
        article_count=articles.count(),
        ending=[
            (contact, kept_until(contact))
            for contact in ending(at).select_related("organisation")[:LINES]
        ],
        silent_months=settings.PRESS_SILENT_MONTHS,
        known=PressContact.objects.exists(),
    )


def coming(at: datetime) -> list[Coming]:
    """The releases that are drafts or under embargo, the latest number first."""
    held = Embargo.objects.filter(page=OuterRef("pk"), until__gt=at)
    open_ones = Q(dispatches__state__in=[DispatchState.PLANNED, DispatchState.FAILED])
    rows = (
        ReleasePage.objects.filter(Q(live=False, expired=False) | Exists(held))
        .annotate(planned=Count("dispatches", filter=open_ones))
        .prefetch_related("embargoes")
        .order_by("-reference")[:LINES]
    )
    return [Coming(row, standing(row, at), row.planned) for row in rows]


def waiting(at: datetime) -> list[Waiting]:
    """The dispatches that have not left: those to take up first, then by their hour."""
    rows = (
        ReleaseDispatch.objects.open()
        .select_related("release", "planned_by")
        .prefetch_related("release__embargoes")
    )
    found = [Waiting(row, readiness(row, at)) for row in rows]
    far = at + timedelta(days=36500)
    return sorted(found, key=lambda one: (not one.failed, one.ready.at or far, one.dispatch.pk))
