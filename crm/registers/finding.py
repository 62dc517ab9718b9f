"""How a register finds the people of its rows. The room that keeps people says how, when apps are ready."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db.models import QuerySet
from wagtail_modeladmin.helpers.search import BaseSearchHandler

# What was typed, and whether the reader may search telephones and addresses; returns people.
Finder = Callable[[str, bool], "QuerySet[Any]"]
LETTERS_AT_MOST = 200

_finders: list[Finder] = []


def register(finder: Finder) -> None:
    """Called from AppConfig.ready of the room that keeps people; constant afterwards."""
    if _finders and _finders != [finder]:
        raise RuntimeError("Two rooms say how people are found.")
    _finders[:] = [finder]


class PeopleSearch(BaseSearchHandler):
    """Rows whose person is found as people are found everywhere in the desk."""

    def search_queryset(
        self,
        queryset: QuerySet[Any],
        search_term: str,
        path: str = "pk",
        contacts: bool = False,
        **kwargs: Any,
    ) -> QuerySet[Any]:
        """`path` leads from a row to the id of its person."""
        typed = search_term[:LETTERS_AT_MOST].strip()
        if not typed:
            return queryset
        found = _finders[0](typed, contacts)
        return queryset.filter(**{f"{path}__in": found.order_by().values("pk")})

    @property
    def show_search_form(self) -> bool:
        return True
