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
    ahead   how many keys are read at once: when there are no more, counting costs nothing
    most    where counting stops: a search that finds more is to be narrowed, not paged through
    """

    def __init__(
        self,
        found: QuerySet[Any],
        per_page: int,
        *,
        drawn: QuerySet[Any],
        ahead: int | None = None,
        most: int | None = None,
    ) -> None:
        super().__init__(found, per_page)
        self.found, self.drawn, self.most = found, drawn, most
        self.ahead = most or ahead

    @cached_property
    def count(self) -> int:
        """How many answer, `most` at most."""
        if self.ahead is None or (self._more and self.most is None):
            return self.found.order_by().count()
        return len(self._read[: self.ahead])

    @property
    def stopped(self) -> bool:
        """Whether there are more than were counted."""
        return self.most is not None and self._more

    @cached_property
    def _read(self) -> list[Any]:
        """The keys read at once, and one more that tells whether there are others."""
        return self._keys(0, (self.ahead or 0) + 1)

    @property
    def _more(self) -> bool:
        return len(self._read) > (self.ahead or 0)

    def _keys(self, begins: int, ends: int) -> list[Any]:
        keys = self.found.select_related(None).values_list("pk", flat=True)
        return list(keys[begins:ends])

    def page(self, number: Any) -> Page[Any]:
        number = self.validate_number(number)
        begins = (number - 1) * self.per_page
        ends = min(begins + self.per_page, self.count)
        known = self.ahead is not None and ends <= self.ahead
        keys = self._read[begins:ends] if known else self._keys(begins, ends)
        rows: dict[Any, Model] = self.drawn.in_bulk(keys)
        return Page([rows[key] for key in keys if key in rows], number, self)
