"""What a page says of itself in its head: its one address, and how it looks where it is shared."""

from __future__ import annotations

from typing import Any

from django import template
from django.conf import settings
from django.template.context import Context
from django.templatetags.static import static

from editorial.addresses import absolute, canonical
from editorial.models import BasePage

register = template.Library()

SOCIAL = "fill-1200x630|format-jpeg"
DRAWN_ALT = "Paysage de plateaux volcaniques, dessiné par le site"


@register.inclusion_tag("components/sharing.html", takes_context=True)
def sharing(context: Context) -> dict[str, Any]:
    request, page = context["request"], context.get("page")
    known = page if isinstance(page, BasePage) else None
    return {
        "canonical": canonical(request),
        "page": known,
        "identity": context.get("identity"),
        "image": social_image(known, request) if known else None,
        "noindex": settings.NOINDEX,
    }


def social_image(page: BasePage, request: Any) -> dict[str, Any]:
    """The image chosen for networks, else the drawing of the site."""
    if page.social_image_id and page.social_image:
        cut = page.social_image.get_rendition(SOCIAL)
        alt = page.social_image.default_alt_text
        return {
            "url": absolute(request, cut.url),
            "width": cut.width,
            "height": cut.height,
            "alt": alt,
        }
    drawn = absolute(request, static("social.png"))
    return {"url": drawn, "width": 1200, "height": 630, "alt": DRAWN_ALT}
