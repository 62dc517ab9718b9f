"""What the news brings to the desk."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from editorial.desk import Creation, DeskDate, page_creation
from news.models import Coverage, NewsPage, ReleasePage

KIND = "Actualité"


def news_creations(request: HttpRequest) -> Iterable[Creation]:
    user: Any = request.user
    yield from page_creation(request, NewsPage, "Publier une actualité", "doc-full", 10)
    yield from page_creation(request, ReleasePage, "Écrire un communiqué", "doc-full", 60)
    if user.has_perm("news.add_coverage"):
        url = reverse(Coverage.snippet_viewset.get_url_name("add"))  # type: ignore[attr-defined]
        yield Creation("Ajouter un article de presse", url, "openquote", 70)


def news_dates(request: HttpRequest, start: date, end: date) -> list[DeskDate]:
    """News by the date that visitors read."""
    pages = NewsPage.objects.live().filter(published_on__gte=start, published_on__lt=end)
    rows = pages.values_list("published_on", "title", "pk")
    return [
        DeskDate(KIND, day, title, reverse("wagtailadmin_pages:edit", args=[pk]))
        for day, title, pk in rows
    ]
