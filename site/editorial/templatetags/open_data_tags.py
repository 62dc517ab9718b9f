from __future__ import annotations

from django import template

from editorial.open_data import Dataset, datasets

register = template.Library()


@register.simple_tag
def open_datasets() -> list[Dataset]:
    """The datasets that the rooms of the site offer."""
    return datasets()
