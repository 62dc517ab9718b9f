"""What a visitor of the directory asked for, and how else the list could be narrowed. Nothing is cached."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.db.models import Count
from django.http import QueryDict
from django.utils import timezone

from editorial.facets import FacetLink

from .models import Card
from .models.cards import CardQuerySet

A_PAGE = 24
LONGEST = 80


@dataclass(frozen=True)
class Asked:
    """q: words; trade: a trade as a card writes it; commune: an INSEE code; page: as typed."""

    q: str = ""
    trade: str = ""
    commune: str = ""
    page: str = ""

    @classmethod
    def read(cls, query: QueryDict) -> Asked:
        names = {"q": "q", "trade": "metier", "commune": "commune", "page": "page"}
        return cls(**{name: query.get(key, "").strip()[:LONGEST] for name, key in names.items()})

    @cached_property
    def _public(self) -> CardQuerySet:
        return Card.objects.public(timezone.localdate())

    def _narrowed(self, *, trade: bool = True, commune: bool = True) -> CardQuerySet:
        found = self._public.matching(self.q)
        if trade and self.trade:
            found = found.filter(trade=self.trade)
        return found.filter(commune=self.commune) if commune and self.commune else found

    @cached_property
    def pages(self) -> Page[Card]:
        rows = self._narrowed().select_related("person", "commune").order_by("search_key", "pk")
        return Paginator(rows, A_PAGE).get_page(self.page)

    @cached_property
    def narrows(self) -> bool:
        return bool(self.q or self.trade or self.commune)

    @property
    def base(self) -> str:
        return self._address(self.trade, self.commune) + "&" if self.narrows else "?"

    @cached_property
    def facets(self) -> list[tuple[str, list[FacetLink]]]:
        """By trade among the rest, by commune among the rest; the first link of each takes it off."""
        trades = self._narrowed(trade=False).order_by("trade").values_list("trade")
        communes = self._narrowed(commune=False).filter(commune__isnull=False)
        named = communes.order_by("commune__name").values_list("commune", "commune__name")
        counts = [(key, key, n) for key, n in trades.annotate(Count("pk"))]
        places = list(named.annotate(Count("pk")))
        return [
            ("Métier", self._links("Tous", counts, self.trade, lambda one: (one, self.commune))),
            ("Commune", self._links("Toutes", places, self.commune, lambda one: (self.trade, one))),
        ]

    def _links(self, every: str, counts: list, current: str, with_one: object) -> list[FacetLink]:  # type: ignore[type-arg]
        total = sum(row[2] for row in counts)
        rows = [("", every, total), *counts]
        return [
            FacetLink(
                label=label,
                count=count,
                url=self._address(*with_one(key)),  # type: ignore[operator]
                current=key == current,
            )
            for key, label, count in rows
        ]

    def _address(self, trade: str, commune: str) -> str:
        told = {"q": self.q, "metier": trade, "commune": commune}
        return "?" + urlencode({key: value for key, value in told.items() if value})
