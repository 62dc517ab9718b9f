"""The database stops while people read and write, and comes back."""

from __future__ import annotations

import threading
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

from tests.drills.house import Answer, Drill, House
from tests.drills.server import Server, found

AWAY, WRITING = 3, 60  # seconds
READ = ["/", "/actualites/", "/formations/", "/plan-du-site/"]


def database_stops(drill: Drill) -> None:
    if not found():
        drill.say("Non fait : les programmes de PostgreSQL sont introuvables ici.")
        return
    with Server(drill.folder / "serveur", 54_332) as server:
        house = House(drill.folder, server.url("site"), port=8091)
        server.create("site")
        house.furnish()
        with house.serving():
            alive = [house.get(path).status for path in READ]
            drill.promise(
                set(alive) == {200}, f"Base en marche : {len(alive)} pages répondent 200."
            )

            answers = read_while(house, server.stop)
            drill.say(
                f"La base est coupée pendant que quatre lecteurs lisent : {statuses(answers)}."
            )
            down = [house.get(path) for path in READ]
            drill.promise(
                all(one.status in (200, 503) for one in down)
                and any(one.status == 503 for one in down),
                f"Base arrêtée : {statuses(down)}, en {max(one.seconds for one in down):.2f} s au plus.",
            )
            drill.promise(
                not any(one.tells_too_much for one in [*answers, *down]),
                "Aucune page ne montre de pile, de requête ni de nom de programme.",
            )
            health = house.get("/sante/").status
            drill.promise(health == 503, f"`/sante/` le dit : {health}.")

            server.start()
            back = [house.get(path) for path in READ]
            drill.promise(
                all(one.status == 200 for one in back),
                f"Base revenue, sans redémarrer le site : {statuses(back)}.",
            )
            cut_while_people_write(drill, house, server)


def cut_while_people_write(drill: Drill, house: House, server: Server) -> None:
    """The database goes and comes back among readers and writers, whom nobody starts again."""

    def cut() -> None:
        server.stop()
        time.sleep(AWAY)
        server.start()

    names = ["un", "deux"]
    with ThreadPoolExecutor(len(names)) as desks:
        writing = [desks.submit(house.inside, "open_files", str(WRITING), name) for name in names]
        # The writers are processes: they are first given the time to begin.
        time.sleep(WRITING / 3)
        answers = read_while(house, cut)
        told = [one.result() for one in writing]
    done, kept = sum(one["done"] for one in told), sum(one["kept"] for one in told)
    refused = sum(sum(one["refused"].values()) for one in told)
    drill.say(
        f"Coupée {AWAY} s puis rendue pendant que quatre lecteurs lisent et que deux agents écrivent : "
        f"{statuses(answers)} ; {done} dossiers ouverts, {refused} refusés."
    )
    drill.promise(
        refused > 0 and all(one["after"] for one in told),
        "La coupure s’est vue, et chacun écrit de nouveau sans que rien ne redémarre.",
    )
    drill.promise(
        done == kept, f"Tout ce qui a été dit écrit l’est, rien de plus : {kept} dossiers."
    )
    last = [house.get(path) for path in READ]
    drill.promise({one.status for one in last} == {200}, f"Ensuite : {statuses(last)}.")


def read_while(house: House, act) -> list[Answer]:  # type: ignore[no-untyped-def]
    """Four readers read without a pause; the act happens among them."""
    answers: list[Answer] = []
    over = threading.Event()

    def read(number: int) -> None:
        turn = number
        while not over.is_set():
            answers.append(house.get(READ[turn % len(READ)]))
            turn += 1

    readers = [threading.Thread(target=read, args=(number,)) for number in range(4)]
    for reader in readers:
        reader.start()
    over.wait(2)
    act()
    over.wait(2)
    over.set()
    for reader in readers:
        reader.join()
    return answers


def statuses(answers: list[Answer]) -> str:
    counted = Counter(one.status for one in answers)
    return ", ".join(f"{number} fois {status}" for status, number in sorted(counted.items()))
