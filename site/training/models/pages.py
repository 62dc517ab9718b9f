from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from editorial.models import BasePage
from training.sheets import CatalogueFilter, entries

from .course_page import CoursePage


class CatalogueIndexPage(BasePage):
    """Every course, with the next session of each. The filter ignores what it does not know."""

    max_count = 1
    subpage_types = ["training.CoursePage"]
    help_sentence = (
        "Le catalogue se fait seul : dites à qui il s’adresse, et quoi faire quand on hésite."
    )

    class Meta:
        verbose_name = "catalogue des formations"
        verbose_name_plural = "catalogues des formations"

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        wanted = CatalogueFilter(request.GET)
        pages = CoursePage.objects.shown_below(self).filter(course__isnull=False)
        found = wanted.among(entries(pages, timezone.localdate()))
        return super().get_context(request, *args, **kwargs) | {"filter": wanted, "entries": found}
