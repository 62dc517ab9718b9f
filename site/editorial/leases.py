"""A job held by one scheduler, and held again for as long as it runs, so that no other takes it meanwhile."""

from __future__ import annotations

import logging
import threading
import time
import uuid
from datetime import datetime, timedelta
from types import TracebackType

from django.db import DatabaseError, connection
from django.db.models import Q, QuerySet

from editorial.models import ScheduledJob
from editorial.watch.heartbeats import SCHEDULER, beat

# A job that is cut off (the machine stops) is taken up again after this.
HELD_FOR = timedelta(minutes=10)
# How often what runs for long is held again, in seconds: a few tries may fail before the term.
RENEWED_EVERY = 120.0

logger = logging.getLogger(__name__)


class Lease:
    """One holding of a job. Inside its `with`, a thread of its own holds the job again and again."""

    def __init__(self, name: str, at: datetime) -> None:
        self.name, self.at = name, at
        self.holder = uuid.uuid4().hex
        self._began = time.monotonic()
        self._over = threading.Event()
        self._keeper = threading.Thread(target=self._keep, daemon=True)

    def take(self) -> bool:
        """One statement takes the job: of two schedulers that try, the database lets one through."""
        row, _ = ScheduledJob.objects.get_or_create(name=self.name, defaults={"next_at": self.at})
        free = Q(held_until__isnull=True) | Q(held_until__lte=self.at)
        due = ScheduledJob.objects.filter(free, pk=row.pk, next_at__lte=self.at)
        return due.update(held_until=self.at + HELD_FOR, holder=self.holder) == 1

    def renew(self) -> bool:
        """Hold it from now on. False when it was taken over meanwhile."""
        until = self.at + timedelta(seconds=self.seconds()) + HELD_FOR
        return self.mine().update(held_until=until) == 1

    def mine(self) -> QuerySet[ScheduledJob]:
        return ScheduledJob.objects.filter(name=self.name, holder=self.holder)

    def seconds(self) -> float:
        return time.monotonic() - self._began

    def __enter__(self) -> Lease:
        self._keeper.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._over.set()
        self._keeper.join()

    def _keep(self) -> None:
        try:
            while not self._over.wait(RENEWED_EVERY):
                self._keep_once()
        finally:
            connection.close()

    def _keep_once(self) -> None:
        try:
            self.renew()
            beat(SCHEDULER)
        except DatabaseError:
            logger.exception(
                "The scheduled job %s could not be held again; another try follows.", self.name
            )
