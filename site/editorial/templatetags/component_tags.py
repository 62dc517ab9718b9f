"""The small sums that components need; Django's templates do not count."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django import template
from django.core.paginator import Page
from django.forms import BoundField
from django.utils.safestring import SafeString

register = template.Library()

# Heights of a column of basalt, in rem: its cap, and what the greatest adds to it.
CAP, SHAFT = 1.5, 17.0


@register.filter
def seat_marks(capacity: int, free: int | None) -> list[bool]:
    """One mark a seat, the free ones last: True when free."""
    free = max(0, min(free or 0, capacity))
    return [False] * (capacity - free) + [True] * free


@register.filter
def greatest_value(figures: Iterable[Any]) -> float:
    values = (member(figure, "value") for figure in figures)
    return max((value for value in values if value), default=1)


def member(row: Any, name: str) -> Any:
    return row.get(name) if isinstance(row, dict) else getattr(row, name, None)


@register.filter
def stone_height(value: float | None, greatest: float) -> str:
    """The height of a column in rem, as SVG writes it."""
    return f"{CAP + (value or 0) / greatest * SHAFT:.2f}"


@register.filter
def page_numbers(page: Page[Any]) -> Iterator[int | str]:
    return page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)


@register.filter
def with_class(field: BoundField, name: str) -> SafeString:
    """Draw the input of a field with a class; Django ties it to its hint and its errors."""
    given = str(field.field.widget.attrs.get("class", ""))
    return field.as_widget(attrs={"class": f"{given} {name}".strip()})
