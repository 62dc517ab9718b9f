"""Servers of the site, each a process of its own, on the database of the test and on one shared cache."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

from django.db import connection

from tests.files import ROOT

LISTENING = "Listening at: http://"


def environment(shared: Path) -> dict[str, str]:
    """What makes another process read the same database and the same cache. Call it inside the test."""
    known = connection.settings_dict
    database = f"sqlite:///{known['NAME']}"
    if connection.vendor == "postgresql":
        password = f":{known['PASSWORD']}" if known["PASSWORD"] else ""
        host = f"{known['HOST']}:{known['PORT'] or 5432}"
        database = f"postgres://{known['USER']}{password}@{host}/{known['NAME']}"
    return os.environ | {
        "DJANGO_SETTINGS_MODULE": "config.settings.dev",
        "DATABASE_URL": database,
        "CACHE_URL": f"filecache://{shared}?max_entries=5000",
        "DEBUG": "0",
        "PYTHONUNBUFFERED": "1",
    }


def share(settings: Any, shared: Path) -> None:
    """Let this process tell the others what it writes."""
    one = {
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": str(shared),
    }
    names = ("default", "changes", "pages", "renditions")
    settings.CACHES = settings.CACHES | dict.fromkeys(names, one)


class Server:
    def __init__(self, place: str) -> None:
        host, port = place.rsplit(":", 1)
        self.host, self.port = host, int(port)

    def ask(
        self, address: str, method: str = "GET", body: str = "", **headers: str
    ) -> tuple[int, str]:
        """Give the status of an answer and its words."""
        line = HTTPConnection(self.host, self.port, timeout=120)
        line.request(method, address, body or None, headers)
        answer = line.getresponse()
        words = answer.read().decode()
        line.close()
        return answer.status, words


@contextmanager
def running(shared: Path, count: int) -> Iterator[list[Server]]:
    """Start servers, wait until each says where it listens, stop them at the end."""
    with ExitStack() as stack:
        command = [
            sys.executable,
            "-m",
            "gunicorn",
            "--bind=127.0.0.1:0",
            "--threads=2",
            "config.wsgi",
        ]
        started = [
            subprocess.Popen(
                command, cwd=ROOT, env=environment(shared), text=True,
                stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
            )
            for _ in range(count)
        ]  # fmt: skip
        for process in started:
            stack.callback(process.communicate)
            stack.callback(process.terminate)
        yield [Server(_place(process)) for process in started]


def _place(process: subprocess.Popen[str]) -> str:
    assert process.stderr
    for line in process.stderr:
        if LISTENING in line:
            told = json.loads(line) if line.startswith("{") else {"message": line}
            return str(told).split(LISTENING, 1)[1].split()[0].strip("'\",")
    raise AssertionError("The server did not start.")
