"""The latest news, wherever a page asks for it."""

from __future__ import annotations

from django.http import HttpRequest
from django.template.loader import render_to_string
from wagtail import hooks
from wagtail.models import Page

from editorial.live import LiveSource
from news.models import NewsPage


def latest(request: HttpRequest, page: Page | None, count: int) -> str:
    others = NewsPage.objects.visible().exclude(pk=page.pk if page else None)
    news = list(others.newest_first()[:count])
    return render_to_string("news/live.html", {"news": news}) if news else ""


@hooks.register("register_live_source")
def latest_news() -> LiveSource:
    empty = "Aucune actualité n’est parue : la première se montrera ici."
    return LiveSource("news", "actualités récentes", empty, latest)
