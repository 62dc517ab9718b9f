"""Pages found by their words, in French: neither accents, nor plurals, nor capitals matter."""

from __future__ import annotations

from typing import TypeVar

from django.db.models import QuerySet
from wagtail.search.backends import get_search_backend

from editorial.search.french import asked_words

P = TypeVar("P", bound=QuerySet)

LONGEST = 100  # characters of a question
MOST_WORDS = 12


def search_pages(pages: P, text: str, *, every_word: bool = True) -> P:
    """The pages of a queryset that hold the words of a text, all of them or any, the most relevant first.

    An ordinary queryset: it can be filtered, ordered otherwise, counted, sliced. The one it is given
    may be filtered by anything, where Wagtail's own search asks for declared fields. No word, no page.
    """
    words = asked_words(text[:LONGEST].replace("\0", ""))[:MOST_WORDS]
    if not words:
        return pages.none()
    every = pages.model._default_manager.all()
    operator = "and" if every_word else "or"
    results = get_search_backend().search(" ".join(words), every, operator=operator)
    ranked: P = results.get_queryset()
    return ranked.filter(pk__in=pages.order_by().values("pk"))
