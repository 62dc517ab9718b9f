"""Whether anything of some people is left: their strings taken before, looked for everywhere afterwards."""

from __future__ import annotations

import io
import json
import re
import unicodedata
import zipfile
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

import phonenumbers
from django.conf import settings
from django.contrib.sessions.models import Session
from django.core.files.storage import storages
from django.db import connection, models
from pypdf import PdfReader

from crm.people.models import ContactKind, ContactPoint, Person
from crm.privacy.erasure import rows
from crm.privacy.treatments import TREATMENTS

Words = tuple[str, ...]
LONGEST = 6  # words that are compared at once
SENTENCE = 4  # words from which a text is told apart from an expression
NOTHING: Mapping[type[models.Model], Collection[str]] = MappingProxyType({})
BETWEEN = "\n\u00b6cell\u00b6\n"  # words of two cells never make one run
# Tables of the plugin whose texts are written before anybody comes: what a file repeats of them is not its own.
WRITTEN_BEFORE = (
    "crm_journeys_templatestep", "crm_applications_taught", "crm_appointments_advisorsettings",
    "crm_organisations_organisation",
)  # fmt: skip
TEXTS = (models.CharField, models.TextField)
ESCAPE = re.compile(r"\\u([0-9a-fA-F]{4})")


def words_of(text: str) -> list[str]:
    plain = unicodedata.normalize("NFKD", ESCAPE.sub(lambda one: chr(int(one[1], 16)), text))
    return re.findall(
        r"[^\W_]+", "".join(c for c in plain if not unicodedata.combining(c)).casefold()
    )


@dataclass
class Strings:
    """Of some people: their names, numbers and addresses; and the texts written about them."""

    identity: set[Words]
    texts: set[Words]

    def __or__(self, other: Strings) -> Strings:
        return Strings(self.identity | other.identity, self.texts | other.texts)


def strings_of(ids: Collection[int]) -> Strings:
    """Taken before they are forgotten, as words in a row."""
    found: set[Words] = set()
    for first, last, number, uuid in Person.objects.filter(pk__in=ids).values_list(
        "first_name", "last_name", "file_number", "uuid"
    ):
        found |= _said(f"{first} {last}", least=2) | _said(f"{last} {first}", least=2)
        found |= _said(number) | _said(str(uuid)) | _said(uuid.hex)
    points = ContactPoint.objects.filter(person__in=ids).values_list("kind", "value", "normalised")
    for kind, value, normalised in points:
        found |= _said(value) | _said(normalised)
        found |= _phone_forms(normalised) if kind == ContactKind.PHONE else set()
    return Strings(found, written_about(ids))


def published(texts: set[Words]) -> set[Words]:
    """The texts that the site says itself, to everybody: the name of a module, an address of the house."""
    own = [
        (table, text)
        for table, text in every_table()
        if not table.startswith("crm_") or table.startswith(WRITTEN_BEFORE)
    ]
    return set().union(*(_runs(text, texts) for _, text in own))


def _said(text: str, *, least: int = 1) -> set[Words]:
    words = tuple(words_of(text))
    return {words[:LONGEST]} if len(words) >= least else set()


def _phone_forms(normalised: str) -> set[Words]:
    number = phonenumbers.parse(normalised)
    home = str(number.national_number)
    return {(home,), (f"0{home}",), (f"{number.country_code}{home}",)}


def written_about(
    ids: Collection[int],
    hidden: Mapping[type[models.Model], Collection[str]] = NOTHING,
    read: Callable[[str], str] = str,
) -> set[Words]:
    """Every text of some length in a field that goes, or in a row that goes; without some fields, given by model.

    `read` makes of each text what its reader has of it.
    """
    found: set[Words] = set()
    for treatment in TREATMENTS:
        names = [
            field.name
            for field in treatment.model._meta.concrete_fields
            if isinstance(field, (*TEXTS, models.JSONField))
            and not field.choices
            and field.name not in hidden.get(treatment.model, ())
            and (treatment.deleted or field.name in treatment.erased)
        ]
        for values in rows(treatment, ids).values_list(*names) if names else ():
            for text in _texts_in(values):
                found |= _said(read(text), least=SENTENCE)
    return found


def _texts_in(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for one in value.values():
            yield from _texts_in(one)
    elif isinstance(value, (list, tuple)):
        for one in value:
            yield from _texts_in(one)


def left(wanted: set[Words], *, but: Collection[str] = ()) -> dict[str, set[str]]:
    """Where a string of theirs still stands: table or file → what was found. `but` are files of other tests."""
    found = {where: _runs(text, wanted) for where, text in everywhere() if where not in but}
    return {where: {" ".join(run) for run in runs} for where, runs in found.items() if runs}


def _runs(text: str, wanted: set[Words]) -> set[Words]:
    words = words_of(text)
    lengths = {len(one) for one in wanted}
    return {
        run
        for length in lengths
        for run in zip(*(words[start:] for start in range(length)), strict=False)
        if run in wanted
    }


def everywhere() -> Iterator[tuple[str, str]]:
    yield from every_table()
    yield from every_session()
    yield from every_file()


def every_table() -> Iterator[tuple[str, str]]:
    """Every row of every table as text, those of the search index and of caches among them."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        else:
            cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = current_schema()")
        tables = [name for (name,) in cursor.fetchall()]
        for table in tables:
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608
            yield table, BETWEEN.join(_as_text(cell) for row in cursor.fetchall() for cell in row)


def every_session() -> Iterator[tuple[str, str]]:
    """What visits remember, which their rows hold compressed."""
    for session in Session.objects.all():
        yield f"session {session.pk[:6]}", json.dumps(session.get_decoded(), ensure_ascii=False)


def _as_text(cell: Any) -> str:
    if isinstance(cell, (bytes, memoryview)):
        return bytes(cell).decode("latin-1")
    return json.dumps(cell, ensure_ascii=False) if isinstance(cell, (dict, list)) else str(cell)


def every_file() -> Iterator[tuple[str, str]]:
    """The names and contents of the files that the site keeps, public and private, and of letters on a disk."""
    folders = [settings.MEDIA_ROOT, storages["private"].location, settings.EMAIL_FILE_PATH]
    for folder in filter(None, folders):
        for path in sorted(Path(folder).rglob("*")) if Path(folder).is_dir() else []:
            if path.is_file():
                yield str(path.relative_to(folder)), f"{path.name}\n{_content(path.read_bytes())}"


def _content(data: bytes) -> str:
    if data.startswith(b"%PDF"):
        try:
            return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(data)).pages)
        except Exception:
            return data.decode("latin-1")
    if data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return "\n".join(_content(archive.read(name)) for name in archive.namelist())
    return data.decode("utf-8", "replace")
