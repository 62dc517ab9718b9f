from __future__ import annotations

import django_filters
from django.db.models import QuerySet
from django.utils import timezone
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.panels import ObjectList
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic import IndexView
from wagtail.admin.viewsets.model import ModelViewSetGroup

from editorial.row_admin import RowViewSet
from telecentre.forms import SiteForm
from telecentre.models import Site, Space, Tariff
from telecentre.models.spaces import ValidityQuerySet

TODAY = [("today", "en vigueur aujourd’hui")]


class ValidityFilters(WagtailFilterSet):
    when = django_filters.ChoiceFilter(
        label="Quand", choices=TODAY, method="at_a_time", empty_label="Tous"
    )

    def at_a_time(self, rows: ValidityQuerySet, _name: str, _when: str) -> ValidityQuerySet:
        return rows.valid_on(timezone.localdate())


class SpaceFilters(ValidityFilters):
    class Meta:
        model = Space
        fields = ("site", "kind")


class TariffFilters(ValidityFilters):
    class Meta:
        model = Tariff
        fields = ("product",)


class SiteIndexView(IndexView):
    def get_base_queryset(self) -> QuerySet[Site]:
        return super().get_base_queryset().select_related("commune")


class SiteViewSet(RowViewSet):
    model = Site
    edit_handler = ObjectList(Site.panels, base_form_class=SiteForm)
    name = "telecentre_sites"
    url_prefix = "telecentre/sites"
    index_view_class = SiteIndexView
    menu_label = "Sites et horaires"
    icon = "home"
    list_display = [
        "name",
        Column("commune", label="Commune", accessor="commune.name"),
        Column("opened_on", label="Ouvert le", sort_key="opened_on"),
        Column("closed_on", label="Fermé le", sort_key="closed_on"),
    ]
    search_fields = ["name", "address"]


class SpaceIndexView(IndexView):
    def get_base_queryset(self) -> QuerySet[Space]:
        return super().get_base_queryset().select_related("site")


class SpaceViewSet(RowViewSet):
    model = Space
    name = "spaces"
    url_prefix = "telecentre/espaces"
    index_view_class = SpaceIndexView
    menu_label = "Espaces"
    icon = "desktop"
    list_display = [
        "label",
        Column("site", label="Site", accessor="site.name", sort_key="site__opened_on"),
        Column("kind", label="Nature", accessor="get_kind_display", sort_key="kind"),
        Column("seats", label="Places", sort_key="seats"),
        Column("valid_from", label="Depuis", sort_key="valid_from"),
        Column("valid_to", label="Jusqu’à (exclu)", sort_key="valid_to"),
    ]
    filterset_class = SpaceFilters
    search_fields = ["label", "equipment"]


class TariffViewSet(RowViewSet):
    model = Tariff
    name = "tariffs"
    url_prefix = "telecentre/tarifs"
    menu_label = "Tarifs"
    icon = "tag"
    list_display = [
        "product",
        Column("price", label="Prix", sort_key="price_cents"),
        Column("audience", label="Pour qui"),
        Column("valid_from", label="Depuis", sort_key="valid_from"),
        Column("valid_to", label="Jusqu’à (exclu)", sort_key="valid_to"),
    ]
    filterset_class = TariffFilters
    search_fields = ["audience"]


class TelecentreViewSets(ModelViewSetGroup):
    items = (SiteViewSet, SpaceViewSet, TariffViewSet)
    menu_label = "Télécentre"
    menu_icon = "desktop"
    menu_order = 230
