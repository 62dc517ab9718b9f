from wagtail import hooks
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from news.desk import news_creations, news_dates
from news.models import Theme


class ThemeViewSet(SnippetViewSet):
    model = Theme
    icon = "tag"
    menu_label = "Thèmes d’actualité"
    list_display = ["name", "slug", "order"]
    ordering = ["order", "name"]


register_snippet(ThemeViewSet)

hooks.register("register_desk_dates", news_dates)
hooks.register("register_creations", news_creations)
