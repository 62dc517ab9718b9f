"""Everybody at once, for minutes, on one machine: readers, candidates, advisors, letters, jobs."""

from __future__ import annotations

import threading
import time
import urllib.request
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from tests.drills.house import Drill, House, ask, ending
from tests.drills.killed import open_post
from tests.drills.memory import Watch

PAGES = ["/", "/actualites/", "/formations/", "/plan-du-site/", "/recherche/?q=teletravail"]
SCREENS = ["/admin/", "/admin/accueil/journee/", "/admin/accueil/parcours/", "/admin/chiffres/"]
MAIL = 8099
READERS, CANDIDATES, ADVISORS = 4, 2, 2
PAUSE = 0.2


def mixed_load(drill: Drill) -> None:
    house = House(
        drill.folder,
        f"sqlite:///{drill.folder / 'site.sqlite3'}",
        port=8095,
        more={
            "EMAIL_URL": f"smtp://127.0.0.1:{MAIL}",
            "SECOND_FACTOR_REQUIRED": "0",
            "SUDO_MINUTES": "0",
        },
    )
    house.furnish()
    house.collect_static()
    cookie = house.inside("session_of", "conseillere")["cookie"]
    command = ["manage.py", "serve", "--port", str(house.port), "--workers", "2"]
    with open_post(MAIL) as post, ending(house.begin(*command)) as (served,):
        house.wait()
        everybody(drill, house, cookie, Watch(served.pid))
        sent = post.of_the_drill()
    drill.promise(
        bool(sent) and max(sent.values()) == 1,
        f"{sent.total()} courriers partis pendant ce temps, aucun deux fois.",
    )


def everybody(drill: Drill, house: House, cookie: str, watch: Watch) -> None:
    minutes = float(drill.options.minutes)
    seconds = minutes * 60
    over = threading.Event()
    with ThreadPoolExecutor(32) as crowd:
        reading = [crowd.submit(read, house, PAGES, {}, rank, over) for rank in range(READERS)]
        looking = [
            crowd.submit(
                read, house, SCREENS, {"Cookie": cookie, "X-Forwarded-Proto": "https"}, rank, over
            )
            for rank in range(ADVISORS)
        ]
        acting = [
            crowd.submit(house.inside, kind, str(seconds), f"{kind} {rank}")
            for kind, many in (("candidates", CANDIDATES), ("advisors", ADVISORS))
            for rank in range(many)
        ]
        acting.append(crowd.submit(house.inside, "write_letters", str(int(60 * minutes))))
        watch.follow(minutes)
        over.set()
        pages, screens = (
            sum((one.result() for one in many), Counter()) for many in (reading, looking)
        )
        acts = [one.result() for one in acting]
    tell(drill, minutes, pages, screens, acts[:-1])
    for sentence, flat in watch.verdict():
        drill.promise(flat, sentence)


def read(
    house: House, paths: list[str], headers: dict[str, str], rank: int, over: threading.Event
) -> Counter[int]:
    """Read one page after the other; count the answers by status."""
    found: Counter[int] = Counter()
    turn = rank
    while not over.is_set():
        request = urllib.request.Request(f"{house.base}{paths[turn % len(paths)]}", headers=headers)
        found[ask(request).status] += 1
        turn += 1
        time.sleep(PAUSE)
    return found


def tell(
    drill: Drill,
    minutes: float,
    pages: Counter[int],
    screens: Counter[int],
    acts: list[dict[str, Any]],
) -> None:
    drill.promise(
        set(pages) == set(screens) == {200},
        f"{minutes:g} minutes : {shown(pages)} pour {READERS} lecteurs, {shown(screens)} pour {ADVISORS} conseillers "
        "à l’écran.",
    )
    done, kept = sum(one["done"] for one in acts), sum(one["kept"] for one in acts)
    refused = Counter[str]()
    for one in acts:
        refused.update(one["refused"])
    drill.promise(
        done == kept and not refused,
        f"{done} candidatures et échanges notés par {len(acts)} processus, {refused.total()} refus de la base"
        f"{f' ({dict(refused)})' if refused else ''}, {kept} retrouvés.",
    )


def shown(statuses: Counter[int]) -> str:
    return ", ".join(f"{many} fois {status}" for status, many in sorted(statuses.items()))
