"""Words as the search of SQLite keeps and asks for them: without accents, plurals nor endings in « e ».

PostgreSQL has its own configuration (see the migrations). Both find the same pages for
« télécentre », « télécentres », « telecentre » and « TÉLÉCENTRES ».
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

WORD = re.compile(r"[^\W_]+")
SHORTEST_STEM = 3
LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "ß": "ss", "ø": "o", "ł": "l", "đ": "d"})

# Said in every sentence: a question is not asked by them.
SMALL = """
a à au aux avec c ce ces cet cette d dans de des du elle en est et il j je l la le les leur leurs lui
m ma mais me mes mon n ne nos notre nous on ou où par pas pour qu que qui quoi s sa se ses si son sont
sur t ta te tes ton tu un une vos votre vous y comment quand quel quelle
"""
EMPTY_WORDS = frozenset(SMALL.split())


def words_of(text: str) -> list[str]:
    return WORD.findall(text)


def without_accents(text: str) -> str:
    """Lower case, no diacritics, whether they were composed or not."""
    parts = unicodedata.normalize("NFKD", text.lower().translate(LIGATURES))
    return "".join(sign for sign in parts if not unicodedata.combining(sign))


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """Light stemming: « bureaux » and « bureau », « travaux » and « travail » come to one."""
    root = without_accents(word)
    if len(root) <= SHORTEST_STEM or root.isdigit():
        return root
    if root.endswith(("aux", "ail")) and not root.endswith("eaux"):
        root = f"{root[:-2]}l"
    elif root.endswith(("s", "x")):
        root = root[:-1]
    # « formée » loses both; « salle » then loses the letter that it doubles.
    while len(root) > SHORTEST_STEM and root.endswith("e"):
        root = root[:-1]
    return root[:-1] if len(root) > SHORTEST_STEM and root[-1] == root[-2] else root


def stemmed(text: str) -> str:
    """A text as the index keeps it."""
    return " ".join(stem(word) for word in words_of(text))


def asked_words(text: str) -> list[str]:
    """The words of a question, without those that mean nothing by themselves; all of them if none does."""
    words = words_of(text)
    return [word for word in words if word.lower() not in EMPTY_WORDS] or words
