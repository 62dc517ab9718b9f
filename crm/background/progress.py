"""How far a long action is, told beside what does it: by a thread whose connection nothing else uses.

What does it may hold a reading open for minutes; SQLite would refuse it to write meanwhile.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterable, Iterator
from types import TracebackType
from typing import TypeVar

from django.conf import settings
from django.db import DatabaseError, connection
from django.utils import timezone

from editorial.watch.heartbeats import WORKER, beat

from .models import LongAction

EVERY = 1.0  # seconds
Row = TypeVar("Row")

logger = logging.getLogger(__name__)


class Cancelled(Exception):
    """Whoever asked asked to stop, or somebody else has taken it over."""


class Progress:
    """Told by what runs; inside its `with`, written each second while it runs."""

    def __init__(self, action: LongAction) -> None:
        self.pk, self.holder = action.pk, action.holder
        self.done = 0
        self._stopped, self._over = threading.Event(), threading.Event()
        self._teller = threading.Thread(target=self._keep_telling, daemon=True)

    def counted(self, rows: Iterable[Row]) -> Iterator[Row]:
        """The rows as they come, each one counted. Raises Cancelled between two of them."""
        for row in rows:
            self.tell(self.done)
            yield row
            self.done += 1

    def tell(self, done: int) -> None:
        if self._stopped.is_set():
            raise Cancelled
        self.done = done

    def __enter__(self) -> Progress:
        self._teller.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._over.set()
        self._teller.join()

    def _keep_telling(self) -> None:
        try:
            while not self._over.wait(EVERY):
                self._tell_once()
        finally:
            connection.close()

    def _tell_once(self) -> None:
        try:
            mine = LongAction.objects.filter(pk=self.pk, holder=self.holder)
            mine.update(done=self.done, alive_at=timezone.now())
            if not mine.filter(cancel_asked_at__isnull=True).exists():
                self._stopped.set()
            if not settings.LETTERS_IN_PROCESS:
                beat(WORKER)
        except DatabaseError:
            logger.exception(
                "The progress of a long action could not be told; another try follows."
            )
