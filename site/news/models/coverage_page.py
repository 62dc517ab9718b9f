from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from editorial.models import BasePage
from news.coverage_filter import CoverageFilter

from .coverage import Coverage


class CoveragePage(BasePage):
    """The press review: what newspapers, radios and sites said, by subject and by year."""

    max_count = 1
    parent_page_types = ["news.PressRoomPage"]
    subpage_types: list[str] = []
    help_sentence = (
        "La liste se fait seule, d’après la revue de presse : une phrase suffit pour l’introduire."
    )
    facet = "Presse"

    class Meta:
        verbose_name = "page de la revue de presse"
        verbose_name_plural = "pages de la revue de presse"

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        return context | {"asked": CoverageFilter(Coverage.objects.shown(), request.GET)}
