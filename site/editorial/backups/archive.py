"""The file of a backup: a tar whose last member, the manifest, says what every other one must be."""

from __future__ import annotations

import hashlib
import json
import os
import tarfile
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from datetime import datetime
from io import BytesIO
from pathlib import Path, PurePosixPath
from typing import IO

from .problems import BackupProblem

MANIFEST = "manifeste.json"
FORMAT = 1
AT_ONCE = 1 << 20


@dataclass
class Manifest:
    """made_at: the moment that the database shows. rows: by table. files: the SHA-256 of each member, by name."""

    made_at: datetime
    vendor: str
    rows: dict[str, int]
    migrations: list[str]
    files: dict[str, str] = field(default_factory=dict)

    def write(self) -> bytes:
        told = asdict(self) | {"made_at": self.made_at.isoformat(), "format": FORMAT}
        return json.dumps(told, ensure_ascii=False, indent=1).encode()

    @classmethod
    def read(cls, written: bytes) -> Manifest:
        try:
            told = json.loads(written)
            if told.pop("format") != FORMAT:
                raise BackupProblem("Cette sauvegarde vient d’une autre version du logiciel.")
            return cls(**told | {"made_at": datetime.fromisoformat(told["made_at"])})
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise BackupProblem("Le manifeste de la sauvegarde est illisible.") from error


class Writer:
    """Writes a tar beside its place, readable by its owner alone, and names it once it is whole."""

    def __init__(self, target: Path) -> None:
        self.target = target
        self.beside = target.with_name(f"{target.name}.part")
        self.digests: dict[str, str] = {}

    def __enter__(self) -> Writer:
        opened = os.open(self.beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        self._file = os.fdopen(opened, "wb")
        self._tar = tarfile.open(fileobj=self._file, mode="w:gz", compresslevel=1)
        return self

    def __exit__(self, failed: type[BaseException] | None, *rest: object) -> None:
        try:
            self._tar.close()
            self._file.flush()
            os.fsync(self._file.fileno())
        finally:
            self._file.close()
            if failed:
                self.beside.unlink(missing_ok=True)
        if not failed:
            self.beside.rename(self.target)

    def add(self, name: str, path: Path) -> None:
        with path.open("rb") as source:
            self._add(name, Hashed(source), os.fstat(source.fileno()).st_size)

    def finish(self, manifest: Manifest) -> None:
        manifest.files = self.digests
        written = manifest.write()
        member = tarfile.TarInfo(MANIFEST)
        member.size = len(written)
        self._tar.addfile(member, BytesIO(written))

    def _add(self, name: str, source: Hashed, size: int) -> None:
        member = tarfile.TarInfo(name)
        member.size, member.mode = size, 0o600
        self._tar.addfile(member, source)  # type: ignore[arg-type]
        self.digests[name] = source.hexdigest()


class Hashed:
    """A file read once, for the tar and for its digest."""

    def __init__(self, source: IO[bytes]) -> None:
        self._source, self._digest = source, hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        part = self._source.read(size)
        self._digest.update(part)
        return part

    def hexdigest(self) -> str:
        return self._digest.hexdigest()


def members(archive: Path) -> Iterator[tuple[str, IO[bytes]]]:
    """Give each file of an archive, in its order, by a name that leads nowhere but inside.

    Raises BackupProblem for what is not a whole archive.
    """
    try:
        with tarfile.open(archive, "r:gz") as tar:
            for member in tar:
                path = PurePosixPath(member.name)
                opened = tar.extractfile(member) if member.isreg() else None
                if opened is None or path.is_absolute() or ".." in path.parts:
                    raise BackupProblem(f"La sauvegarde contient une entrée étrange : {path}.")
                yield member.name, opened
    except (OSError, EOFError, tarfile.TarError) as error:
        raise BackupProblem(f"La sauvegarde est illisible ou coupée ({error}).") from error


def check(archive: Path) -> Manifest:
    """Read a whole archive and compare it with its manifest. Raises BackupProblem on any difference."""
    found: dict[str, str] = {}
    manifest: Manifest | None = None
    for name, opened in members(archive):
        if name == MANIFEST:
            manifest = Manifest.read(opened.read())
            continue
        hashed = Hashed(opened)
        while hashed.read(AT_ONCE):
            pass
        found[name] = hashed.hexdigest()
    if manifest is None:
        raise BackupProblem("La sauvegarde n’a pas de manifeste : elle a été coupée.")
    if found != manifest.files:
        differing = sorted(found.items() ^ manifest.files.items())
        raise BackupProblem(f"La sauvegarde a changé depuis qu’elle est faite : {differing[0][0]}.")
    return manifest
