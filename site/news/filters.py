"""What a visitor asks of the list of news. Anything that the list does not hold is ignored."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.core.paginator import Page as ListPage
from django.core.paginator import Paginator
from django.db.models import Count, Max, Min, Q
from django.http import QueryDict

if TYPE_CHECKING:
    from news.models.pages import NewsPageQuerySet
    from news.models.themes import Theme

PER_PAGE = 12
YEAR = re.compile(r"[12]\d{3}", re.ASCII)


class NewsFilter:
    """A theme, a year and a page number, read from an address and checked against the news.

    Two queries, whatever the number of news: the bounds, then the rows of one page.
    """

    def __init__(self, news: NewsPageQuerySet, themes: list[Theme], asked: QueryDict) -> None:
        self.news, self.themes, self.asked = news, themes, asked

    @cached_property
    def theme(self) -> Theme | None:
        slug = self.asked.get("theme", "")
        return next((theme for theme in self.themes if theme.slug == slug), None)

    @cached_property
    def asked_year(self) -> int:
        """What may be a year, 0 otherwise; the list may hold nothing of it."""
        asked = self.asked.get("annee", "")
        return int(asked) if YEAR.fullmatch(asked) else 0

    @cached_property
    def bounds(self) -> dict[str, Any]:
        of_theme = Q(theme=self.theme) if self.theme else Q(pk__isnull=False)
        of_year = Q(published_on__year=self.asked_year or 1)
        return self.news.order_by().aggregate(
            first=Min("published_on"),
            last=Max("published_on"),
            of_theme=Count("pk", filter=of_theme),
            of_both=Count("pk", filter=of_theme & of_year),
        )

    @cached_property
    def years(self) -> list[int]:
        """From the latest year to the first, none left out."""
        first, last = self.bounds["first"], self.bounds["last"]
        return list(range(last.year, first.year - 1, -1)) if first else []

    @cached_property
    def year(self) -> int | None:
        return self.asked_year if self.asked_year in self.years else None

    @property
    def is_narrowed(self) -> bool:
        return bool(self.theme or self.year)

    @cached_property
    def pages(self) -> ListPage[Any]:
        found = self.news.about(self.theme, self.year).newest_first()
        paginator = Paginator(found, PER_PAGE)
        paginator.count = self.bounds["of_both" if self.year else "of_theme"]  # type: ignore[misc]
        return paginator.get_page(self.asked.get("page"))

    def address(self) -> str:
        """The beginning of the address of another page of the same list."""
        kept = {"theme": self.theme.slug if self.theme else "", "annee": self.year or ""}
        query = urlencode({name: value for name, value in kept.items() if value})
        return f"?{query}&" if query else "?"
