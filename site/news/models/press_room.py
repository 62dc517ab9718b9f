from __future__ import annotations

from typing import Any

from django.db import models
from django.http import HttpRequest
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.models import Page
from wagtail.url_routing import RouteResult

from editorial.models import BasePage, IdentitySettings
from editorial.models.visibility import out

from .coverage import Coverage
from .kits import PressKitPage
from .releases import ReleasePage

RELEASES_SHOWN = 5
KITS_SHOWN = 3
COVERAGE_SHOWN = 6


class PressRoomPage(BasePage):
    """What a journalist comes for: the latest releases, the kits, what was said, whom to call."""

    officer = models.CharField(
        "à qui s’adresser",
        max_length=120,
        blank=True,
        help_text="Une fonction plutôt qu’un nom. Par exemple : le service communication.",
    )
    telephone = models.CharField("téléphone", max_length=30, blank=True)
    email = models.EmailField("adresse électronique", blank=True)
    boilerplate = models.TextField(
        "à propos",
        max_length=900,
        blank=True,
        help_text="Qui nous sommes, en quelques lignes : au bas de chaque communiqué et des dossiers.",
    )

    content_panels = [
        *BasePage.content_panels,
        MultiFieldPanel(
            [
                FieldPanel("officer"),
                FieldRowPanel([FieldPanel("telephone"), FieldPanel("email")]),
            ],
            heading="Contact de la presse",
        ),
        FieldPanel("boilerplate"),
    ]
    in_footer = True
    max_count = 1
    subpage_types = [
        "news.ReleaseIndexPage",
        "news.PressKitIndexPage",
        "news.CoveragePage",
        "news.PressContactPage",
    ]
    help_sentence = (
        "Ce que la presse cherche d’abord : le dernier communiqué, un dossier, quelqu’un à appeler."
    )
    facet = "Presse"

    class Meta:
        verbose_name = "salle de presse"
        verbose_name_plural = "salles de presse"

    @property
    def telephone_href(self) -> str:
        return IdentitySettings(telephone=self.telephone).telephone_href

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """Find a child with its own columns at once, where Wagtail asks a second time for them."""
        kinds = [model._meta.model_name for model in self.allowed_subpage_models()]
        if path_components:
            slug, *rest = path_components
            found = self.get_children().filter(slug=slug).select_related(*kinds).first()
            child = found and getattr(found, found.cached_content_type.model, None)
            if child is not None:
                child._cached_parent_obj = self
                return child.route(request, rest)
        return super().route(request, path_components)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        doors = self.doors()
        releases, kits = doors.get("releaseindexpage"), doors.get("presskitindexpage")
        context = super().get_context(request, *args, **kwargs)
        return context | {
            "doors": doors,
            "releases": releases
            and ReleasePage.objects.shown_below(releases).newest_first()[:RELEASES_SHOWN],
            "kits": kits and PressKitPage.objects.shown_below(kits).newest_first()[:KITS_SHOWN],
            "coverage": Coverage.objects.shown().newest_first()[:COVERAGE_SHOWN],
        }

    def doors(self) -> dict[str, Page]:
        """The pages below that anybody may read, by the name of their kind."""
        open_to_all = out(self.get_children()).filter(view_restrictions__isnull=True)
        return {page.cached_content_type.model: page for page in open_to_all}


class PressContactPage(BasePage):
    """How to reach whoever answers journalists; who that is comes from the press room."""

    max_count = 1
    parent_page_types = ["news.PressRoomPage"]
    subpage_types: list[str] = []
    facet = "Presse"

    class Meta:
        verbose_name = "page de contact de la presse"
        verbose_name_plural = "pages de contact de la presse"

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        return context | {"room": self.get_parent().specific}
