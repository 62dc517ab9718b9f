"""A way to narrow a list, by links."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class FacetLink:
    """One choice, as templates/components/facet.html takes it: the same list, with it."""

    label: str
    count: int
    url: str
    current: bool
