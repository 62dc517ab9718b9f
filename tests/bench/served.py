"""Behind a real server: the floors, the page cache, the memory of a worker, the weight of the home page."""

from __future__ import annotations

import shutil
import tempfile
from getpass import getuser
from importlib.util import find_spec
from itertools import cycle, islice
from pathlib import Path

from django.conf import settings

from tests.bench.lines import Line, Report
from tests.bench.measure import memory
from tests.bench.pages import addresses
from tests.bench.process import collect, environment, fetch, free_port, rate, running, served, wait
from tests.bench.targets import (
    HIT_RATE,
    HOME_REQUESTS,
    HOME_WEIGHT,
    WORKER,
    WORKER_GROWTH,
    Target,
)
from tests.bench.weight import home

BENCH, RATE = "servi", Target(unit="req/s")
LOOPS = 300
# Run by whoever runs the bench: what they may read is theirs alone.
NGINX = """
user {user}; daemon off; pid {folder}/pid; error_log /dev/null;
events {{ worker_connections 64; }}
http {{ access_log off; client_body_temp_path {folder}; proxy_temp_path {folder};
  fastcgi_temp_path {folder}; uwsgi_temp_path {folder}; scgi_temp_path {folder};
  server {{ listen 127.0.0.1:{port}; root {root}; }} }}
"""


def bench(report: Report, *, requests: int) -> None:
    report.title(BENCH)
    collect()
    _static_file(report)
    with served("tests.bench.bare") as (port, _):
        bare = rate(port, "/", LOOPS)
    report.add(Line(BENCH, "plancher : une vue nue", RATE, value=bare))
    with served(PAGE_CACHE="0") as (port, worker):
        report.add(
            Line(BENCH, "accueil sans cache de pages", RATE, value=rate(port, "/", LOOPS // 5))
        )
        _memory(report, port, worker, requests)
        _weight(report, port)
    _cached(report, bare)


def _static_file(report: Report) -> None:
    nginx = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
    files = sorted(Path(settings.VAR_DIR / "bench-static" / "css").glob("*.css"))
    if nginx is None or not files:
        report.skip("le fichier servi par nginx : il n’est pas installé")
        return
    port = free_port()
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        told = NGINX.format(user=getuser(), folder=folder, port=port, root=files[0].parent)
        written = Path(folder) / "nginx.conf"
        written.write_text(told)
        with running([nginx, "-c", str(written), "-p", folder], environment()) as process:
            path = f"/{files[0].name}"
            wait(process, port, path)
            report.add(
                Line(BENCH, "plancher : un fichier par nginx", RATE, value=rate(port, path, LOOPS))
            )


def _memory(report: Report, port: int, worker: int, requests: int) -> None:
    """Every page in turn; what the second half adds to the first is what leaks."""
    urls = cycle(addresses().values())
    held = []
    for _ in range(2):
        for url in islice(urls, requests // 2):
            fetch(port, url)
        held.append(memory(worker, "VmRSS"))
    name = f"un processus après {requests} demandes"
    report.add(Line(BENCH, name, WORKER, value=held[1]))
    times = held[1] / held[0] if held[0] else 1.0
    report.add(Line(BENCH, f"{name}, contre la moitié", WORKER_GROWTH, value=times))


def _weight(report: Report, port: int) -> None:
    found = home(port)
    if found is None:
        report.skip("le poids de l’accueil : Chromium n’est pas installé")
        return
    report.add(Line(BENCH, "poids de l’accueil", HOME_WEIGHT, value=found.kilobytes))
    report.add(Line(BENCH, "demandes de l’accueil", HOME_REQUESTS, value=found.requests))
    if found.elsewhere:
        report.skip(f"l’accueil demande à des tiers : {', '.join(found.elsewhere)}")


def _cached(report: Report, bare: float) -> None:
    if find_spec("editorial.page_cache") is None:
        report.skip("le cache de pages : il n’existe pas dans cette version")
        return
    with served(PAGE_CACHE="1") as (port, _):
        hit = rate(port, "/", LOOPS)
    report.add(Line(BENCH, "accueil en cache", RATE, value=hit))
    report.add(Line(BENCH, "accueil en cache, contre une vue nue", HIT_RATE, value=hit / bare))
