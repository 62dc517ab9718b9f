"""When no page answers: the question nearest to what was typed, made of words that the site knows."""

from __future__ import annotations

from typing import Any

from django.core.cache import cache
from django.db.models import QuerySet
from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein

from editorial.search.french import asked_words, stem, without_accents, words_of

KEY = "search-vocabulary"
KEPT_SECONDS = 300
SHORTEST = 4
# One letter wrong in four, two letters swapped: not farther.
CLOSE = 0.72


def nearest_question(text: str, pages: QuerySet[Any]) -> str:
    """Keep the words that the titles hold, correct those that look like one, leave out the others."""
    known = vocabulary(pages)
    stems = {stem(word) for word in known}
    kept = (
        word if stem(word) in stems else known.get(closest(word, known), "")
        for word in asked_words(text)
    )
    return " ".join(word for word in kept if word)


def closest(word: str, known: dict[str, str]) -> str:
    plain = without_accents(word)
    if len(plain) < SHORTEST:
        return ""
    found = process.extractOne(
        plain, known.keys(), scorer=DamerauLevenshtein.normalized_similarity, score_cutoff=CLOSE
    )
    return found[0] if found else ""


def vocabulary(pages: QuerySet[Any]) -> dict[str, str]:
    """The words of the titles and descriptions of some pages, each by its form without accents."""
    words: dict[str, str] | None = cache.get(KEY)
    if words is None:
        texts = pages.order_by().values_list("title", "search_description")
        every = sorted({word for text in texts for part in text for word in words_of(part.lower())})
        words = {without_accents(word): word for word in every if len(word) >= SHORTEST}
        cache.set(KEY, words, KEPT_SECONDS)
    return words
