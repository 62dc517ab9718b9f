"""The tabs of the figures, and the cells of their tables."""

from __future__ import annotations

from django import template
from django.contrib.auth.context_processors import PermWrapper
from django.urls import reverse

from ..analyses.page import Cell
from ..analyses.words import number

register = template.Library()


@register.filter
def figure_tabs(perms: PermWrapper) -> list[tuple[str, str, str]]:
    """The address, the label and the name of each screen that a reader may open."""
    from ..analyses.screens import SCREENS

    found = [(reverse("crm_figures"), "Chiffres", "chiffres")]
    found += [
        (reverse("crm_analysis", args=[screen.slug]), screen.tab, screen.slug)
        for screen in SCREENS.values()
        if not screen.needs or screen.needs in perms
    ]
    return [*found, (reverse("crm_reports"), "Rapports", "rapports")]


@register.filter
def told(cell: Cell) -> str:
    """« 1 200 », or the words of the cell."""
    return number(cell) if isinstance(cell, int) else cell
