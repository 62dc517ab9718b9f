from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Self

from django import forms
from django.db import models
from django.db.models import Case, When
from django.http import HttpRequest
from django.utils import timezone
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel
from wagtail.models import PageManager
from wagtail.search import index

from editorial.findings.finding import Finding, advice
from editorial.models import BasePage, BasePageQuerySet, embargo_panel
from news.feeds import ENTRIES, FeedContent, FeedEntry, WithFeeds
from news.filters import NewsFilter
from news.linked_data import news_article
from territory.home import home_communes
from territory.models import Commune, TerritoryKind

from .themes import Theme

OTHERS_SHOWN = 3


class NewsPageQuerySet(BasePageQuerySet):
    def newest_first(self) -> Self:
        return self.order_by("-published_on", "-pk")

    def close_to(self, page: NewsPage) -> Self:
        """The others, those of the same theme first."""
        apart = Case(When(theme=page.theme_id, then=0), default=1)
        return self.exclude(pk=page.pk).order_by(apart, "-published_on", "-pk")

    def about(
        self,
        theme: Theme | None = None,
        year: int | None = None,
        commune: Commune | None = None,
    ) -> Self:
        """Those of a theme, of a year, of a commune, or of all three."""
        found = self.filter(theme=theme) if theme else self
        found = found.filter(published_on__year=year) if year else found
        return found.filter(communes=commune) if commune else found


class NewsIndexPage(WithFeeds, BasePage):
    """All the news, newest first, by theme, commune, year and words."""

    max_count = 1
    subpage_types = ["news.NewsPage"]
    help_sentence = "La liste se fait seule : n’écrivez ici que ce qui l’introduit, en une phrase."

    class Meta:
        verbose_name = "page des actualités"
        verbose_name_plural = "pages des actualités"

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        return context | {"asked": self.asked(request)}

    def asked(self, request: HttpRequest) -> NewsFilter:
        news = NewsPage.objects.shown_below(self)
        return NewsFilter(news, list(Theme.objects.all()), home_communes(), request.GET)

    def feed(self, request: HttpRequest) -> FeedContent:
        """The latest news under the same filters as the page."""
        asked = self.asked(request)
        title = f"{self.title} : {asked.title}" if asked.title else self.title
        latest = asked.found.select_related("theme")[:ENTRIES]
        entries = [FeedEntry(one, one.published_on, one.theme_name) for one in latest]
        return FeedContent(title, entries, asked.query)


class NewsPage(BasePage):
    """One item of news, kept for good: the list is also the memory of the place."""

    published_on = models.DateField("date", default=timezone.localdate, db_index=True)
    theme = models.ForeignKey(
        Theme, models.PROTECT, null=True, blank=True, related_name="news", verbose_name="thème"
    )
    communes = ParentalManyToManyField(
        Commune,
        blank=True,
        related_name="+",
        verbose_name="communes",
        limit_choices_to={
            "territories__kind": TerritoryKind.HOME,
            "territories__current": True,
        },
        help_text="Là où cela se passe. Aucune : tout le territoire.",
    )

    content_panels = [
        *BasePage.content_panels,
        FieldPanel("theme"),
        FieldPanel("communes", widget=forms.CheckboxSelectMultiple),
    ]
    dates_panels = [
        FieldPanel(
            "published_on",
            help_text="La date que lisent les visiteurs et qui range l’actualité dans la liste.",
        ),
        embargo_panel(),
    ]
    can_be_embargoed = True
    search_fields = [*BasePage.search_fields, index.FilterField("published_on")]
    in_site_map = False
    shown_with = ["theme"]
    result_kind = "Actualité"
    dated_by = "published_on"
    parent_page_types = ["news.NewsIndexPage"]
    subpage_types: list[str] = []
    help_sentence = (
        "Une nouvelle dit qui, quoi, où et quand dès le chapô. Par exemple : "
        "Le télécentre ouvre aussi le samedi."
    )

    objects = PageManager.from_queryset(NewsPageQuerySet)()

    class Meta:
        verbose_name = "actualité"

    @property
    def theme_name(self) -> str:
        return self.theme.name if self.theme else ""

    @property
    def index_url(self) -> str:
        """The address of the list: this page's own without its last word."""
        return (self.url or "").removesuffix(f"{self.slug}/")

    def linked_data(self, request: HttpRequest) -> list[dict[str, Any]]:
        return [*super().linked_data(request), news_article(self, self.published_on, request)]

    def findings(self) -> Iterator[Finding]:
        yield from super().findings()
        if not self.theme_id:
            yield advice("Choisissez un thème : sans lui, aucun filtre ne la trouve.", "theme")
        if self.published_on and self.published_on > timezone.localdate():
            yield advice(
                "La date est à venir : pour que l’actualité paraisse ce jour-là, posez un embargo.",
                "published_on",
            )

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        others = NewsPage.objects.out().sibling_of(self).close_to(self)
        return context | {
            "communes": list(self.communes.all()),
            "others": list(others[:OTHERS_SHOWN]),
        }
