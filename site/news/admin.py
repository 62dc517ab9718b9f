from __future__ import annotations

from django.db.models import OuterRef, QuerySet, Subquery
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.views.pages.listing import IndexView
from wagtail.admin.viewsets.pages import PageListingViewSet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from editorial.models import Embargo
from news.models import Coverage, ReleasePage, Theme


class ThemeViewSet(SnippetViewSet):
    model = Theme
    icon = "tag"
    menu_label = "Thèmes d’actualité"
    list_display = ["name", "slug", "order"]
    ordering = ["order", "name"]


class ReleasesView(IndexView):
    page_title = "Communiqués"
    default_ordering = "-reference"

    def annotate_queryset(self, pages: QuerySet) -> QuerySet:
        until = Embargo.objects.filter(page=OuterRef("pk")).values("until")[:1]
        found: QuerySet = super().annotate_queryset(pages).annotate(embargo=Subquery(until))
        return found


class ReleasesViewSet(PageListingViewSet):
    model = ReleasePage
    index_view_class = ReleasesView
    name = "releases"
    url_prefix = "presse/communiques"
    menu_label = "Communiqués"
    icon = "doc-full"
    columns = [
        *IndexView.base_columns[:2],
        Column("reference", label="Numéro", sort_key="reference", width="12%"),
        Column("published_on", label="Date", sort_key="published_on", width="14%"),
        DateColumn("embargo", label="Embargo jusqu’au", width="14%"),
        IndexView.base_columns[-1],
    ]


class CoverageViewSet(SnippetViewSet):
    model = Coverage
    icon = "openquote"
    menu_label = "Revue de presse"
    list_display = [
        "title",
        "outlet",
        Column("kind", label="Nature", accessor="get_kind_display", sort_key="kind"),
        "published_on",
        "about",
    ]
    list_filter = ["kind", "published_on"]
    search_fields = ["title", "outlet", "excerpt"]
    ordering = ["-published_on"]


class PressGroup(SnippetViewSetGroup):
    items = (ReleasesViewSet, CoverageViewSet)
    menu_label = "Presse"
    menu_name = "press"
    menu_icon = "openquote"
    menu_order = 215
