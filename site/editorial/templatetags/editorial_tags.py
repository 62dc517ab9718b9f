"""What templates of the site need: icons, landscapes, the map, plugins' fragments, French spacing."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping

from django import template
from django.core.serializers.json import DjangoJSONEncoder
from django.template.context import Context
from django.templatetags.static import static
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from wagtail.models import Page

from editorial import plugins
from editorial.drawing.addresses import landscape_address
from editorial.drawing.territory import drawn_territory
from editorial.models import BasePage
from editorial.typography import french as spaced
from territory.models import Commune

register = template.Library()

NOT_IN_SCRIPTS = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}


@register.simple_tag(takes_context=True)
def page_actions(context: Context, page: Page) -> SafeString:
    """What plugins offer on a page: a button, the seats left, or nothing at all."""
    return joined(plugins.page_actions(context["request"], page))


@register.simple_tag(takes_context=True)
def page_blocks(context: Context, name: str) -> SafeString:
    """What other rooms and plugins put in a named place of a page, or nothing at all."""
    return joined(plugins.page_blocks(context["request"], name, context.get("page")))


@register.simple_tag(takes_context=True)
def linked_data(context: Context) -> SafeString:
    """What the page says to search engines, as JSON-LD; it holds no character that could end the script."""
    page = context.get("page")
    found = page.linked_data(context["request"]) if isinstance(page, BasePage) else []
    return format_html_join(
        "\n", '<script type="application/ld+json">{}</script>', ((as_json(one),) for one in found)
    )


def as_json(value: object) -> SafeString:
    text = json.dumps(value, ensure_ascii=False, cls=DjangoJSONEncoder)
    return mark_safe(text.translate(NOT_IN_SCRIPTS))  # noqa: S308  # nosec B308


def joined(fragments: list[str]) -> SafeString:
    # A fragment is rendered by a plugin's template, which has escaped what it had to.
    return format_html_join("", "{}", ((mark_safe(html),) for html in fragments))  # noqa: S308  # nosec


@register.simple_tag
def icon(name: str) -> SafeString:
    """An icon of the sprite static/icons.svg, decoration for the word beside it."""
    return format_html(
        '<svg class="icon" aria-hidden="true" focusable="false"><use href="{}#{}"/></svg>',
        static("icons.svg"),
        name,
    )


@register.simple_tag
def landscape_url(seed: object, season: str = "summer", shape: str = "card") -> str:
    """The address of the landscape drawn from any word; shapes: hero, band, card."""
    return landscape_address(seed, season, shape)


@register.simple_tag
def territory_map(
    communes: Iterable[Commune] | None = None,
    here: str = "",
    addresses: Mapping[str, str] | None = None,
) -> SafeString:
    """The communes of the territory as a pavement of basalt; the list of communes is its twin."""
    return drawn_territory(communes, here, addresses)


@register.filter(is_safe=True)
def french(text: object) -> str:
    """Apply the spacing of French typography, to a text or to safe HTML."""
    return spaced(text)
