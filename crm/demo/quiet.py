from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from wagtail.signal_handlers import disable_reference_index_auto_update

from crm.letters.services import outbox_shut


@contextmanager
def quietly() -> Iterator[None]:
    """Load without a letter, and without noting in Wagtail's index which row names which: half the time."""
    with outbox_shut(), disable_reference_index_auto_update():
        yield
