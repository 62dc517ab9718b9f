"""How the desk says where a journey stands."""

from __future__ import annotations

from django import template

from crm.journeys.ageing import Age, age_of
from crm.journeys.models import Journey

register = template.Library()


@register.filter
def age(journey: Journey) -> Age:
    """How long a row read through `with_age` has stood at its stage."""
    return age_of(journey)
