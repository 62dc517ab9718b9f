"""Two sites, two workers, two schedulers on PostgreSQL and Redis, behind nginx: as on several machines."""

from __future__ import annotations

import http.client
import time
import urllib.request
from contextlib import ExitStack

from tests.drills import front
from tests.drills.house import Answer, Drill, House, ask, ending
from tests.drills.killed import LETTERS, MAIL, Post, open_post, until
from tests.drills.outage import READ
from tests.drills.server import Server, found

PORTS = [8097, 8098]
TOO_MUCH = 13 * 1024 * 1024
TITLE = "Publié d’un côté, lu de l’autre"


def several_processes(drill: Drill) -> None:
    if missing := front.missing():
        drill.say(f"Non fait : introuvables ici, {', '.join(missing)}.")
        return
    if not found():
        drill.say("Non fait : les programmes de PostgreSQL sont introuvables ici.")
        return
    with ExitStack() as stack:
        server = stack.enter_context(Server(drill.folder / "serveur", 54_334))
        server.create("site")
        stack.enter_context(ending(front.start_redis(drill.folder)))
        house = House(drill.folder, server.url("site"), port=PORTS[0], more=shared())
        house.furnish()
        house.collect_static()
        post = stack.enter_context(open_post())
        house.manage("worker", "--once")
        sites = [house.gunicorn(port) for port in PORTS]
        stack.enter_context(ending(*sites))
        beside = drill.folder / "nginx"
        stack.enter_context(ending(front.start_nginx(beside, drill.folder / "medias", PORTS)))
        until(lambda: all(direct(port, "/sante/").status == 200 for port in PORTS))
        front_door = Front(beside)
        through_nginx(drill, house, front_door)
        published(drill, house)
        worked(drill, house, post)
        sites[0].terminate()
        sites[0].wait()
        answers = [front_door.get(path) for path in READ * 3]
        drill.promise(
            {one.status for one in answers} == {200},
            f"Un des deux sites arrêté : {len(answers)} pages par nginx, toutes 200.",
        )


def shared() -> dict[str, str]:
    redis = f"redis://127.0.0.1:{front.REDIS}"
    return {
        "CACHE_URL": f"{redis}/0",
        "LIMITS_CACHE_URL": f"{redis}/1",
        "EMAIL_URL": f"smtp://127.0.0.1:{MAIL}",
        "SECURE_SSL_REDIRECT": "1",
        "BASE_URL": f"https://127.0.0.1:{front.HTTPS}",
    }


class Front:
    """What a visitor reaches."""

    def __init__(self, folder) -> None:  # type: ignore[no-untyped-def]
        self.trust = front.trust(folder)

    def get(self, path: str, data: bytes | None = None) -> Answer:
        return ask(f"https://127.0.0.1:{front.HTTPS}{path}", context=self.trust, data=data)


def direct(port: int, path: str) -> Answer:
    """Ask one of the sites, as nginx does."""
    headers = {"X-Forwarded-Proto": "https", "X-Forwarded-For": "127.0.0.1"}
    return ask(urllib.request.Request(f"http://127.0.0.1:{port}{path}", headers=headers))


def through_nginx(drill: Drill, house: House, door: Front) -> None:
    pages = [door.get(path) for path in READ]
    drill.promise(
        {one.status for one in pages} == {200},
        f"Le fichier nginx livré sert {len(pages)} pages en HTTPS, réparties sur deux sites.",
    )
    plain = http.client.HTTPConnection("127.0.0.1", front.HTTP, timeout=30)
    plain.request("GET", "/actualites/")
    answer = plain.getresponse()
    where = answer.getheader("Location", "")
    drill.promise(
        answer.status == 301 and where == "https://127.0.0.1/actualites/",
        "En clair, il renvoie vers HTTPS.",
    )
    images = house.folder / "medias" / "images"
    images.mkdir(parents=True, exist_ok=True)
    (images / "tour.txt").write_text("la tour")
    (house.folder / "medias" / "documents").mkdir(exist_ok=True)
    (house.folder / "medias" / "documents" / "secret.txt").write_text("réservé")
    image, document = door.get("/medias/images/tour.txt"), door.get("/medias/documents/secret.txt")
    drill.promise(
        (image.status, image.body) == (200, "la tour")
        and "sandbox" in image.headers.get("Content-Security-Policy", ""),
        "Les images sont rendues par nginx, sous une politique qui n’exécute rien.",
    )
    drill.promise(document.status == 404, f"Les documents, non : {document.status}.")
    heavy = door.get("/contact/", b"0" * TOO_MUCH)
    drill.promise(heavy.status == 413, f"Un envoi de 13 Mo est refusé à la porte : {heavy.status}.")


def published(drill: Drill, house: House) -> None:
    path = house.inside("publish", "Avant")["path"]
    before = [direct(port, path) for port in PORTS]
    house.inside("publish", TITLE)
    after = [direct(port, path) for port in PORTS]
    drill.promise(
        all("Avant" in one.body for one in before) and all(TITLE in one.body for one in after),
        "Une page publiée par un autre processus se lit aussitôt sur les deux sites.",
    )


def worked(drill: Drill, house: House, post: Post) -> None:
    house.inside("write_letters", str(LETTERS))
    planned = house.inside("plan_page", "5")
    workers = [house.begin("manage.py", "worker", "--pause", "0.5") for _ in range(2)]
    schedulers = [house.begin("manage.py", "scheduler", "--every", "2") for _ in range(2)]
    with ending(*workers, *schedulers):
        until(lambda: post.of_the_drill().total() >= LETTERS)
        until(lambda: house.inside("times_published", str(planned["pk"]))["times"])
        # Time for the other ones to do it again, if they could.
        time.sleep(10)
    sent = post.of_the_drill()
    drill.promise(
        (len(sent), max(sent.values(), default=0)) == (LETTERS, 1),
        f"Deux ouvriers : {sent.total()} courriers partis, un par adresse.",
    )
    times = house.inside("times_published", str(planned["pk"]))["times"]
    drill.promise(times == 1, f"Deux planificateurs : une page programmée paraît {times} fois.")
    ended = [one.returncode for one in (*workers, *schedulers)]
    drill.promise(set(ended) == {0}, "Arrêtés, les quatre finissent proprement.")
