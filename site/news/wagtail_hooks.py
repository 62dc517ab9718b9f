from wagtail import hooks
from wagtail.snippets.models import register_snippet

from news import live  # noqa: F401
from news.admin import PressGroup, ThemeViewSet
from news.desk import news_creations, news_dates
from news.press_blocks import edition_press

register_snippet(ThemeViewSet)
register_snippet(PressGroup)

hooks.register("register_desk_dates", news_dates)
hooks.register("register_creations", news_creations)
hooks.register("register_page_block", edition_press)
