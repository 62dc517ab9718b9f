"""The frame that every page of the site shares: who speaks, where one can go."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, cast

from django.db.models import Q
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject
from wagtail.models import Page, Site

from editorial.models import IdentitySettings, LegalPage, LegalSettings
from editorial.plugins import site_links


@dataclass(frozen=True)
class FrameLink:
    label: str
    url: str
    current: bool = False


def site_frame(request: HttpRequest) -> dict[str, Any]:
    """Give templates what masthead and footer show. Nothing is read before it is used."""
    pages = cast("list[Page]", SimpleLazyObject(lambda: frame_pages(request)))
    return {
        "identity": SimpleLazyObject(lambda: identity_of(request)),
        "legal": SimpleLazyObject(lambda: LegalSettings.for_request(request)),
        "main_menu": SimpleLazyObject(lambda: main_menu(request, pages)),
        "footer_links": SimpleLazyObject(lambda: plugin_links(request, "footer")),
        "legal_links": SimpleLazyObject(lambda: legal_links(request, pages)),
    }


def identity_of(request: HttpRequest) -> IdentitySettings:
    """Who speaks, read with the legal settings in one query."""
    site = LegalSettings.for_request(request).site
    known: IdentitySettings | None = getattr(site, "identitysettings", None)
    return known or IdentitySettings.for_request(request)


def frame_pages(request: HttpRequest) -> list[Page]:
    """The sections of the main menu and the legal pages, in one query."""
    site = Site.find_for_request(request)
    if site is None:
        return []
    sections = Q(depth=site.root_page.depth + 1, show_in_menus=True)
    legal = Q(pk__in=LegalPage.objects.values("pk"))
    below = Page.objects.live().descendant_of(site.root_page)
    return list(below.filter(sections | legal).order_by("path"))


def main_menu(request: HttpRequest, pages: list[Page]) -> list[FrameLink]:
    links = [page_link(request, page) for page in pages if page.show_in_menus]
    return links + plugin_links(request, "menu")


def legal_links(request: HttpRequest, pages: list[Page]) -> list[FrameLink]:
    return [page_link(request, page) for page in pages if not page.show_in_menus]


def page_link(request: HttpRequest, page: Page) -> FrameLink:
    url = page.get_url(request)
    return FrameLink(page.title, url, request.path.startswith(url))


def plugin_links(request: HttpRequest, place: str) -> list[FrameLink]:
    return [
        FrameLink(link.label, link.url, request.path.startswith(link.url))
        for link in site_links(place)
    ]
