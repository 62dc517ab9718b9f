"""`python -m tests.bench imports 10000`: what reading and writing a file of that many lines costs, and an export."""

from __future__ import annotations

import resource
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from random import Random
from typing import Any

from django.conf import settings
from django.contrib.auth.models import User
from django.test.utils import setup_databases, setup_test_environment, teardown_databases
from django.utils import timezone

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


def bench(size: int, measured: Callable[[int], dict[str, float]] = measure) -> int:
    """Measure in a test database; 1 when a step of an import takes too long or too much memory."""
    settings.VAR_DIR.mkdir(exist_ok=True)
    setup_test_environment()
    databases = setup_databases(verbosity=0, interactive=False)
    try:
        found = measured(size)
    finally:
        teardown_databases(databases, verbosity=0)
    late = [what for what, seconds in found.items() if "export" not in what and seconds > SECONDS]
    if late or peak() > MEGABYTES:
        print(
            f"\nAu-delà de {SECONDS} s ou de {MEGABYTES} Mo : {', '.join(late) or 'mémoire'}",
            file=sys.stderr,
        )
        return 1
    print(f"\nDans le but : {SECONDS} s l’étape, {MEGABYTES} Mo.")
    return 0
