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
# More would be a wall of links: the rest is found by its words.
CHOICES = 15
Choice = tuple[str, str, int]


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
        trades = self._counted(self._narrowed(trade=False), "trade", "trade", self.trade)
        here = self._narrowed(commune=False).filter(commune__isnull=False)
        communes = self._counted(here, "commune", "commune__name", self.commune)
        by_trade = [self._link(row, self.trade, row[0], self.commune) for row in trades]
        by_commune = [self._link(row, self.commune, self.trade, row[0]) for row in communes]
        return [("Métier", by_trade), ("Commune", by_commune)]

    @staticmethod
    def _counted(rows: CardQuerySet, key: str, name: str, current: str) -> list[Choice]:
        """(key, label, how many): all of them, then the most frequent and the current one, by name."""
        found = list(rows.order_by().values_list(key, name).annotate(Count("pk")))
        frequent = sorted(found, key=lambda row: (row[0] != current, -row[2]))[:CHOICES]
        total = sum(row[2] for row in found)
        return [("", "Tout", total), *sorted(frequent, key=lambda row: str(row[1]))]

    def _link(self, row: Choice, current: str, trade: str, commune: str) -> FacetLink:
        key, label, count = row
        return FacetLink(label, count, self._address(trade, commune), current=key == current)

    def _address(self, trade: str, commune: str) -> str:
        told = {"q": self.q, "metier": trade, "commune": commune}
        return "?" + urlencode({key: value for key, value in told.items() if value})
