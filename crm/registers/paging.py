"""Pages of long lists, deep ones included: the keys of a page are sorted apart, then its rows are read."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Model, QuerySet
from django.utils.functional import cached_property


class Sheets(Paginator[Any]):
    """A paginator that sorts primary keys, never whole rows, and may stop counting.

    found   the rows that answer, in order
    drawn   the same model with all that a line needs; its rows are read by their keys
    most    where counting stops: a search that finds more is to be narrowed, not paged through
    """

    def __init__(
        self,
        found: QuerySet[Any],
        per_page: int,
        *,
        drawn: QuerySet[Any],
        most: int | None = None,
    ) -> None:
        super().__init__(found, per_page)
        self.found, self.drawn, self.most = found, drawn, most

    @cached_property
    def count(self) -> int:
        """How many answer, `most` at most. One full page or less is counted by reading it."""
        if len(self._first) <= self.per_page:
            return len(self._first)
        return self._counted if self.most is None else min(self._counted, self.most)

    @cached_property
    def stopped(self) -> bool:
        """Whether there are more than were counted."""
        return self.most is not None and self.count == self.most < self._counted

    @cached_property
    def _counted(self) -> int:
        rows = self.found.order_by()
        return (rows if self.most is None else rows[: self.most + 1]).count()

    @cached_property
    def _first(self) -> list[Any]:
        return list(self._keys[: self.per_page + 1])

    @property
    def _keys(self) -> QuerySet[Any]:
        return self.found.select_related(None).values_list("pk", flat=True)

    def page(self, number: Any) -> Page[Any]:
        number = self.validate_number(number)
        begins = (number - 1) * self.per_page
        ends = min(begins + self.per_page, self.count)
        keys = self._first[:ends] if begins == 0 else list(self._keys[begins:ends])
        rows: dict[Any, Model] = self.drawn.in_bulk(keys)
        return self._get_page([rows[key] for key in keys if key in rows], number, self)
