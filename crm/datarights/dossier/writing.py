"""The file itself: dossier.json, dossier.html, dossier.pdf and the person's own files, in one ZIP."""

from __future__ import annotations

import json
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from pathlib import Path
from typing import IO, Any

from django.contrib.staticfiles import finders
from django.template.loader import render_to_string
from django.utils import timezone

from crm.papers.models import private_storage
from editorial.pdf import private_pdf

from .around import around
from .gathering import Attached, Table, count
from .reading import in_words
from .subject import Subject

FORMAT = "dossier-1"
PAGE_CSS = "crm_datarights/dossier_page.css"
PAPER_CSS = ["crm_registers/paper.css", "crm_datarights/dossier_paper.css"]
# Drawing a page takes time and memory: beyond this many rows the page is printed from the browser.
PAPER_ROWS = 600
WIDEST = 6  # columns
LONGEST_CELL = 60  # characters


def as_json(subject: Subject, tables: list[Table], at: datetime) -> dict[str, Any]:
    """What docs/dossier.md describes: each table declares its keys, and its rows have no other."""
    return {
        "format": FORMAT,
        "made_at": timezone.localtime(at).isoformat(timespec="seconds"),
        "file_number": subject.person.file_number,
        **around(subject, at),
        "sections": [
            {
                "title": section.value,
                "tables": [
                    {
                        "key": table.key,
                        "title": table.title,
                        "fields": table.labels,
                        "rows": table.rows,
                        "files": [name for _, name in named(table.files, table.key)],
                    }
                    for table in found
                ],
            }
            for section, found in groupby(tables, key=lambda table: table.section)
        ],
    }


@dataclass(frozen=True)
class Shown:
    """A table as it is drawn: a grid when it is small and short, a card a row otherwise."""

    title: str
    heads: list[str]
    grid: list[list[str]]
    cards: list[list[tuple[str, str]]]
    files: list[str]


def shown(table: Table) -> Shown:
    used = [name for name in table.labels if any(name in row for row in table.rows)]
    rows = [{name: in_words(row[name]) for name in used if name in row} for row in table.rows]
    short = len(used) <= WIDEST and all(
        len(one) <= LONGEST_CELL for row in rows for one in row.values()
    )
    heads = [_heading(table.labels[name]) for name in used]
    files = [name for _, name in named(table.files, table.key)]
    if short and len(rows) > 1:
        return Shown(
            table.title, heads, [[row.get(name, "") for name in used] for row in rows], [], files
        )
    cards = [
        [(_heading(table.labels[name]), row[name]) for name in used if name in row] for row in rows
    ]
    return Shown(table.title, heads, [], cards, files)


def _heading(label: str) -> str:
    return label[:1].upper() + label[1:]


def page(subject: Subject, tables: list[Table], at: datetime, *, paper: bool) -> str:
    sections = [
        (f"partie-{number}", section.value, [shown(table) for table in found])
        for number, (section, found) in enumerate(
            groupby(tables, key=lambda table: table.section), start=1
        )
    ]
    context = around(subject, at) | {
        "person": subject.person,
        "sections": sections,
        "made_at": timezone.localtime(at),
        "rows": count(tables),
        "paper": paper,
        "css": "" if paper else _css(),
    }
    return render_to_string("crm_datarights/dossier/file_of_a_person.html", context)


def _css() -> str:
    return Path(finders.find(PAGE_CSS) or "").read_text(encoding="utf-8")


def write(target: IO[bytes], subject: Subject, tables: list[Table], at: datetime) -> None:
    told = json.dumps(as_json(subject, tables, at), ensure_ascii=False, indent=2)
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("dossier.json", told)
        made.writestr("dossier.html", page(subject, tables, at, paper=False))
        if count(tables) <= PAPER_ROWS:
            html = page(subject, tables, at, paper=True)
            made.writestr("dossier.pdf", private_pdf(html, PAPER_CSS, {}))
        for table in tables:
            for stored, name in named(table.files, table.key):
                _add_file(made, stored, name)


def named(files: list[Attached], key: str) -> Iterator[tuple[str, str]]:
    """Where each file is kept, and its name in the ZIP: numbered, so that two never meet."""
    for number, one in enumerate(files, start=1):
        stem, dot, extension = re.sub(r"[^\w.\- ’()]+", "-", one.name).strip(" .-").rpartition(".")
        ending = f".{extension}" if dot else ""
        yield one.stored, f"pieces/{key}-{number:02}-{(stem or extension)[:60].strip()}{ending}"


def _add_file(made: zipfile.ZipFile, stored: str, name: str) -> None:
    """A file that the storage has lost is told by its row, and its place stays empty."""
    try:
        with private_storage().open(stored) as source:
            made.writestr(name, source.read())
    except FileNotFoundError:
        made.writestr(f"{name}.introuvable.txt", "Ce fichier est introuvable dans nos archives.\n")
