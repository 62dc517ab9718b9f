"""What the site looks at by itself: its disks, its backups, its cache, its database, its scheduler."""

from __future__ import annotations

import shutil
import uuid
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from pkgutil import iter_modules

from django.apps import apps
from django.conf import settings
from django.core.cache import caches
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.utils.module_loading import import_string
from wagtail import hooks

from editorial.backups.making import NAMED
from editorial.models import ScheduledJob

from .checks import Check, Finding, in_words
from .heartbeats import SCHEDULER, last_beats, silent_for

MEGABYTE = 1024 * 1024


def command(name: str) -> str:
    return f"«\N{NO-BREAK SPACE}manage.py {name}\N{NO-BREAK SPACE}»"


def disks(at: datetime) -> Finding:
    folders = {settings.VAR_DIR, settings.MEDIA_ROOT, settings.BACKUP_DIR}
    free = min(shutil.disk_usage(_there(Path(folder))).free for folder in folders) // MEGABYTE
    if free >= settings.DISK_FREE_MB:
        return Finding(value=free, unit="Mo")
    return Finding(
        f"Il ne reste que {free}\N{NO-BREAK SPACE}Mo sur le disque du site.",
        "Libérer de la place ou agrandir le disque\N{NO-BREAK SPACE}: plein, il n’accepte plus ni fichier ni écriture.",
        free,
        "Mo",
    )


def _there(folder: Path) -> Path:
    """The folder, or the nearest one above it that exists."""
    return next(one for one in (folder, *folder.parents) if one.exists())


def backups(at: datetime) -> Finding:
    most = timedelta(hours=settings.BACKUP_OLD_HOURS)
    if not most:
        return Finding()
    todo = "Lancer " + command("backup") + ", puis voir pourquoi la sauvegarde de la nuit manque."
    made = [file.stat().st_mtime for file in Path(settings.BACKUP_DIR).glob(NAMED)]
    if not made:
        return Finding("Aucune sauvegarde n’a encore été faite.", todo)
    age = at - datetime.fromtimestamp(max(made), UTC)
    hours = round(age.total_seconds() / 3600, 1)
    late = f"La dernière sauvegarde date de {in_words(age)}." if age > most else ""
    return Finding(late, todo if late else "", hours, "h")


def pages_cache(at: datetime) -> Finding:
    kept, written = caches["default"], uuid.uuid4().hex
    key = f"watch-{written}"
    kept.set(key, written, 60)
    read = kept.get(key)
    kept.delete(key)
    if read == written:
        return Finding()
    return Finding(
        "Le cache ne rend pas ce qu’on lui confie.",
        "Vérifier que le service de CACHE_URL tourne, ou que son dossier accepte l’écriture.",
    )


def database(at: datetime) -> Finding:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return Finding()


def migrations(at: datetime) -> Finding:
    missing = len(on_disk() - set(MigrationRecorder(connection).applied_migrations()))
    if not missing:
        return Finding(value=0, unit="migrations")
    return Finding(
        f"La base est plus ancienne que le code\N{NO-BREAK SPACE}: {missing} migrations l’attendent.",
        "Lancer " + command("migrate") + ", puis redémarrer le site.",
        missing,
        "migrations",
    )


@cache
def on_disk() -> frozenset[tuple[str, str]]:
    """The migrations that this code brings, by application and name: they do not change while it runs."""
    return frozenset(_migrations())


def _migrations() -> Iterator[tuple[str, str]]:
    for app in apps.get_app_configs():
        name, _ = MigrationLoader.migrations_module(app.label)
        try:
            folder = import_string(f"{name}.__path__") if name else []
        except ImportError:
            continue
        yield from (
            (app.label, one.name) for one in iter_modules(folder) if one.name[0] not in "_~"
        )


def scheduler(at: datetime) -> Finding:
    silence = silent_for(SCHEDULER, last_beats(), at)
    todo = (
        "Relancer le service qui exécute " + command("scheduler") + "\N{NO-BREAK SPACE}: "
        "sans lui, rien ne paraît ni ne s’efface à son heure."
    )
    if silence is None:
        return Finding("Le planificateur n’a encore jamais tourné.", todo, url="scheduled_jobs")
    minutes = int(silence.total_seconds() // 60)
    if minutes < settings.SCHEDULER_SILENT_MINUTES:
        return Finding(value=minutes, unit="min")
    wrong = f"Le planificateur ne donne plus signe de vie depuis {in_words(silence)}."
    return Finding(wrong, todo, minutes, "min", "scheduled_jobs")


def failed_jobs(at: datetime) -> Finding:
    failed = ScheduledJob.objects.filter(failed=True).count()
    if not failed:
        return Finding(value=0, unit="tâches")
    words = "tâches planifiées ont" if failed > 1 else "tâche planifiée a"
    return Finding(
        f"{failed} {words} échoué à son dernier passage.",
        "L’écran des tâches planifiées dit laquelle et pourquoi. Elle repassera à son heure.",
        failed,
        "tâches",
        "scheduled_jobs",
    )


OWN = [
    Check("disk", "Place sur le disque", disks),
    Check("backup", "Dernière sauvegarde", backups),
    Check("cache", "Cache", pages_cache, vital=True),
    Check("database", "Base de données", database, vital=True),
    Check("migrations", "Migrations", migrations, vital=True),
    Check("scheduler", "Planificateur", scheduler),
    Check("jobs", "Tâches planifiées", failed_jobs),
]


def _offered(check: Check) -> None:
    hooks.register("register_health_check", lambda: check, order=-1)


for _check in OWN:
    _offered(_check)
