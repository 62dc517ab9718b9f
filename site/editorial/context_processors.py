"""The frame that every page of the site shares: who speaks, where one can go."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, cast

from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from editorial.frame import Frame, frame_of
from editorial.models import AlertBanner
from editorial.plugins import site_links


@dataclass(frozen=True)
class FrameLink:
    label: str
    url: str
    current: bool = False


def site_frame(request: HttpRequest) -> dict[str, Any]:
    """Give templates what masthead and footer show. Nothing is read before it is used."""
    frame = cast("Frame", SimpleLazyObject(lambda: frame_of(request)))
    return {
        "identity": SimpleLazyObject(lambda: frame.identity),
        "legal": SimpleLazyObject(lambda: frame.legal),
        "banner": SimpleLazyObject(lambda: shown_banner(frame)),
        "accessibility_url": SimpleLazyObject(lambda: frame.accessibility_url),
        "main_menu": SimpleLazyObject(lambda: main_menu(request, frame)),
        "footer_links": SimpleLazyObject(lambda: plugin_links(request, "footer")),
        "footer_pages": SimpleLazyObject(lambda: page_links(request, frame, "footer")),
        "legal_links": SimpleLazyObject(lambda: page_links(request, frame, "legal")),
    }


def shown_banner(frame: Frame) -> AlertBanner | None:
    """The alert of this very hour: the frame is kept, the hour is not."""
    return frame.banner if frame.banner.shows(timezone.now()) else None


def main_menu(request: HttpRequest, frame: Frame) -> list[FrameLink]:
    """The sections, then what plugins add; where two hold the address, the closer one is current."""
    links = page_links(request, frame, "menu") + plugin_links(request, "menu")
    closest = max((len(link.url) for link in links if link.current), default=0)
    return [replace(link, current=link.current and len(link.url) == closest) for link in links]


def page_links(request: HttpRequest, frame: Frame, place: str) -> list[FrameLink]:
    return [
        FrameLink(section.title, section.url, request.path.startswith(section.url))
        for section in frame.sections
        if section.place == place
    ]


def plugin_links(request: HttpRequest, place: str) -> list[FrameLink]:
    return [
        FrameLink(link.label, link.url, request.path.startswith(link.url))
        for link in site_links(place)
    ]
