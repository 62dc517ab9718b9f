"""The processes that make one site, run together by `manage.py serve`: they begin and end with it.

A plugin offers one of its own through the hook `register_process() -> Part`:

    @hooks.register("register_process")
    def send_letters() -> Part:
        return Part("courriers", ["worker"])

A part that dies is started again, after a pause that grows as long as it keeps dying.
"""

from __future__ import annotations

import logging
import subprocess  # nosec B404
import sys
import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from django.conf import settings
from wagtail import hooks

from .stopping import StopRequest

FIRST_PAUSE, LONGEST_PAUSE = 1.0, 60.0  # seconds
# A part that has held this long has started well: its next pause is the first one again.
STARTED_WELL = 60.0
# What a part may take to finish what it was doing: more than gunicorn gives its own workers.
GRACE = 45.0
BETWEEN_LOOKS = 0.5

logger = logging.getLogger(__name__)


class Part(NamedTuple):
    """name: what the log calls it. arguments: those of `manage.py`."""

    name: str
    arguments: list[str]

    @property
    def command(self) -> list[str]:
        return [sys.executable, str(settings.BASE_DIR / "manage.py"), *self.arguments]


class Server(NamedTuple):
    """The part that answers visitors, under gunicorn."""

    address: str
    workers: int
    name: str = "site"

    @property
    def command(self) -> list[str]:
        gunicorn = str(Path(sys.executable).with_name("gunicorn"))
        told = ["--bind", self.address, "--workers", str(self.workers)]
        return [gunicorn, *told, "config.wsgi"]


def offered() -> list[Part]:
    """What goes on beside the site: its own scheduler, and what its plugins ask for."""
    return [Part("planificateur", ["scheduler"])] + [
        Part(*offer()) for offer in hooks.get_hooks("register_process")
    ]


@dataclass
class Kept:
    """A part that is kept alive.

    process    the one that runs, None while it waits to be started
    start_at   when it is to be started, on the clock that only goes forward
    """

    part: Part | Server
    process: subprocess.Popen[bytes] | None = None
    started: float = 0.0
    start_at: float = 0.0
    pause: float = field(default=FIRST_PAUSE)

    def look(self, now: float) -> None:
        """Start it when its time has come; note that it died, and when it is to be started again."""
        if self.process is None:
            if now >= self.start_at:
                self._start(now)
            return
        status = self.process.poll()
        if status is None:
            return
        if now - self.started >= STARTED_WELL:
            self.pause = FIRST_PAUSE
        logger.error(
            "The part « %s » has stopped (%s); it starts again in %g s.",
            self.part.name,
            status,
            self.pause,
        )
        self.process, self.start_at = None, now + self.pause
        self.pause = min(self.pause * 2, LONGEST_PAUSE)

    def _start(self, now: float) -> None:
        # In a group of its own: Ctrl-C reaches who keeps it, which stops every part in good order.
        self.process = subprocess.Popen(  # noqa: S603  # nosec B603
            self.part.command, cwd=settings.BASE_DIR, start_new_session=True
        )
        self.started = now


def keep(parts: Iterable[Part | Server], stop: StopRequest) -> None:
    """Run the parts until a stop is asked; return once none is left."""
    kept = [Kept(part) for part in parts]
    try:
        while not stop.made:
            for one in kept:
                one.look(time.monotonic())
            stop.wait(BETWEEN_LOOKS)
    finally:
        _end([one.process for one in kept if one.process is not None])


def _end(processes: list[subprocess.Popen[bytes]]) -> None:
    """Ask all of them at once; cut off, after the grace, those that do not answer."""
    for process in processes:
        process.terminate()
    until = time.monotonic() + GRACE
    for process in processes:
        try:
            process.wait(max(0.0, until - time.monotonic()))
        except subprocess.TimeoutExpired:
            logger.error("A part did not stop in time (%s): it is cut off.", process.args)
            process.kill()
            process.wait()
