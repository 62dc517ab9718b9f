from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from wagtail.admin.panels import FieldPanel

from editorial.models import BasePage
from forum.listing import lines

from .editions import Edition


class ForumPage(BasePage):
    """The Forum, whatever the year: presents the edition to come, then those that took place."""

    max_count = 1
    subpage_types = ["forum.EditionPage"]

    class Meta:
        verbose_name = "page du Forum"
        verbose_name_plural = "pages du Forum"

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        today = timezone.localdate()
        pages = EditionPage.objects.shown_below(self).filter(edition__isnull=False)
        found = lines(pages.select_related("edition").order_by("edition__starts_on"), today)
        ahead = [one for one in found if one.edition.ends_on >= today]
        past = [one for one in reversed(found) if one.edition.ends_on < today]
        context = super().get_context(request, *args, **kwargs)
        return context | {"ahead": ahead, "past": past}


class EditionPage(BasePage):
    """One edition: its dates, its state and what happens in it. Its address is its year."""

    edition = models.OneToOneField(
        Edition,
        models.PROTECT,
        null=True,
        related_name="page",
        verbose_name="édition",
        help_text="Les dates, le lieu et les inscriptions viennent d’elle.",
    )

    content_panels = [
        BasePage.content_panels[0],
        FieldPanel("edition"),
        *BasePage.content_panels[1:],
    ]
    result_kind = "Édition du Forum"
    dated_by = "edition__starts_on"
    parent_page_types = ["forum.ForumPage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = "page d’une édition"
        verbose_name_plural = "pages des éditions"

    def clean(self) -> None:
        super().clean()
        if self.edition and self.slug and self.slug != str(self.edition.starts_on.year):
            year = self.edition.starts_on.year
            raise ValidationError({"slug": f"L’adresse d’une édition est son année : {year}."})

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        today = timezone.localdate()
        context = super().get_context(request, *args, **kwargs)
        if self.edition is None:
            return context
        return context | {"line": lines([self], today)[0]}
