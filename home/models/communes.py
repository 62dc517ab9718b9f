from __future__ import annotations

from typing import Any

from django.db import models
from django.http import HttpRequest
from wagtail.admin.panels import FieldPanel

from editorial.models import BasePage
from news.models import NewsPage
from territory.home import home_communes
from territory.models import Commune, TerritoryKind

NEWS_SHOWN = 3


class CommunesIndexPage(BasePage):
    """The communes, on the map and in a table: what an address or a form asks for."""

    max_count = 1
    parent_page_types = ["home.LivingPage"]
    subpage_types = ["home.CommunePage"]
    help_sentence = "La carte et le tableau s’écrivent seuls. Par exemple, au-dessous : d’où vient le nom d’un pays."
    facet = "Vivre ici"

    class Meta:
        verbose_name = "page des communes"
        verbose_name_plural = "pages des communes"

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        communes, pages = home_communes(), commune_pages()
        codes = postcodes_of(communes)
        return context | {
            "communes": communes,
            "addresses": addresses_of(pages),
            "rows": [(one, pages.get(one.pk), codes.get(one.pk, "")) for one in communes],
        }


class CommunePage(BasePage):
    """The sheet of one commune: what it is like, where it lies, what happens there."""

    commune = models.OneToOneField(
        Commune,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name="commune",
        limit_choices_to={"territories__kind": TerritoryKind.HOME, "territories__current": True},
    )

    content_panels = [
        BasePage.content_panels[0],
        FieldPanel("commune"),
        *BasePage.content_panels[1:],
    ]
    parent_page_types = ["home.CommunesIndexPage"]
    subpage_types: list[str] = []
    shown_with = ["commune"]
    result_kind = "Commune"
    help_sentence = (
        "Ce que l’on voit en arrivant, ce que l’on y vit ; deux ou trois phrases vraies. "
        "Par exemple : un village au pied de son rocher."
    )
    facet = "Vivre ici"

    class Meta:
        verbose_name = "page d’une commune"
        verbose_name_plural = "pages des communes, une à une"

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        pages = commune_pages()
        communes = home_communes()
        return context | {
            "communes": communes,
            "addresses": addresses_of(pages),
            "neighbours": [pages[pk] for pk in sorted(pages, key=lambda pk: pages[pk].title)],
            "postcodes": postcodes_of(communes).get(self.commune_id or "", ""),
            "news": list(news_of(self.commune_id)[:NEWS_SHOWN]),
        }

    def linked_data(self, request: HttpRequest) -> list[dict[str, Any]]:
        found: dict[str, Any] = {
            "@context": "https://schema.org",
            "@type": "City",
            "name": self.commune.name if self.commune else self.title,
            "description": self.description,
            "url": self.get_full_url(request),
        }
        if self.commune and self.commune.latitude is not None:
            found["geo"] = {
                "@type": "GeoCoordinates",
                "latitude": self.commune.latitude,
                "longitude": self.commune.longitude,
            }
        return [*super().linked_data(request), found]


def news_of(insee: str | None) -> models.QuerySet[NewsPage]:
    """What happens there, the latest first."""
    return NewsPage.objects.out().filter(communes=insee).newest_first()  # type: ignore[no-any-return]


def commune_pages() -> dict[str, CommunePage]:
    """The sheets that may be read, by INSEE code."""
    return {page.commune_id: page for page in CommunePage.objects.out() if page.commune_id}


def addresses_of(pages: dict[str, CommunePage]) -> dict[str, str]:
    return {insee: page.url or "" for insee, page in pages.items()}


def postcodes_of(communes: list[Commune]) -> dict[str, str]:
    """« 15300 », « 15170, 15300 », by INSEE code; no query for communes that home_communes() gave."""
    return {one.pk: ", ".join(row.code for row in one.postcodes.all()) for one in communes}
