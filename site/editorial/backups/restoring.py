from __future__ import annotations

import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

from django.contrib.sessions.models import Session
from django.core.cache import caches
from django.db import connection
from wagtail import hooks

from .archive import AT_ONCE, MANIFEST, Manifest, check, members
from .databases import count_rows, engine, is_empty
from .making import on_disk
from .problems import BackupProblem

# Rows of these may differ: what is signed in, or limited, is not put back.
VOLATILE = {"django_session", "site_limits"}


def restore(archive: Path, *, replace: bool = False) -> list[str]:
    """Put a backup in the place of the database and of the files. Return what plugins did again since, in French.

    Nothing is touched before the whole archive was read and found as it was made. Raises BackupProblem.
    """
    manifest = check(archive)
    _refuse(manifest, replace)
    with TemporaryDirectory(dir=archive.parent) as kept:
        copier = engine()
        copy = _take_out(archive, copier.file_name, Path(kept))
        copier.check(copy)
        copier.load(copy)
    _compare(manifest)
    _put_files_back(archive)
    Session.objects.all().delete()
    for cache in caches.all(initialized_only=False):
        cache.clear()
    return [
        sentence for redo in hooks.get_hooks("after_restore") for sentence in redo(manifest.made_at)
    ]


def _refuse(manifest: Manifest, replace: bool) -> None:
    if manifest.vendor != connection.vendor:
        raise BackupProblem(
            f"Cette sauvegarde vient de {manifest.vendor}, la base réglée ici est {connection.vendor}."
        )
    if not replace and not is_empty():
        raise BackupProblem(
            "La base n’est pas vide. Pour la remplacer par la sauvegarde, ajoutez --replace."
        )


def _take_out(archive: Path, wanted: str, folder: Path) -> Path:
    for name, opened in members(archive):
        if name == wanted:
            target = folder / wanted
            with target.open("wb") as file:
                shutil.copyfileobj(opened, file, AT_ONCE)
            return target
    raise BackupProblem("La sauvegarde ne contient pas de base.")


def _compare(manifest: Manifest) -> None:
    found = count_rows()
    differing = [
        table
        for table, rows in manifest.rows.items()
        if table not in VOLATILE and found.get(table) != rows
    ]
    if differing:
        raise BackupProblem(f"Après restauration, des comptes diffèrent : {', '.join(differing)}.")


def _put_files_back(archive: Path) -> None:
    """Write every file of the archive, then take away those that it does not hold."""
    roots = on_disk()
    written = set()
    for name, opened in members(archive):
        folder, _, inside = name.partition("/")
        if name == MANIFEST or folder not in roots or not inside:
            continue
        target = roots[folder] / inside
        target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        beside = target.with_name(f"{target.name}.part")
        with beside.open("wb") as file:
            shutil.copyfileobj(opened, file, AT_ONCE)
        beside.chmod(0o600 if folder == "prive" else 0o644)
        beside.replace(target)
        written.add(target)
    for root in roots.values():
        for path in root.rglob("*"):
            if path.is_file() and path not in written:
                path.unlink()
