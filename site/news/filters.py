"""What a visitor asks of the list of news. Anything that the list cannot hold is ignored."""

from __future__ import annotations

import re
from collections import Counter
from functools import cached_property
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.core.paginator import Page as ListPage
from django.core.paginator import Paginator
from django.db.models import Count
from django.db.models.functions import ExtractYear
from django.http import QueryDict
from django.utils.text import slugify

from editorial.search.pages import search_pages
from news.facets import Choice, Facet, offered

if TYPE_CHECKING:
    from news.models.pages import NewsPageQuerySet
    from news.models.themes import Theme
    from territory.models import Commune

PER_PAGE = 12
LONGEST_QUERY = 100
YEAR = re.compile(r"[12]\d{3}", re.ASCII)
# As addresses name them, in the order in which a title tells them.
NAMES = ["theme", "commune", "annee", "q"]


class NewsFilter:
    """A theme, a commune, a year, words and a page number, read from an address.

    Three queries whatever the number of news: how many by theme and year, how many by commune,
    and the rows of one page.
    """

    def __init__(
        self,
        news: NewsPageQuerySet,
        themes: list[Theme],
        communes: list[Commune],
        asked: QueryDict,
    ) -> None:
        self.news, self.themes, self.communes, self.asked = news, themes, communes, asked

    @cached_property
    def theme(self) -> Theme | None:
        slug = self.asked.get("theme", "")
        return next((theme for theme in self.themes if theme.slug == slug), None)

    @cached_property
    def commune(self) -> Commune | None:
        """Known by its name in an address, or by its INSEE code."""
        asked = self.asked.get("commune", "")
        known = (one for one in self.communes if asked in {slugify(one.name), one.insee})
        return next(known, None)

    @cached_property
    def year(self) -> int | None:
        asked = self.asked.get("annee", "")
        return int(asked) if YEAR.fullmatch(asked) else None

    @cached_property
    def text(self) -> str:
        return self.asked.get("q", "")[:LONGEST_QUERY].strip()

    @cached_property
    def said(self) -> NewsPageQuerySet:
        """Those that say the words."""
        return search_pages(self.news, self.text) if self.text else self.news

    @cached_property
    def found(self) -> NewsPageQuerySet:
        return self.said.about(self.theme, self.year, self.commune).newest_first()

    @cached_property
    def counts(self) -> Counter[tuple[int | None, int]]:
        """How many news there are of each theme in each year, under the words and the commune."""
        rows = (
            self.said.about(commune=self.commune)
            .order_by()
            .values("theme", year=ExtractYear("published_on"))
            .annotate(count=Count("pk"))
        )
        return Counter({(row["theme"], row["year"]): row["count"] for row in rows})

    def count(self, theme: Theme | None, year: int | None) -> int:
        return sum(
            count
            for (of_theme, of_year), count in self.counts.items()
            if (theme is None or of_theme == theme.pk) and (year is None or of_year == year)
        )

    @cached_property
    def total(self) -> int:
        return self.count(self.theme, self.year)

    @cached_property
    def facets(self) -> list[Facet]:
        """What may still be chosen, each choice with the number of news that it would leave."""
        return [
            Facet("theme", "Thème", "Tous les thèmes", self.theme_choices()),
            Facet("commune", "Commune", "Toutes les communes", self.commune_choices()),
            Facet("annee", "Année", "Toutes les années", self.year_choices()),
        ]

    def theme_choices(self) -> list[Choice]:
        return offered(
            Choice(one.slug, one.name, self.count(one, self.year), one == self.theme)
            for one in self.themes
        )

    def year_choices(self) -> list[Choice]:
        years = {year for _, year in self.counts} | ({self.year} if self.year else set())
        return offered(
            Choice(str(year), str(year), self.count(self.theme, year), year == self.year)
            for year in sorted(years, reverse=True)
        )

    def commune_choices(self) -> list[Choice]:
        found = self.said.about(self.theme, self.year).order_by().filter(communes__isnull=False)
        rows = found.values("communes").annotate(count=Count("pk"))
        counts = {row["communes"]: row["count"] for row in rows}
        return offered(
            Choice(slugify(one.name), one.name, counts.get(one.pk, 0), one == self.commune)
            for one in self.communes
        )

    @cached_property
    def kept(self) -> dict[str, str]:
        """What is asked and understood, as an address writes it."""
        values = {
            "theme": self.theme.slug if self.theme else "",
            "commune": slugify(self.commune.name) if self.commune else "",
            "annee": str(self.year or ""),
            "q": self.text,
        }
        return {name: values[name] for name in NAMES if values[name]}

    @cached_property
    def told(self) -> dict[str, str]:
        """The same, as a person reads it."""
        labels = {
            "theme": self.theme.name if self.theme else "",
            "commune": self.commune.name if self.commune else "",
            "annee": str(self.year or ""),
            "q": f"« {self.text} »",
        }
        return {name: labels[name] for name in self.kept}

    @property
    def title(self) -> str:
        """« Forum du télétravail, Murat, 2010 », "" for the whole list."""
        return ", ".join(self.told.values())

    @property
    def active(self) -> list[tuple[str, str]]:
        """Each filter in force: its label, and the address of the list without it."""
        return [(label, self.address(but=name)) for name, label in self.told.items()]

    @property
    def query(self) -> str:
        return urlencode(self.kept)

    def address(self, but: str = "") -> str:
        kept = {name: value for name, value in self.kept.items() if name != but}
        return f"?{urlencode(kept)}"

    @property
    def base(self) -> str:
        """The beginning of the address of another page of the same list."""
        return f"?{self.query}&" if self.kept else "?"

    @cached_property
    def pages(self) -> ListPage[Any]:
        paginator = Paginator(self.found, PER_PAGE)
        paginator.count = self.total  # type: ignore[misc]
        return paginator.get_page(self.asked.get("page"))
