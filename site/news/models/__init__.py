from .pages import NewsIndexPage, NewsPage
from .themes import Theme

__all__ = ["NewsIndexPage", "NewsPage", "Theme"]
