"""What time does to pages: they appear, come out of embargo, go, or are to be read again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from typing import Any

from django.db.models import F, IntegerField, Q, QuerySet
from django.db.models.functions import Cast
from django.utils.dateparse import parse_datetime
from wagtail.models import Page, Revision, get_page_models

from desk.reach import planned_at
from editorial.happenings import local_day
from editorial.models import BasePage


class Kind(Enum):
    PLANNED = "Parution programmée"
    FORGOTTEN = "Brouillon daté, non programmé"
    EMBARGO = "Fin d’embargo"
    EXPIRY = "Retrait"
    REVIEW = "À relire"


@dataclass(frozen=True)
class Moment:
    """at: a moment, or a day for what is to be read again. stalled: it will not happen by itself."""

    kind: Kind
    at: date | datetime
    page: int
    title: str
    stalled: bool = False

    @property
    def day(self) -> date:
        return local_day(self.at)


def moments(
    pages: QuerySet[Page], start: datetime, end: datetime, reviews: dict[int, date]
) -> Iterator[Moment]:
    """Publications approved before `end`; embargoes and expiries between the two; reviews as given.

    One query, whatever the pages.
    """
    approved = Revision.page_revisions.filter(approved_go_live_at__lt=end)
    embargoed = Q(embargoes__until__gte=start, embargoes__until__lt=end)
    expiring = Q(live=True, expire_at__gte=start, expire_at__lt=end)
    rows = pages.filter(
        Q(pk__in=approved.annotate(pages=Cast("object_id", IntegerField())).values("pages"))
        | Q(pk__in=[*reviews], live=True)
        | embargoed
        | expiring
    )
    facts = rows.annotate(planned=planned_at(), held_until=F("embargoes__until"))
    for row in facts.values("pk", "draft_title", "live", "planned", "held_until", "expire_at"):
        key, title, live = row["pk"], row["draft_title"], row["live"]
        if row["planned"] and row["planned"] < end:
            yield Moment(Kind.PLANNED, row["planned"], key, title)
        if row["held_until"] and start <= row["held_until"] < end:
            yield Moment(Kind.EMBARGO, row["held_until"], key, title, not live)
        if live and row["expire_at"] and start <= row["expire_at"] < end:
            yield Moment(Kind.EXPIRY, row["expire_at"], key, title)
        if live and key in reviews:
            yield Moment(Kind.REVIEW, reviews[key], key, title)


def forgotten(rows: Iterable[dict[str, Any]]) -> Iterator[Moment]:
    """Drafts that carry a date and that nobody has published; see `desk.reach.drafts`."""
    for row in rows:
        at = parse_datetime(row["written_for"] or "")
        if at:
            title = row["draft_title"]
            yield Moment(Kind.FORGOTTEN, at, row["pk"], title, stalled=not row["in_review"])


def review_days(start: date | None, end: date) -> dict[int, date]:
    """Pages to be read again before `end`, that day excluded: every type of page in one query."""
    asked = {"review_on__lt": end} | ({"review_on__gte": start} if start else {})
    models = [model for model in get_page_models() if issubclass(model, BasePage)]
    first, *others = (
        model.objects.order_by().filter(**asked).values_list(F("page_ptr"), "review_on")
        for model in models
    )
    return dict(first.union(*others, all=True))
