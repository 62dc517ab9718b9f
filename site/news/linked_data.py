"""What search engines read of a news item or of a press release (schema.org, NewsArticle)."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpRequest

from editorial.drawing.addresses import landscape_address
from editorial.frame import frame_of
from editorial.models import BasePage

HEADLINE = 110  # signs, the most that search engines read


def news_article(page: BasePage, day: date, request: HttpRequest) -> dict[str, Any]:
    address = page.get_full_url(request)
    us = publisher(request)
    return {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": page.title[:HEADLINE],
        "description": page.description,
        "datePublished": day,
        "dateModified": page.last_published_at or day,
        "inLanguage": "fr",
        "author": us,
        "publisher": us,
        "image": [image_of(page, request)],
        "mainEntityOfPage": {"@type": "WebPage", "@id": address},
        "url": address,
    }


def publisher(request: HttpRequest) -> dict[str, str]:
    identity = frame_of(request).identity
    return {
        "@type": "GovernmentOrganization",
        "name": identity.legal_name or identity.name,
        "url": request.build_absolute_uri("/"),
    }


def image_of(page: BasePage, request: HttpRequest) -> str:
    """The image chosen for networks, or the landscape of the page."""
    if page.social_image:
        address = page.social_image.get_rendition("fill-1200x630").url
    else:
        address = landscape_address(page.seed, page.season, "card")
    return request.build_absolute_uri(address)
