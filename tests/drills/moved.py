"""A site that outgrows its file goes to PostgreSQL by one command."""

from __future__ import annotations

import hashlib

from tests.drills.backups import VOLATILE, told
from tests.drills.house import Drill, House
from tests.drills.server import Server, found

OTHERWISE = ("wagtailsearch_indexentry", "django_migrations")


def from_sqlite_to_postgresql(drill: Drill) -> None:
    if not found():
        drill.say("Non fait : les programmes de PostgreSQL sont introuvables ici.")
        return
    file = drill.folder / "site.sqlite3"
    before = House(drill.folder, f"sqlite:///{file}")
    before.furnish()
    before.inside("sign_in", "dpd")
    rows, figures = before.inside("rows"), before.inside("figures")
    bytes_before = hashlib.sha256(file.read_bytes()).hexdigest()
    with Server(drill.folder / "serveur", 54_333) as server:
        server.create("site")
        after = House(drill.folder, server.url("site"), port=8094)
        for sentence in after.manage("move_from", str(file)).strip().splitlines():
            drill.say(f"« {sentence.replace(str(drill.folder), '…')} »")
        arrived = after.inside("rows")
        differing = sorted(
            table
            for table in rows.keys() & arrived.keys()
            if rows[table] != arrived[table]
            and not table.startswith(OTHERWISE)
            and table not in VOLATILE
        )
        drill.promise(not differing, f"Chaque table a autant de lignes qu’avant{told(differing)}.")
        drill.promise(after.inside("figures") == figures, "Les indicateurs sont les mêmes.")
        drill.promise(
            hashlib.sha256(file.read_bytes()).hexdigest() == bytes_before,
            "Le fichier de départ n’a pas changé d’un octet.",
        )
        drill.promise(
            after.inside("sign_in", "dpd")["signed_in"],
            "Un compte se connecte avec son mot de passe.",
        )
        written = after.inside("open_files", "3", "Arrivée")
        drill.promise(
            0 < written["done"] == written["kept"],
            f"La base d’arrivée s’écrit : {written['kept']} dossiers ouverts.",
        )
        with after.serving():
            answer = after.get("/recherche/?q=teletravail")
            drill.promise(
                answer.status == 200 and "search-results" in answer.body,
                "Le site répond sur PostgreSQL, et sa recherche trouve.",
            )
