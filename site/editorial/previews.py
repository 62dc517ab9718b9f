"""How a page may be looked at before it is published: itself, its card, what engines and networks
show of it, what the printer makes of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import HttpRequest
from django.template.response import TemplateResponse
from wagtail.models import PreviewableMixin

if TYPE_CHECKING:
    from editorial.models import BasePage

PAGE, CARD, NETWORKS, PAPER = "", "carte", "reseaux", "papier"
MODES = [
    (PAGE, "Page"),
    (CARD, "Carte dans une liste"),
    (NETWORKS, "Moteurs de recherche et réseaux"),
    (PAPER, "Impression A4"),
]
# Those that show something else than the page's own template.
APART = {CARD, NETWORKS}
# 210 mm at the 96 points an inch of browsers.
A4_WIDTH = 794
A4 = {
    "name": "a4",
    "icon": "doc-full",
    "device_width": A4_WIDTH,
    "label": "Aperçu à la largeur d’une feuille A4",
}
SIZES = [*PreviewableMixin.DEFAULT_PREVIEW_SIZES, A4]


class SeenFromElsewhere(PreviewableMixin):
    """A page shown as other pages, engines or networks show it: its own routes have no say."""

    def __init__(self, page: BasePage, mode: str) -> None:
        self.page, self.mode = page, mode

    def get_full_url(self) -> Any:
        return self.page.full_url

    full_url = property(get_full_url)

    def serve_preview(self, request: HttpRequest, mode_name: str) -> TemplateResponse:
        template = f"editorial/previews/{self.mode}.html"
        return TemplateResponse(
            request, template, {"page": self.page, "kind": self.page.result_kind}
        )
