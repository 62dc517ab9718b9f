"""The lines that pages themselves bring to « Mon travail »."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from itertools import islice
from typing import Any

from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils import timezone
from wagtail.models import Page, TaskState

from desk.moments import Kind, Moment, forgotten, moments, review_days
from desk.reach import drafts, editor, pages_of
from editorial import dates
from editorial.desk import DeskItem

TO_REVIEW, WEEK = "À relire avant parution", "Cette semaine"
DRAFTS, OUTDATED = "Mes brouillons", "À mettre à jour"
# How late a page may appear before somebody should wonder whether the scheduler runs.
LATE = timedelta(minutes=10)
SHOWN_DRAFTS = 20

SENTENCES = {
    Kind.PLANNED: "Paraît {when}.",
    Kind.FORGOTTEN: "Prévue {when}, mais pas publiée : elle ne paraîtra pas d’elle-même. Ouvrez-la et publiez.",
    Kind.EMBARGO: "L’embargo tombe {when}.",
    Kind.EXPIRY: "Se retire d’elle-même {when}.",
    Kind.REVIEW: "La date de relecture, {when}, est passée. Relisez, puis choisissez la prochaine.",
}
STALLED_EMBARGO = "Son embargo tombe {when}, mais la page n’est pas publiée : rien ne paraîtra."
IN_REVIEW = "Prévue {when}, en relecture : elle sera programmée dès que la relecture est acceptée."
OVERDUE = (
    "Devait paraître {when} : le planificateur ne tourne sans doute plus. Prévenez le webmestre."
)


def page_items(request: HttpRequest, now: datetime) -> Iterator[DeskItem]:
    user: Any = request.user
    pages = pages_of(request)
    mine = Q(latest_revision__user=user) | Q(latest_revision__user=None, owner=user)
    written = list(drafts(pages).filter(Q(written_for__isnull=False) | mine))
    found = list(week(pages, now)) + list(forgotten(written))
    yield from to_review(request)
    yield from lines(WEEK, [one for one in found if one.kind is not Kind.REVIEW], now)
    yield from my_drafts(row for row in written if not row["written_for"])
    yield from lines(OUTDATED, [one for one in found if one.kind is Kind.REVIEW], now)


def week(pages: QuerySet[Page], now: datetime) -> Iterator[Moment]:
    """What appears or goes within seven days, and what was to be read again before today."""
    today = timezone.localdate(now)
    end = timezone.make_aware(datetime.combine(today + timedelta(days=8), time.min))
    return moments(pages, now, end, review_days(None, today))


def lines(group: str, found: list[Moment], now: datetime) -> Iterator[DeskItem]:
    ordered = sorted(found, key=lambda one: (one.day, one.title))
    return (item(one, group, now) for one in ordered)


def to_review(request: HttpRequest) -> Iterator[DeskItem]:
    waiting = TaskState.objects.reviewable_by(request.user).filter(
        revision__base_content_type__app_label="wagtailcore",
        revision__base_content_type__model="page",
    )
    asked = waiting.select_related("revision", "workflow_state__requested_by").defer(
        "revision__content"
    )
    for state in asked.order_by("started_at"):
        sender = state.workflow_state.requested_by
        name = (sender.get_full_name() or sender.get_username()) if sender else "On"
        since = dates.day(timezone.localdate(state.started_at), year=False)
        yield DeskItem(
            TO_REVIEW,
            state.revision.object_str,
            editor(int(state.revision.object_id)),
            f"{name} attend votre avis depuis le {since}.",
            "Relire",
            urgent=True,
        )


def my_drafts(rows: Iterable[dict[str, Any]]) -> Iterator[DeskItem]:
    """What I wrote last and nobody has published; those that carry a date stand under the week."""
    for row in islice(rows, SHOWN_DRAFTS):
        since = dates.day(timezone.localdate(row["latest_revision_created_at"]), year=False)
        state = "En relecture" if row["in_review"] else f"Modifié le {since}"
        live = ", la version d’avant reste en ligne" if row["live"] else ""
        yield DeskItem(
            DRAFTS, row["draft_title"], editor(row["pk"]), f"{state}{live}.", "Reprendre"
        )


def item(moment: Moment, group: str, now: datetime) -> DeskItem:
    sentence = SENTENCES[moment.kind]
    urgent = moment.stalled
    if moment.kind is Kind.EMBARGO and moment.stalled:
        sentence = STALLED_EMBARGO
    elif moment.kind is Kind.FORGOTTEN and not moment.stalled:
        sentence = IN_REVIEW
    elif moment.kind is Kind.PLANNED and moment.at < now - LATE:
        sentence, urgent = OVERDUE, True
    action = "Relire" if moment.kind is Kind.REVIEW else "Ouvrir"
    why = sentence.format(when=when_in_words(moment.at))
    return DeskItem(group, moment.title, editor(moment.page), why, action, moment.at, urgent)


def when_in_words(when: date | datetime) -> str:
    """« le mardi 4 octobre à 9 h », « le 4 octobre »."""
    if not isinstance(when, datetime):
        return f"le {dates.day(when)}"
    local = timezone.localtime(when)
    return f"le {dates.day(local.date(), year=False, weekday=True)} à {dates.hour(local.time())}"
