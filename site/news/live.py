"""The latest news and what was said of us, wherever a page asks for them."""

from __future__ import annotations

from django.http import HttpRequest
from django.template.loader import render_to_string
from wagtail import hooks
from wagtail.models import Page

from editorial.live.sources import LiveSource
from news.models import Coverage, NewsPage


def latest(request: HttpRequest, page: Page | None, count: int) -> str:
    others = NewsPage.objects.visible().exclude(pk=page.pk if page else None)
    news = list(others.newest_first()[:count])
    return render_to_string("news/live.html", {"news": news}) if news else ""


@hooks.register("register_live_source")
def latest_news() -> LiveSource:
    empty = "Aucune actualité n’est parue : la première se montrera ici."
    return LiveSource("news", "actualités récentes", empty, latest)


def said_of_us(request: HttpRequest, page: Page | None, count: int) -> str:
    rows = list(Coverage.objects.shown().newest_first()[:count])
    return render_to_string("press/live.html", {"rows": rows}) if rows else ""


@hooks.register("register_live_source")
def press_review() -> LiveSource:
    empty = "La revue de presse est vide : ajoutez-y un article."
    return LiveSource("coverage", "revue de presse", empty, said_of_us)
