"""The information under a public form: what matters in the open, the rest one touch away, without a script."""

from __future__ import annotations

from typing import Any

from django import template
from django.template.context import Context
from django.urls import reverse

from crm.consents.services import notice_on

register = template.Library()

# Who answers for it, and what it serves: read before anything is typed.
IN_THE_OPEN = 2


@register.inclusion_tag("crm_consents/notice.html", takes_context=True)
def notice(context: Context, code: str, also: str = "") -> dict[str, Any]:
    """The text of today under a form.  {% notice "suivi" %}

    also   a sentence of that form alone
    """
    return layered(notice_on(context["request"], code), also)


@register.inclusion_tag("crm_consents/notice.html")
def told(information: str, also: str = "") -> dict[str, Any]:
    """The same, for a text that the view has read already.  {% told information %}"""
    return layered(information, also)


def layered(information: str, also: str = "") -> dict[str, Any]:
    paragraphs = [one for one in information.replace("\r\n", "\n").split("\n\n") if one.strip()]
    return {
        "short": paragraphs[:IN_THE_OPEN],
        "rest": [*paragraphs[IN_THE_OPEN:], *([also] if also else [])],
        "your_data": reverse("your_data"),
    }
