"""What long actions make, in the private storage: no address serves it, and it does not stay."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from tempfile import TemporaryFile
from uuid import uuid4

from django.core.files import File
from django.core.files.storage import Storage, storages

from .models import LongAction

FOLDER = "travaux"
# A file that no row names is being written, unless it is older than this.
BEING_WRITTEN = timedelta(hours=6)


def private() -> Storage:
    return storages["private"]


def keep(parts: Iterable[bytes], kind: str) -> str:
    """Write parts as they come and return the name of the file; nothing stays when they break off."""
    with TemporaryFile() as written:
        for part in parts:
            written.write(part)
        written.seek(0)
        return private().save(f"{FOLDER}/{uuid4().hex}.{kind}", File(written))


def forget(name: str) -> None:
    if name:
        private().delete(name)


def lost(at: datetime) -> list[str]:
    """Those that no row names, because their worker was cut off between the file and its row."""
    try:
        _, held = private().listdir(FOLDER)
    except FileNotFoundError:
        return []
    named = set(LongAction.objects.exclude(stored_as="").values_list("stored_as", flat=True))
    paths = [f"{FOLDER}/{name}" for name in held if f"{FOLDER}/{name}" not in named]
    return [one for one in paths if private().get_modified_time(one) < at - BEING_WRITTEN]
