from __future__ import annotations

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

from editorial.models import BasePage, BasePageQuerySet
from news.filters import NewsFilter
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

    def about(self, theme: Theme | None, year: int | None) -> Self:
        """Those of a theme, of a year, or of both."""
        found = self.filter(theme=theme) if theme else self
        return found.filter(published_on__year=year) if year else found


class NewsIndexPage(BasePage):
    """All the news, newest first, by theme and by year."""

    max_count = 1
    subpage_types = ["news.NewsPage"]

    class Meta:
        verbose_name = "page des actualités"
        verbose_name_plural = "pages des actualités"

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        news = NewsPage.objects.shown_below(self)
        return context | {"asked": NewsFilter(news, list(Theme.objects.all()), request.GET)}


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
        )
    ]
    search_fields = [*BasePage.search_fields, index.FilterField("published_on")]
    in_site_map = False
    shown_with = ["theme"]
    result_kind = "Actualité"
    dated_by = "published_on"
    parent_page_types = ["news.NewsIndexPage"]
    subpage_types: list[str] = []

    objects = PageManager.from_queryset(NewsPageQuerySet)()

    class Meta:
        verbose_name = "actualité"

    @property
    def index_url(self) -> str:
        """The address of the list: this page's own without its last word."""
        return (self.url or "").removesuffix(f"{self.slug}/")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        others = NewsPage.objects.out().sibling_of(self).close_to(self)
        return context | {
            "communes": list(self.communes.all()),
            "others": list(others[:OTHERS_SHOWN]),
        }
