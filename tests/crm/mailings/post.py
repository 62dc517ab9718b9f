"""A real mail server on this machine, and a worker that is a process of its own."""

from __future__ import annotations

import logging
import os
import socket
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from aiosmtpd.controller import Controller
from django.conf import settings
from django.db import connection

WORKER = """
import os
import django
from django.conf import settings

settings.DATABASES["default"]["NAME"] = os.environ["TEST_DB"]
settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", int(os.environ["TEST_PORT"])
django.setup()
from django.core.management import call_command

call_command("worker", *os.environ["TEST_OPTIONS"].split())
"""


class Received:
    """What the server took: how many messages an address."""

    def __init__(self) -> None:
        self.count: Counter[str] = Counter()
        self.wanted = 0
        self.reached = threading.Event()

    def wait_for(self, wanted: int, seconds: float) -> bool:
        self.wanted = wanted
        if self.count.total() >= wanted:
            self.reached.set()
        return self.reached.wait(seconds)

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        self.count.update(envelope.rcpt_tos)
        if self.wanted and self.count.total() >= self.wanted:
            self.reached.set()
        return "250 OK"


@contextmanager
def server(received: Received, port: int = 0) -> Iterator[int]:
    """Listen until the end of the block. The port that was free when none is asked."""
    logging.getLogger("mail.log").setLevel(logging.WARNING)
    controller = Controller(received, hostname="127.0.0.1", port=port or _free_port())
    controller.start()
    try:
        yield controller.port
    finally:
        controller.stop()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def worker(port: int, options: str = "") -> subprocess.Popen[bytes]:
    """Start `manage.py worker` on the database of the tests."""
    base = Path(settings.BASE_DIR)
    return subprocess.Popen(
        [sys.executable, "-c", WORKER],
        cwd=base,
        env=os.environ
        | {
            "DJANGO_SETTINGS_MODULE": "config.settings.test",
            "PYTHONPATH": f"{base / 'site'}{os.pathsep}{base}",
            "TEST_DB": str(connection.settings_dict["NAME"]),
            "TEST_PORT": str(port),
            "TEST_OPTIONS": options,
        },
        stdout=subprocess.DEVNULL,
    )
