"""The registers of the services house: poles, organisations, and when each receives."""

from __future__ import annotations

from django.db.models import Count, QuerySet
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic import IndexView
from wagtail.admin.viewsets.model import ModelViewSetGroup

from editorial.row_admin import RowViewSet
from telecentre.admin import ValidityFilters
from telecentre.models import Organisation, Permanence, Pole


class PermanenceFilters(ValidityFilters):
    class Meta:
        model = Permanence
        fields = ("pole", "organisation", "mode")


class PermanenceIndexView(IndexView):
    def get_base_queryset(self) -> QuerySet[Permanence]:
        return super().get_base_queryset().select_related("organisation", "pole")


class PermanenceViewSet(RowViewSet):
    model = Permanence
    name = "permanences"
    url_prefix = "maison-des-services/permanences"
    index_view_class = PermanenceIndexView
    menu_label = "Permanences"
    icon = "date"
    list_display = [
        Column("organisation", label="Organisme", sort_key="organisation__name"),
        Column("pole", label="Pôle", sort_key="pole__order"),
        Column("when", label="Jour"),
        Column("hours", label="Heures", sort_key="opens_at"),
        Column("mode", label="Comment", accessor="get_mode_display", sort_key="mode"),
        Column("valid_to", label="Jusqu’à (exclu)", sort_key="valid_to"),
    ]
    filterset_class = PermanenceFilters
    search_fields = ["organisation__name", "pole__name", "note"]


class OrganisationIndexView(IndexView):
    def get_base_queryset(self) -> QuerySet[Organisation]:
        return super().get_base_queryset().annotate(permanence_count=Count("permanences"))


class OrganisationViewSet(RowViewSet):
    model = Organisation
    name = "organisations"
    url_prefix = "maison-des-services/organismes"
    index_view_class = OrganisationIndexView
    menu_label = "Organismes"
    icon = "group"
    list_display = [
        "name",
        Column("text", label="Pour quoi la voir"),
        Column("permanence_count", label="Permanences", accessor="permanence_count"),
    ]
    search_fields = ["name", "text"]


class PoleViewSet(RowViewSet):
    model = Pole
    name = "poles"
    url_prefix = "maison-des-services/poles"
    menu_label = "Pôles de services"
    icon = "list-ul"
    list_display = ["name", Column("text", label="Ce que l’on y trouve"), "order"]
    ordering = ["order", "name"]


class ServicesHouseViewSets(ModelViewSetGroup):
    items = (PermanenceViewSet, OrganisationViewSet, PoleViewSet)
    menu_label = "Maison des services"
    menu_icon = "group"
    menu_order = 232
