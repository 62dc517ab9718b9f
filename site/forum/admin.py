from __future__ import annotations

import django_filters
from django.utils import timezone
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import BooleanColumn, Column
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from editorial.row_admin import RowDeleteView, RowViewSet
from forum.models import Edition, Partner, Room, Speaker, Strand
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


class RegisterViewSet(SnippetViewSet):
    """What editions share, chosen from their pages."""

    delete_view_class = RowDeleteView
    add_to_admin_menu = False
    copy_view_enabled = False
    list_per_page = 50


class SpeakerViewSet(RegisterViewSet):
    model = Speaker
    url_prefix = "forum/intervenants"
    menu_label = "Intervenants"
    icon = "user"
    list_display = ["name", BooleanColumn("fictional", label="Personne fictive")]
    search_fields = ["name", "bio"]


class RoomViewSet(RegisterViewSet):
    model = Room
    url_prefix = "forum/salles"
    menu_label = "Salles"
    icon = "home"
    list_display = ["name", "building", "capacity"]
    search_fields = ["name", "building"]


class StrandViewSet(RegisterViewSet):
    model = Strand
    url_prefix = "forum/fils"
    menu_label = "Fils"
    icon = "list-ul"
    list_display = ["name", "text", "mark"]
    search_fields = ["name"]


class PartnerViewSet(RegisterViewSet):
    model = Partner
    url_prefix = "forum/partenaires"
    menu_label = "Partenaires"
    icon = "link"
    list_display = ["name", "url"]
    search_fields = ["name"]


class ForumViewSets(SnippetViewSetGroup):
    items = (EditionViewSet, SpeakerViewSet, RoomViewSet, StrandViewSet, PartnerViewSet)
    menu_label = "Forum"
    menu_icon = "group"
    menu_order = 220
