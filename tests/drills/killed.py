"""A worker that is killed: letters leave once, a long import is written once."""

from __future__ import annotations

import sqlite3
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from aiosmtpd.controller import Controller

from tests.drills.house import PATIENCE, Drill, House

LETTERS, ROWS = 200, 600
MAIL = 8093


class Post:
    """A mail server that counts what each address is sent."""

    def __init__(self) -> None:
        self.count: Counter[str] = Counter()

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        self.count.update(envelope.rcpt_tos)
        return "250 OK"

    def of_the_drill(self) -> Counter[str]:
        return Counter({to: many for to, many in self.count.items() if to.startswith("exercice")})


@contextmanager
def open_post(port: int = MAIL) -> Iterator[Post]:
    post = Post()
    controller = Controller(post, hostname="127.0.0.1", port=port)
    controller.start()
    try:
        yield post
    finally:
        controller.stop()


def until(true: Any, seconds: float = PATIENCE) -> bool:
    end = time.monotonic() + seconds
    while not true():
        if time.monotonic() > end:
            return False
        time.sleep(0.02)
    return True


def worker_is_killed(drill: Drill) -> None:
    file = drill.folder / "site.sqlite3"
    mail = {"EMAIL_URL": f"smtp://127.0.0.1:{MAIL}"}
    house = House(drill.folder, f"sqlite:///{file}", more=mail)
    house.furnish()
    with open_post() as post:
        # What the demonstration left in the queue goes first.
        house.manage("worker", "--once")
        in_the_middle_of_letters(drill, house, post)
        in_the_middle_of_an_import(drill, house, file)


def in_the_middle_of_letters(drill: Drill, house: House, post: Post) -> None:
    house.inside("write_letters", str(LETTERS))
    first = house.begin("manage.py", "worker", "--pause", "0.1")
    until(lambda: post.of_the_drill().total() >= LETTERS // 4)
    first.kill()
    first.wait()
    gone = post.of_the_drill().total()
    drill.promise(
        0 < gone < LETTERS,
        f"L’ouvrier est tué (kill -9) quand {gone} courriers sur {LETTERS} sont partis.",
    )
    house.manage("worker", "--once")
    sent = post.of_the_drill()
    states = house.inside("letters")
    between = states.get("sending", 0)
    drill.promise(
        max(sent.values()) == 1 and LETTERS - len(sent) <= between <= 1,
        f"Le suivant envoie le reste : {len(sent)} adresses servies, aucune deux fois ; au sort incertain, à "
        f"montrer à quelqu’un : {between}.",
    )


def in_the_middle_of_an_import(drill: Drill, house: House, file: Path) -> None:
    given = house.inside("give_import", str(ROWS))
    first = house.begin("manage.py", "worker", "--pause", "0.1")
    held = until(lambda: is_held(file))
    first.kill()
    first.wait()
    cut = house.inside("told", str(given["pk"]))
    drill.promise(
        held and (cut["state"], cut["people"]) == ("confirmed", given["people"]),
        f"L’ouvrier est tué pendant l’écriture de {ROWS} lignes : rien n’en reste, l’import attend toujours.",
    )
    house.inside("take_up_later")
    house.manage("worker", "--once")
    done = house.inside("told", str(given["pk"]))
    drill.promise(
        done["state"] == "done"
        and done["people"] == given["people"] + done["counts"].get("new", 0),
        f"Repris par le suivant : {done['counts'].get('new', 0)} dossiers ouverts, chacun une fois.",
    )
    house.inside("take_up_later")
    house.manage("worker", "--once")
    drill.promise(
        house.inside("told", str(given["pk"])) == done,
        "Repris encore une fois, il n’écrit plus rien.",
    )


def is_held(file: Path) -> bool:
    """Tell whether somebody has been writing for half a second without a pause."""
    for _ in range(10):
        opened = sqlite3.connect(file, timeout=0, isolation_level=None)
        try:
            opened.execute("BEGIN IMMEDIATE")
            opened.execute("ROLLBACK")
        except sqlite3.OperationalError:
            time.sleep(0.05)
        else:
            return False
        finally:
            opened.close()
    return True
