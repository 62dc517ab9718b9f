"""A backup, the loss of everything, and its return."""

from __future__ import annotations

import shutil
from pathlib import Path

from tests.drills.house import Drill, House
from tests.drills.server import Server, found

# What may differ: who was signed in, what was limited.
# Kept for the drills that come after: a demonstration takes minutes.
MODEL = "modele.sqlite3"
VOLATILE = {"django_session", "site_limits"}


def on_sqlite(drill: Drill) -> None:
    house = House(drill.folder, f"sqlite:///{drill.folder / 'site.sqlite3'}")
    house.furnish()
    shutil.copyfile(drill.folder / "site.sqlite3", drill.folder.parent / MODEL)

    def lose() -> None:
        for file in drill.folder.glob("site.sqlite3*"):
            file.unlink()

    lose_and_restore(drill, house, lose)


def on_postgresql(drill: Drill) -> None:
    if not found():
        drill.say("Non fait : les programmes de PostgreSQL sont introuvables ici.")
        return
    with Server(drill.folder / "serveur", 54_331) as server:
        house = House(drill.folder, server.url("site"))
        server.create("site")
        house.furnish()

        def lose() -> None:
            server.drop("site")
            server.create("site")

        lose_and_restore(drill, house, lose)


def lose_and_restore(drill: Drill, house: House, lose) -> None:  # type: ignore[no-untyped-def]
    house.inside("sign_in", "dpd")
    before = house.inside("digest")
    drill.say(
        f"Avant : {before['rows']} lignes dans {len(before['tables'])} tables, {len(before['files'])} fichiers."
    )
    drill.say(house.manage("backup").strip().replace(f"{house.folder}/", ""))
    archive = str(next((house.folder / "sauvegardes").glob("*.tar.gz")))
    gone = house.inside("erase")
    drill.say("Après la sauvegarde, une personne est effacée.")

    lose()
    shutil.rmtree(house.folder / "medias", ignore_errors=True)
    shutil.rmtree(house.folder / "prive", ignore_errors=True)
    drill.say("La base et tous les fichiers sont détruits.")

    house.manage("restore", archive, ERASURES_DIR=str(house.folder / "vide"))
    after = house.inside("digest")
    differing = sorted(
        table
        for table in before["tables"].keys() | after["tables"].keys()
        if before["tables"].get(table) != after["tables"].get(table) and table not in VOLATILE
    )
    drill.promise(
        not differing,
        f"Restaurée dans une base vide : chaque table a les mêmes lignes, à l’empreinte près{told(differing)}.",
    )
    drill.promise(before["files"] == after["files"], "Chaque fichier est revenu, à l’octet près.")
    drill.promise(
        house.inside("sign_in", "dpd")["signed_in"], "Un compte se connecte avec son mot de passe."
    )

    said = house.manage("restore", archive, "--replace").strip().splitlines()
    drill.say(f"Restaurée de nouveau, avec la liste des effacements : « {said[-2]} »")
    drill.promise(
        house.inside("person", str(gone["pk"])) == {"name": "", "anonymised": True},
        "La personne effacée après la sauvegarde est effacée dans la base restaurée.",
    )
    damaged(drill, house, Path(archive))


def damaged(drill: Drill, house: House, archive: Path) -> None:
    """An archive of which one byte changed is refused before anything is touched."""
    content = bytearray(archive.read_bytes())
    content[len(content) // 2] ^= 0xFF
    archive.write_bytes(content)
    before = house.inside("digest")["tables"]
    try:
        house.manage("restore", str(archive), "--replace")
    except RuntimeError:
        same = house.inside("digest")["tables"] == before
        drill.promise(same, "Une archive dont un octet a changé est refusée, et rien n’est touché.")
    else:
        drill.promise(False, "Une archive dont un octet a changé est refusée.")


def told(names: list[str]) -> str:
    return f" (diffèrent : {', '.join(names)})" if names else ""
