"""What reading and writing a file of so many lines costs, and an export. Run first: it tells the process’s peak."""

from __future__ import annotations

import resource
import time
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from random import Random
from typing import Any

from django.contrib.auth.models import User
from django.utils import timezone

from tests.bench.base import a_base

SECONDS, MEGABYTES = 30, 300
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
    begun, worked = time.monotonic(), time.process_time()
    yield
    found[what] = time.monotonic() - begun
    worked = time.process_time() - worked
    print(f"{what:<28}{found[what]:>8.1f} s{worked:>8.1f} s CPU{peak():>9.0f} Mo", flush=True)


def peak() -> float:
    """The most memory that this process ever held, in megabytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def measure(size: int) -> dict[str, float]:
    from crm.imports import jobs
    from crm.imports.models import ImportBatch
    from crm.imports.services import confirm, map_columns, upload
    from crm.people.models import Person
    from crm.people.resources import PersonResource
    from crm.registers.spreadsheets import stream
    from tests.crm.factories import make_territory
    from tests.crm.imports.files import as_workbook

    make_territory()
    by = User.objects.create_superuser("mesure", "mesure@example.org", "x")
    found: dict[str, float] = {}
    for turn, kind in (("", "un fichier neuf"), (", encore", "le même fichier")):
        print(f"{kind}, {size} lignes")
        content = as_workbook(lines(size))
        with timed(f"donner{turn}", found):
            batch = upload("mesure.xlsx", content, by=by)
        map_columns(batch, jobs.mapping_of(batch), by=by)
        with timed(f"apercu{turn}", found):
            jobs.check(batch.pk)
        batch.refresh_from_db()
        confirm(batch, batch.token, by=by)
        with timed(f"confirmation{turn}", found):
            jobs.write(batch.pk)
        print(
            f"  {ImportBatch.objects.get(pk=batch.pk).counts}, {Person.objects.count()} personnes"
        )
    resource_ = PersonResource()
    for kind in ("csv", "xlsx"):
        with timed(f"export {kind}", found):
            sent = stream(kind, resource_.headings(), resource_.rows(Person.objects.all()))
            sum(len(part) for part in sent)
    return found


def bench(asked: Namespace) -> list[str]:
    """Read and write a file of `asked.rows` lines in an empty base; return what misses its target."""
    with a_base():
        found = measure(asked.rows)
    missed = [
        f"{what} : {seconds:.0f} s, au plus {SECONDS}"
        for what, seconds in found.items()
        if "export" not in what and seconds > SECONDS
    ]
    if peak() > MEGABYTES:
        missed.append(f"imports : {peak():.0f} Mo de mémoire, au plus {MEGABYTES}")
    print(f"Le but : {SECONDS} s l’étape, {MEGABYTES} Mo.")
    return missed
