"""The cells of a line beside the name of their column."""

from __future__ import annotations

from collections.abc import Iterable

from django import template

from crm.attribution.table import Cell, Line

register = template.Library()


@register.filter
def by_column(line: Line, columns: Iterable[str]) -> list[tuple[str, Cell]]:
    return list(zip(columns, line.cells, strict=True))
