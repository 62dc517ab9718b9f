"""Runs the drills one after the other; the exit status says whether a promise was broken."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from tests.drills import backups, disk, outage
from tests.drills.house import ROOT, Drill

REPORT = ROOT / "docs" / "exercices.md"
DRILLS: dict[str, tuple[str, Callable[[Drill], None]]] = {
    "sauvegarde": ("Sauvegarder, tout perdre, restaurer (SQLite)", backups.on_sqlite),
    "sauvegarde-postgresql": (
        "Sauvegarder, tout perdre, restaurer (PostgreSQL)",
        backups.on_postgresql,
    ),
    "base": ("La base de données s’arrête sous la charge", outage.database_stops),
    "disque": ("Le disque est plein", disk.disk_is_full),
}


def drill(asked: list[str]) -> int:
    lines = [
        f"# Exercices du {datetime.now(UTC):%d/%m/%Y}",
        "",
        "Produit par `make drills`, sur la démonstration : ce qui tient quand quelque chose casse.",
    ]
    broken = 0
    kept = Path(tempfile.mkdtemp(prefix="exercices-"))
    try:
        for name, (title, run) in DRILLS.items():
            if asked and name not in asked:
                continue
            print(f"── {title}")
            done = Drill(kept / name)
            try:
                run(done)
            except Exception as error:
                done.promise(False, f"L’exercice s’est arrêté : {error}")
            broken += done.broken
            lines += ["", f"## {title}", "", *(f"- {line}" for line in done.lines)]
    finally:
        shutil.rmtree(kept, ignore_errors=True)
    if not asked:
        REPORT.write_text("\n".join([*lines, ""]), encoding="utf-8")
    return 1 if broken else 0
