from __future__ import annotations

import django_filters
from django.utils import timezone
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column
from wagtail.admin.viewsets.model import ModelViewSetGroup

from editorial.row_admin import RowViewSet
from forum.models import Edition
from forum.models.editions import EditionQuerySet


class EditionFilters(WagtailFilterSet):
    when = django_filters.ChoiceFilter(
        label="Quand",
        choices=[("to_come", "à venir"), ("past", "passées")],
        method="at_a_time",
        empty_label="Toutes",
    )

    class Meta:
        model = Edition
        fields: tuple[str, ...] = ()

    def at_a_time(self, rows: EditionQuerySet, _name: str, when: str) -> EditionQuerySet:
        today = timezone.localdate()
        return rows.past(today) if when == "past" else rows.to_come(today)


class EditionViewSet(RowViewSet):
    model = Edition
    name = "editions"
    url_prefix = "forum/editions"
    menu_label = "Éditions"
    icon = "date"
    list_display = [
        "title",
        Column("number", label="Numéro", sort_key="number"),
        Column("starts_on", label="Du", sort_key="starts_on"),
        Column("ends_on", label="Au", sort_key="ends_on"),
        Column("state", label="État", accessor="state.label"),
        Column("capacity", label="Places"),
    ]
    filterset_class = EditionFilters
    search_fields = ["title", "place"]
    ordering = ["-starts_on"]


class ForumViewSets(ModelViewSetGroup):
    items = (EditionViewSet,)
    menu_label = "Forum"
    menu_icon = "group"
    menu_order = 220
