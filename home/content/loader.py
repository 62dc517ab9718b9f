from __future__ import annotations

import tomllib
from collections import Counter
from datetime import date
from pathlib import Path

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from wagtail.models import Site

from territory.home import forget_home_communes

from .pages import load_page
from .rows import load_row, load_settings
from .values import ContentError, Entry

Report = Counter[str]
KINDS = {"row": load_row, "settings": load_settings, "page": load_page}


@transaction.atomic
def load(folder: Path, today: date | None = None, *, update: bool = False) -> Report:
    """Load every TOML file of a folder, in the order of their names, all or nothing.

    Return how many entries were created, updated or kept as they were.
    """
    today = today or timezone.localdate()
    files = sorted(folder.glob("*.toml"))
    if not files:
        raise ContentError(f"Aucun fichier .toml dans {folder}.")
    report: Report = Counter()
    for path in files:
        report += load_file(path, today, update=update)
    transaction.on_commit(forget_home_communes)
    return report


def load_file(path: Path, today: date, *, update: bool) -> Report:
    report: Report = Counter()
    content = tomllib.loads(path.read_text(encoding="utf-8"))
    if unknown := content.keys() - KINDS - {"site"}:
        raise ContentError(f"{path.name} : section inconnue, {', '.join(sorted(unknown))}.")
    if "site" in content:
        name_site(content["site"])
    for kind, load_entry in KINDS.items():
        for entry in content.get(kind, []):
            try:
                report[load_entry(entry, today, update=update)] += 1
            except (ContentError, ValidationError) as error:
                raise ContentError(f"{path.name}, {told(entry)} : {error}") from error
    return report


def told(entry: Entry) -> str:
    return " ".join(
        str(entry[name]) for name in ("model", "type", "slug", "title") if name in entry
    )


def name_site(wanted: Entry) -> None:
    """Give the site its name, and its host name where nobody has given one."""
    Site.objects.filter(is_default_site=True).exclude(**wanted).update(**wanted)
