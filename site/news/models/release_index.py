from __future__ import annotations

import re
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Count
from django.db.models.functions import Left
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from wagtail.contrib.routable_page.models import re_path
from wagtail.url_routing import RouteResult

from editorial.models import BasePage
from news.feeds import ENTRIES, FeedContent, FeedEntry, WithFeeds

from .releases import ReleasePage, ReleaseQuerySet

PER_PAGE = 20
YEAR = re.compile(r"[12]\d{3}", re.ASCII)


class ReleaseIndexPage(WithFeeds, BasePage):
    """Every press release, newest first, and those of a year at /presse/communiques/2011/."""

    max_count = 1
    parent_page_types = ["news.PressRoomPage"]
    subpage_types = ["news.ReleasePage"]
    facet = "Presse"

    class Meta:
        verbose_name = "page des communiqués"
        verbose_name_plural = "pages des communiqués"

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """A release answers below the year of its number, and nowhere else."""
        if len(path_components) != 2:
            return super().route(request, path_components)
        year, slug = path_components
        found = ReleasePage.objects.child_of(self).filter(slug=slug)
        release = found.of_year(int(year)).first() if YEAR.fullmatch(year) else None
        if release is None:
            raise Http404
        release._cached_parent_obj = self
        return release.route(request, [])

    def releases(self) -> ReleaseQuerySet:
        return ReleasePage.objects.shown_below(self).newest_first()  # type: ignore[no-any-return]

    @re_path(r"^(?P<year>[12]\d{3})/$")
    def of_year(self, request: HttpRequest, year: str) -> HttpResponse:
        if not self.releases().of_year(int(year)).exists():
            raise Http404
        context = {"year": int(year), "trail": [*self.breadcrumb(), self]}
        return self.render(request, context_overrides=context | self.listed(request, int(year)))

    @re_path(r"^(?P<slug>(?!\d{4}/)[\w-]+)/$")
    def without_its_year(self, request: HttpRequest, slug: str) -> HttpResponse:
        """The address that Wagtail would have given: it leads to the one that holds the year."""
        release = self.releases().filter(slug=slug).first()
        if release is None:
            raise Http404
        return redirect(release.get_url(request), permanent=True)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return super().get_context(request, *args, **kwargs) | self.listed(request)

    def listed(self, request: HttpRequest, year: int | None = None) -> dict[str, Any]:
        pages = Paginator(self.releases().of_year(year), PER_PAGE)
        return {"pages": pages.get_page(request.GET.get("page")), "years": self.years()}

    def years(self) -> list[tuple[int, int]]:
        """Each year with its number of releases, the latest first."""
        rows = self.releases().order_by().values(year=Left("reference", 4))
        counted = rows.annotate(count=Count("pk")).order_by("-year")
        return [(int(row["year"]), row["count"]) for row in counted]

    def feed(self, request: HttpRequest) -> FeedContent:
        latest = self.releases()[:ENTRIES]
        return FeedContent(self.title, [FeedEntry(one, one.published_on) for one in latest])
