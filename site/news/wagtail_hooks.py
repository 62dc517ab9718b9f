from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from news.models import Theme


class ThemeViewSet(SnippetViewSet):
    model = Theme
    icon = "tag"
    menu_label = "Thèmes d’actualité"
    list_display = ["name", "slug", "order"]
    ordering = ["order", "name"]


register_snippet(ThemeViewSet)
