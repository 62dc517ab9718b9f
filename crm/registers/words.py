"""Numbers as sentences say them: in letters up to sixteen."""

from __future__ import annotations

WORDS = (
    "zéro", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit",
    "neuf", "dix", "onze", "douze", "treize", "quatorze", "quinze", "seize",
)  # fmt: skip


def in_words(number: int, *, feminine: bool = False) -> str:
    """Return « deux », « une » when feminine, « 17 » and more in figures."""
    if number == 1 and feminine:
        return "une"
    return WORDS[number] if 0 <= number < len(WORDS) else str(number)


def counted(number: int, one: str, several: str = "", *, feminine: bool = False) -> str:
    """Return « deux candidatures à étudier ». `several` is `one` with an s unless told."""
    noun = one if number < 2 else several or f"{one}s"
    return f"{in_words(number, feminine=feminine)} {noun}"
