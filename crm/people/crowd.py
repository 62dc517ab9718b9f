"""Who resembles whom, asked for thousands of names at once: the living files are read once."""

from __future__ import annotations

from collections import defaultdict
from itertools import islice

from rapidfuzz import fuzz, process

from .duplicates import CANDIDATES_AT_MOST, CLOSE_ENOUGH
from .models import Person


class Crowd:
    """The compared names of all living files, as look_alikes() compares them one by one."""

    def __init__(self) -> None:
        self.names: dict[int, str] = {}
        self.years: dict[int, int | None] = {}
        self.starting: dict[str, set[int]] = defaultdict(set)
        rows = Person.objects.alive().order_by("pk").values_list("pk", "name_key", "birth_year")
        for pk, key, year in rows.iterator(chunk_size=5000):
            self.names[pk], self.years[pk] = key, year
            for word in key.split():
                self.starting[word[:4]].add(pk)

    def like(self, key: str, birth_year: int | None, at_most: int = 5) -> list[int]:
        """Primary keys of the closest names, the closest first; a known birth year must agree."""
        names = {
            pk: self.names[pk]
            for pk in self._sharing(key)
            if not birth_year or self.years[pk] in (None, birth_year)
        }
        scores = process.extract(
            key,
            names,
            scorer=fuzz.token_sort_ratio,
            score_cutoff=CLOSE_ENOUGH,
            limit=at_most,
        )
        return [pk for _, _, pk in scores]

    def _sharing(self, key: str) -> list[int]:
        """Those who share the beginning of every word, then of one: a common surname never hides the rest."""
        sets = [self.starting.get(word[:4], set()) for word in key.split() if len(word) > 1]
        sets.sort(key=len)
        if not sets:
            return []
        every = set.intersection(*sets)
        others = (pk for some in sets for pk in some if pk not in every)
        return list(dict.fromkeys([*every, *islice(others, CANDIDATES_AT_MOST)]))[
            : max(CANDIDATES_AT_MOST, len(every))
        ]
