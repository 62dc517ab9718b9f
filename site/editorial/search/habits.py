"""What visitors look for, counted by day without who asked; and what editors put forward for a question."""

from __future__ import annotations

import re

from django.db.models import F, Q, QuerySet
from django.utils import timezone
from wagtail.contrib.search_promotions.models import Query, QueryDailyHits, SearchPromotion
from wagtail.models import Page
from wagtail.search.utils import normalise_query_string

LONGEST_COUNTED = 60
# An address, a telephone, a file number: never kept.
PERSONAL = re.compile(r"@|\d(?:[\s.\-/]*\d){4}")


def may_be_counted(question: str) -> bool:
    return 0 < len(question) <= LONGEST_COUNTED and not PERSONAL.search(question)


def count(question: str) -> None:
    """One more time today: one query, but the first time of the day."""
    if not may_be_counted(question):
        return
    today, words = timezone.localdate(), normalise_query_string(question)
    todays = QueryDailyHits.objects.filter(query__query_string=words, date=today)
    if not todays.update(hits=F("hits") + 1):
        Query.get(words).add_hit(today)


def put_forward(question: str, pages: QuerySet[Page]) -> list[SearchPromotion]:
    """The editors’ picks, those that anybody may read."""
    shown = Q(page__isnull=True) | Q(page__in=pages.order_by().values("pk"))
    picks = SearchPromotion.objects.filter(
        shown, query__query_string=normalise_query_string(question)
    )
    return list(picks.select_related("page").order_by("sort_order", "pk"))


def forget() -> None:
    """Counts older than WAGTAILSEARCH_HITS_MAX_AGE days, then the questions that nothing holds any more."""
    QueryDailyHits.garbage_collect()
    Query.garbage_collect()
