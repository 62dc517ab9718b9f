"""Reads the list of French communes (fixtures/communes.csv) into the database."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path

from django.db import transaction

from territory.models import Commune, Postcode

BATCH = 2000


@dataclass(frozen=True)
class Line:
    insee: str
    name: str
    department: str
    postcodes: list[str]
    successor: str


def read(path: Path) -> list[Line]:
    with path.open(encoding="utf-8", newline="") as lines:
        return [
            Line(
                line["insee"],
                line["name"],
                line["department"],
                line["postcodes"].split(),
                line["successor"],
            )
            for line in csv.DictReader(lines)
        ]


@transaction.atomic
def load_communes(path: Path) -> int:
    """Add the communes and postcodes that are missing. Return how many communes were added.

    Existing communes keep their name: a territory may hold them under an earlier one.
    """
    lines = read(path)
    known = set(Commune.objects.values_list("insee", flat=True))
    new = [line for line in lines if line.insee not in known]
    Commune.objects.bulk_create(
        [Commune(insee=line.insee, name=line.name, department=line.department) for line in new],
        batch_size=BATCH,
    )
    held = set(Postcode.objects.values_list("commune_id", "code"))
    wanted = ((line.insee, code) for line in lines for code in line.postcodes)
    Postcode.objects.bulk_create(
        [
            Postcode(commune_id=insee, code=code)
            for insee, code in wanted
            if (insee, code) not in held
        ],
        batch_size=BATCH,
    )
    for line in new:
        if line.successor:
            Commune.objects.filter(pk=line.insee).update(successor_id=line.successor)
    return len(new)
