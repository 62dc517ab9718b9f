"""What reading and writing a file of so many lines costs: its preview, its confirmation, and both once more."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from random import Random
from typing import Any

from django.utils import timezone

FIRST = [
    "Camille",
    "Sacha",
    "Dominique",
    "Claude",
    "Élise",
    "Hugues",
    "Nadia",
    "Marc",
    "Judith",
    "Bernard",
]
SYLLABLES = [
    "bar",
    "che",
    "dou",
    "fle",
    "gri",
    "lan",
    "mou",
    "nou",
    "pra",
    "ro",
    "sau",
    "ti",
    "val",
    "ver",
    "vi",
    "zac",
]


def lines(size: int, seed: int = 2011) -> list[dict[str, Any]]:
    """Invented people: one in three brings a household, two in three an application."""
    chance = Random(seed)
    day = timezone.localdate()

    def name() -> str:
        return "".join(chance.choices(SYLLABLES, k=4)).capitalize()

    return [
        {
            "Nom": name(),
            "Prénom": chance.choice(FIRST),
            "Courriel": f"personne{rank}@example.org",
            "Téléphone": f"06 39 98 {rank // 100 % 100:02d} {rank % 100:02d}",
            "Année de naissance": chance.randint(1950, 1990),
            "Commune": "Murat" if rank % 2 else "Lyon",
            "Situation": "à son compte",
            "Métier": "graphiste",
            "Projet": "Travailler depuis le plateau" if rank % 3 else "",
            "Date de candidature": f"{day - timedelta(days=rank % 900 + 1):%d/%m/%Y}" if rank % 3 else "",
            "Adulte 2 – Nom": "" if rank % 3 else name(),
            "Adulte 2 – Prénom": "" if rank % 3 else "Alix",
            "Enfants": "" if rank % 3 else f"{day.year - 8}, {day.year - 5}",
        }
        for rank in range(size)
    ]  # fmt: skip


@contextmanager
def timed(what: str, found: dict[str, float]) -> Iterator[None]:
    begun = time.monotonic()
    yield
    found[what] = time.monotonic() - begun


def measure(size: int) -> dict[str, float]:
    """Seconds of each step, on a file that the base does not know, then on the same."""
    from django.contrib.auth import get_user_model

    from crm.imports import jobs
    from crm.imports.services import confirm, map_columns, upload
    from tests.crm.imports.files import as_workbook

    by = get_user_model()._default_manager.get(username="admin")
    found: dict[str, float] = {}
    content = as_workbook(lines(size))
    for turn in ("", ", encore"):
        with timed(f"dépôt{turn}", found):
            batch = upload("mesure.xlsx", content, by=by)
        # Without a worker each act does the work at once, and leaves nothing to the job.
        with timed(f"aperçu{turn}", found):
            map_columns(batch, jobs.mapping_of(batch), by=by)
            jobs.check(batch.pk)
        batch.refresh_from_db()
        with timed(f"confirmation{turn}", found):
            confirm(batch, batch.token, by=by)
            jobs.write(batch.pk)
    return found
