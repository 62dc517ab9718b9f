"""How screens say amounts."""

from __future__ import annotations

from django import template

from crm.lodging import money

register = template.Library()


@register.filter
def euros(cents: int | None) -> str:
    """« 1 234,50 € »"""
    return "" if cents is None else money.euros(cents)
