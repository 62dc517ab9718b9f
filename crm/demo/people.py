"""Invented people: names, addresses at example.org, telephone numbers that belong to nobody."""

from __future__ import annotations

import random
import tomllib
from dataclasses import dataclass, field
from pathlib import Path

from crm.people.names import name_key
from crm.people.services import Identity
from territory.models import Commune, RegionDepartment, TerritoryKind

WORDS = Path(__file__).with_name("people.toml")
ABROAD = ["BE", "CH", "DE", "ES", "GB"]


@dataclass
class Crowd:
    """Draws people from a seed: the same seed gives the same people, in the same order."""

    seed: int
    year: int
    drawn: int = 0
    words: dict[str, list[str]] = field(init=False, repr=False)
    chance: random.Random = field(init=False)
    home: list[Commune] = field(init=False)
    region: list[Commune] = field(init=False)
    country: list[Commune] = field(init=False)

    def __post_init__(self) -> None:
        self.words = tomllib.loads(WORDS.read_text(encoding="utf-8"))
        self.chance = random.Random(self.seed)  # noqa: S311  # nosec B311 # a demonstration, no secret
        near = RegionDepartment.objects.filter(
            territory__kind=TerritoryKind.REGION, territory__current=True
        ).values("code")
        home = Commune.objects.of_the_territory()
        self.home = list(home.order_by("pk"))
        rest = Commune.objects.exclude(pk__in=home.values("pk")).order_by("pk")
        self.region = self._sample(rest.filter(department__in=near), 60)
        self.country = self._sample(rest.exclude(department__in=near), 150)

    def _sample(self, rows: object, size: int) -> list[Commune]:
        keys = list(rows.values_list("pk", flat=True))  # type: ignore[attr-defined]
        chosen = self.chance.sample(keys, min(size, len(keys)))
        found = Commune.objects.in_bulk(chosen)
        return [found[key] for key in chosen]

    def local(self) -> tuple[Commune | None, str]:
        return self.chance.choice(self.home + self.region), "FR"

    def outsider(self, *, abroad: bool = True) -> tuple[Commune | None, str]:
        if abroad and self.chance.random() < 0.07:
            return None, self.chance.choice(ABROAD)
        return self.chance.choice(self.country), "FR"

    def project(self) -> str:
        return self.chance.choice(self.words["projects"])

    def identity(self, place: tuple[Commune | None, str], **known: object) -> Identity:
        """Somebody who lives somewhere. `known` replaces what would be drawn."""
        self.drawn += 1
        madam = self.chance.random() < 0.6
        first = str(
            known.get("first_name") or self.chance.choice(self.words["madam" if madam else "sir"])
        )
        last = str(known.get("last_name") or self.chance.choice(self.words["last"]))
        word = name_key(first, last).replace(" ", ".")
        drawn = {
            "civility": "f" if madam else "m",
            "first_name": first,
            "last_name": last,
            "email": f"{word}.{self.seed}{self.drawn:03}@example.org",
            "phone": f"06 39 98 {self.drawn // 100:02} {self.drawn % 100:02}",
            "birth_year": self.year - self.chance.randint(26, 57),
            "commune": place[0],
            "country": place[1],
            "professional_status": self.chance.choice(["employee", "self_employed", "unemployed"]),
            "trade": self.chance.choice(self.words["trades"]),
        }
        return Identity(**(drawn | known))  # type: ignore[arg-type]
