from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from django.core.files.storage import FileSystemStorage, storages
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone

from .archive import Manifest, Writer, check
from .databases import engine
from .problems import BackupProblem

# Folders of a backup, and the storage that each is a copy of.
FOLDERS = {"medias": "default", "prive": "private"}
NAMED = "sauvegarde-*.tar.gz"


def make(folder: Path, at: datetime | None = None) -> Path:
    """Make a backup in a folder, read it back, and return its path. Raises BackupProblem."""
    now = at or timezone.now()
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    target = folder / f"sauvegarde-{timezone.localtime(now):%Y-%m-%d-%H%M%S}.tar.gz"
    if target.exists():
        raise BackupProblem("Une sauvegarde de cette seconde existe déjà.")
    with TemporaryDirectory(dir=folder) as kept, Writer(target) as writer:
        copier = engine()
        copy = Path(kept) / copier.file_name
        rows = copier.dump(copy)
        copier.check(copy)
        writer.add(copier.file_name, copy)
        for name, path in stored_files():
            # The database was copied first: a file that goes away after it had lost its row.
            with suppress(FileNotFoundError):
                writer.add(name, path)
        writer.finish(Manifest(now, connection.vendor, rows, applied()))
    check(target)
    return target


def applied() -> list[str]:
    found = MigrationRecorder(connection).applied_migrations()
    return sorted(f"{app}.{name}" for app, name in found)


def on_disk() -> dict[str, Path]:
    """The folders that a backup copies: files kept elsewhere (S3) are kept by who keeps them."""
    found = {}
    for folder, alias in FOLDERS.items():
        storage = storages[alias]
        if isinstance(storage, FileSystemStorage):
            found[folder] = Path(storage.location)
    return found


def stored_files() -> Iterator[tuple[str, Path]]:
    """Every file of the folders, by its name in a backup."""
    for folder, root in on_disk().items():
        for path in sorted(root.rglob("*")):
            if path.is_file():
                yield f"{folder}/{path.relative_to(root).as_posix()}", path


def keep_last(folder: Path, kept: int) -> list[Path]:
    """Delete the oldest backups of a folder, personal data among them, but for the last ones. Return them."""
    old = sorted(folder.glob(NAMED))[:-kept] if kept else []
    for path in old:
        path.unlink()
    return old
