from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from wagtail.contrib.routable_page.models import RoutablePageMixin, path

from editorial.models import BasePage
from forum.listing import lines

from .edition_pages import EditionPage
from .programme import Appearance
from .speakers import Speaker


class ForumPage(RoutablePageMixin, BasePage):
    """The Forum, whatever the year: presents the edition to come, then those that took place."""

    max_count = 1
    subpage_types = ["forum.EditionPage"]
    help_sentence = (
        "Ce qui vaut pour toutes les éditions ; chacune a sa page en dessous. "
        "Pour la suivante : « Préparer l’édition »."
    )

    class Meta:
        verbose_name = "page du Forum"
        verbose_name_plural = "pages du Forum"

    @path("")
    def overview(self, request: HttpRequest) -> HttpResponse:
        today = timezone.localdate()
        pages = EditionPage.objects.shown_below(self).filter(edition__isnull=False)
        found = lines(pages.select_related("edition").order_by("edition__starts_on"), today)
        ahead = [one for one in found if one.edition.ends_on >= today]
        past = [one for one in reversed(found) if one.edition.ends_on < today]
        return self.shown(request, None, {"ahead": ahead, "past": past})

    @path("intervenants/<slug:slug>/")
    def speaker(self, request: HttpRequest, slug: str) -> HttpResponse:
        """Somebody who spoke at an edition that one may read; nobody else has a public sheet."""
        speaker = get_object_or_404(Speaker.objects.select_related("photo"), slug=slug)
        pages = EditionPage.objects.shown_below(self).filter(edition__isnull=False)
        rows = Appearance.objects.filter(speaker=speaker, slot__page__in=pages)
        rows = rows.filter(slot__day__isnull=False, slot__starts_at__isnull=False)
        found = list(rows.select_related("slot__room", "slot__page").order_by("-slot__day"))
        if not found:
            raise Http404
        for one in found:
            # Known already: no query to find the address of each edition.
            one.slot.page._cached_parent_obj = self
        trail = [*self.breadcrumb(), self]
        context = {"speaker": speaker, "appearances": found, "trail": trail}
        return self.shown(request, "forum/speaker.html", context)

    def shown(
        self, request: HttpRequest, template: str | None, context: dict[str, Any]
    ) -> HttpResponse:
        response: HttpResponse = self.render(request, template=template, context_overrides=context)
        return response
