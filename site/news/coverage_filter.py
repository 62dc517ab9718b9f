"""What was said of the place, by what it is about (an edition of the Forum, any page) and by year."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.core.paginator import Page as ListPage
from django.core.paginator import Paginator
from django.db.models import Count
from django.db.models.functions import ExtractYear
from django.http import QueryDict
from wagtail.models import Page

from editorial.facets import FacetLink
from editorial.models.visibility import visible

if TYPE_CHECKING:
    from news.models.coverage import Coverage, CoverageQuerySet

PER_PAGE = 20
YEAR = re.compile(r"[12]\d{3}", re.ASCII)


@dataclass(frozen=True)
class CoverageLine:
    """An article with the pages it may lead to: None for those that not everybody may read."""

    coverage: Coverage
    about: Page | None = None
    release: Page | None = None


def lines(rows: Iterable[Coverage], pages: dict[int, Page]) -> list[CoverageLine]:
    return [
        CoverageLine(row, pages.get(row.about_id or 0), pages.get(row.release_id or 0))
        for row in rows
    ]


def readable(ids: Iterable[int | None]) -> dict[int, Page]:
    """The pages of a list that anybody may read."""
    wanted = {pk for pk in ids if pk}
    return visible(Page.objects.filter(pk__in=wanted)).in_bulk() if wanted else {}


def path_of(page: Page) -> str:
    """A page as the address of the list names it: « forum-du-teletravail/2010 »."""
    return (page.url or "").strip("/")


class CoverageFilter:
    """A subject, a year and a page number, read from an address; what is unknown is ignored."""

    def __init__(self, rows: CoverageQuerySet, asked: QueryDict) -> None:
        self.rows, self.asked = rows, asked

    @cached_property
    def year(self) -> int | None:
        asked = self.asked.get("annee", "")
        return int(asked) if YEAR.fullmatch(asked) else None

    @cached_property
    def counts(self) -> Counter[tuple[int | None, int | None, int]]:
        """How many articles there are about a page, on a release, in a year."""
        keys = ("about", "release", "year")
        rows = self.rows.order_by().annotate(year=ExtractYear("published_on")).values(*keys)
        counted = rows.annotate(count=Count("pk"))
        return Counter({tuple(row[key] for key in keys): row["count"] for row in counted})

    @cached_property
    def pages_told(self) -> dict[int, Page]:
        """Every page that an article may lead to."""
        return readable(pk for about, release, _ in self.counts for pk in (about, release))

    @cached_property
    def subjects(self) -> dict[int, Page]:
        abouts = {about for about, _, _ in self.counts}
        return {pk: page for pk, page in self.pages_told.items() if pk in abouts}

    @cached_property
    def subject(self) -> Page | None:
        asked = self.asked.get("sujet", "").strip("/")
        return next((page for page in self.subjects.values() if path_of(page) == asked), None)

    def count(self, subject: int | None, year: int | None) -> int:
        return sum(
            count
            for (about, _, of_year), count in self.counts.items()
            if (subject is None or about == subject) and (year is None or of_year == year)
        )

    @cached_property
    def total(self) -> int:
        return self.count(self.subject and self.subject.pk, self.year)

    @cached_property
    def facets(self) -> list[tuple[str, list[FacetLink]]]:
        return [("Sujet", self.subject_links()), ("Année", self.year_links())]

    def subject_links(self) -> list[FacetLink]:
        every = FacetLink(
            "Tous", self.count(None, self.year), self.address(sujet=""), not self.subject
        )
        pages = sorted(self.subjects.values(), key=lambda page: page.path)
        return [every] + [
            FacetLink(page.title, count, self.address(sujet=path_of(page)), page == self.subject)
            for page in pages
            if (count := self.count(page.pk, self.year)) or page == self.subject
        ]

    def year_links(self) -> list[FacetLink]:
        subject = self.subject and self.subject.pk
        every = FacetLink(
            "Toutes", self.count(subject, None), self.address(annee=""), not self.year
        )
        years = {year for _, _, year in self.counts} | ({self.year} if self.year else set())
        return [every] + [
            FacetLink(str(year), count, self.address(annee=str(year)), year == self.year)
            for year in sorted(years, reverse=True)
            if (count := self.count(subject, year)) or year == self.year
        ]

    def address(self, **changed: str) -> str:
        kept = {
            "sujet": path_of(self.subject) if self.subject else "",
            "annee": str(self.year or ""),
        } | changed
        return f"?{urlencode({name: value for name, value in kept.items() if value}, safe='/')}"

    @property
    def base(self) -> str:
        address = self.address()
        return f"{address}&" if len(address) > 1 else address

    @cached_property
    def pages(self) -> ListPage[Any]:
        rows = self.rows.of_year(self.year)
        rows = rows.filter(about=self.subject) if self.subject else rows
        paginator = Paginator(rows.newest_first(), PER_PAGE)
        paginator.count = self.total  # type: ignore[misc]
        return paginator.get_page(self.asked.get("page"))

    @cached_property
    def lines(self) -> list[CoverageLine]:
        return lines(self.pages, self.pages_told)
