"""The code of where a reader comes from, in the forms and the links of a page."""

from __future__ import annotations

from django import template
from django.template.context import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString

from crm.leaflets import origins

register = template.Library()


@register.simple_tag(takes_context=True)
def origin_field(context: Context) -> SafeString:
    """The hidden field of a public form, nothing without a code."""
    code = _code(context)
    if not code:
        return SafeString("")
    return format_html('<input type="hidden" name="{}" value="{}">', origins.PARAMETER, code)


@register.simple_tag(takes_context=True)
def carried(context: Context, address: str) -> str:
    """An address of the site, with the code that the page was asked with.

    {% url "call_me_back" as call %}<a href="{% carried call %}">
    """
    return origins.carry(address, _code(context))


def _code(context: Context) -> str:
    request = context.get("request")
    return origins.read(request) if request else ""
