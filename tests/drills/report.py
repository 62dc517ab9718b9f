"""Runs the drills one after the other; the exit status says whether a promise was broken."""

from __future__ import annotations

import argparse
import shutil
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from tests.drills import backups, disk, killed, load, moved, outage, several, upgrade
from tests.drills.house import ROOT, Drill

REPORT = ROOT / "docs" / "exercices.md"
HEADING = (
    "Produit par `make drills`, sur la démonstration : ce qui tient quand quelque chose casse."
)
DRILLS: dict[str, tuple[str, Callable[[Drill], None]]] = {
    "sauvegarde": ("Sauvegarder, tout perdre, restaurer (SQLite)", backups.on_sqlite),
    "sauvegarde-postgresql": (
        "Sauvegarder, tout perdre, restaurer (PostgreSQL)",
        backups.on_postgresql,
    ),
    "base": ("La base de données s’arrête et revient sous la charge", outage.database_stops),
    "disque": ("Le disque est plein", disk.disk_is_full),
    "ouvrier": ("Un ouvrier est tué", killed.worker_is_killed),
    "deplacement": ("De SQLite à PostgreSQL", moved.from_sqlite_to_postgresql),
    "plusieurs": ("Plusieurs processus derrière nginx", several.several_processes),
    "mise-a-jour": ("La mise à jour", upgrade.an_older_site),
    "charge": ("La charge mêlée", load.mixed_load),
}


def asked(told: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make drills", description="Casse, et regarde.")
    parser.add_argument(
        "drills", nargs="*", metavar="exercice", help=f"parmi {', '.join(DRILLS)} ; tous si rien"
    )
    parser.add_argument("--minutes", type=float, default=10, help="durée de la charge mêlée (10)")
    parser.add_argument(
        "--depuis", default="", help="la version d’où l’on met à jour (la dernière étiquette)"
    )
    parser.add_argument(
        "--modeles", type=Path, help="où garder la démonstration d’une fois sur l’autre"
    )
    found = parser.parse_args(told)
    if unknown := set(found.drills) - DRILLS.keys():
        parser.error(f"exercice inconnu : {', '.join(sorted(unknown))}")
    return found


def drill(told: list[str]) -> int:
    options = asked(told)
    results: dict[str, list[str]] = {}
    broken = 0
    kept = Path(tempfile.mkdtemp(prefix="exercices-"))
    try:
        if options.modeles:
            options.modeles.mkdir(parents=True, exist_ok=True)
            (kept / "modeles").symlink_to(options.modeles.resolve())
        for name in options.drills or DRILLS:
            title, run = DRILLS[name]
            print(f"── {title}")
            done = Drill(kept / name, options)
            try:
                run(done)
            except Exception as error:
                done.promise(False, f"L’exercice s’est arrêté : {error}")
            broken += done.broken
            today = f"Fait le {datetime.now(UTC):%d/%m/%Y}."
            results[title] = ["", today, "", *(f"- {line}" for line in done.lines)]
    finally:
        shutil.rmtree(kept, ignore_errors=True)
    write(sections() | results)
    return 1 if broken else 0


def sections() -> dict[str, list[str]]:
    """What the report says already, by title: a drill done alone leaves the others as they were."""
    found: dict[str, list[str]] = {}
    title = ""
    for line in REPORT.read_text(encoding="utf-8").splitlines() if REPORT.exists() else []:
        if line.startswith("## "):
            title = line[3:]
            found[title] = []
        elif title:
            found[title].append(line)
    return found


def write(written: dict[str, list[str]]) -> None:
    lines = ["# Exercices", "", HEADING]
    for title, _ in DRILLS.values():
        if title in written:
            lines += ["", f"## {title}", *written[title]]
    text = "\n".join(lines)
    while "\n\n\n" in text:
        text = text.replace("\n\n\n", "\n\n")
    REPORT.write_text(f"{text.strip()}\n", encoding="utf-8")
