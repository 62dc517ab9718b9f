"""The register of key figures, among the snippets of the admin."""

from __future__ import annotations

from wagtail.admin.ui.tables import Column
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from editorial.models import KeyFigure


class KeyFigureViewSet(SnippetViewSet):
    model = KeyFigure
    icon = "decimal"
    menu_label = "Chiffres clés"
    list_display = [
        "label",
        Column("amount", label="Valeur", sort_key="value"),
        "year",
        Column("theme", label="Thème", accessor="get_theme_display", sort_key="theme"),
    ]
    list_filter = ["theme", "year"]


register_snippet(KeyFigureViewSet)
