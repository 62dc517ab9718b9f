"""Other processes on the same base: a real server under load, a task whose memory is its own."""

from __future__ import annotations

import http.client
import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.conf import settings

from tests.bench.base import address

SETTINGS = "tests.bench.settings"
Process = subprocess.Popen[bytes]


def environment(**more: str) -> dict[str, str]:
    """That of this process, on its base, with caches that no other site reads."""
    kept = {name: value for name, value in os.environ.items() if name != "ARGS"}
    caches = f"filecache://{settings.VAR_DIR / 'bench-cache'}"
    ours = {"DATABASE_URL": address(), "CACHE_URL": caches, "PYTHONPATH": "site:."}
    return kept | ours | more


def ask(*command: str) -> dict[str, Any]:
    """Run a task of tests.bench.task in its own process and return what it tells."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench.task", *command],
        env=environment(DJANGO_SETTINGS_MODULE="config.settings.test"),
        check=True,
        capture_output=True,
        text=True,
    )
    told: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return told


def free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


def collect() -> None:
    """The files of the site, named by what they hold and compressed."""
    subprocess.run(
        [sys.executable, "manage.py", "collectstatic", "--noinput", "-v0"],
        env=environment(DJANGO_SETTINGS_MODULE=SETTINGS),
        check=True,
    )


@contextmanager
def served(settings_: str = SETTINGS, **more: str) -> Iterator[tuple[int, int]]:
    """gunicorn and one worker on the base: its port, and the process of the worker."""
    port = free_port()
    told = environment(
        DJANGO_SETTINGS_MODULE=settings_, BASE_URL=f"http://127.0.0.1:{port}", **more
    )
    command = ["-m", "gunicorn", "--workers=1", f"--bind=127.0.0.1:{port}"]
    with running(
        [sys.executable, *command, "--access-logfile=/dev/null", "config.wsgi"], told
    ) as process:
        wait(process, port)
        yield port, _child_of(process.pid)


@contextmanager
def running(command: Sequence[str], env: dict[str, str]) -> Iterator[Process]:
    quiet = subprocess.DEVNULL
    process = subprocess.Popen(command, env=env, stdout=quiet, stderr=quiet)
    try:
        yield process
    finally:
        process.terminate()
        process.wait()


def _child_of(pid: int) -> int:
    told = Path(f"/proc/{pid}/task/{pid}/children")
    children = told.read_text().split() if told.exists() else []
    return int(children[0]) if children else pid


def wait(process: Process, port: int, path: str = "/") -> None:
    """Until a server answers, as long as it lives: a loaded machine starts a site in minutes."""
    while process.poll() is None:
        try:
            fetch(port, path)
        except OSError:
            time.sleep(0.2)
        else:
            return
    raise RuntimeError(f"le serveur du port {port} s’est arrêté")


def fetch(port: int, path: str) -> bytes:
    link = http.client.HTTPConnection("127.0.0.1", port, timeout=600)
    try:
        link.request("GET", path, headers={"Accept-Encoding": "gzip"})
        answer = link.getresponse()
        content = answer.read()
    finally:
        link.close()
    if answer.status != http.client.OK:
        raise RuntimeError(f"{path} : {answer.status}")
    return content


def rate(port: int, path: str, count: int) -> float:
    """Requests a second of one client that waits for each answer."""
    fetch(port, path)
    begun = time.monotonic()
    for _ in range(count):
        fetch(port, path)
    return count / (time.monotonic() - begun)
