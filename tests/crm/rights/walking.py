"""A role walks the whole table once: what it was answered, and what it could read there, serves every test."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass, field
from html import unescape

from django.conf import settings
from django.db import transaction
from django.http import HttpResponse
from django.urls import reverse
from pypdf import PdfReader

from .conftest import Desk
from .rows import ANONYMOUS, SUPERUSER, TOGETHER, fingerprint, roles
from .table import Cell, cells

TABLE = cells()
# A purpose is said, so that what may be exported is.
JUNK = {
    "on": "jamais", "state": "nulle-part", "label": "", "stage": "x", "au": "x",
    "purpose": "Essai de la table",
}  # fmt: skip
OPENING = frozenset().union(*(cell.open_to | cell.changes for cell in TABLE))
# Rights only add up: what an account of every idle role is refused, each of them is.
IDLE = [role for role in roles() if role not in OPENING]
WALKERS = [role for role in roles() if role in OPENING] + [TOGETHER, SUPERUSER, ANONYMOUS]
# Who may is decided before a row is read: each role walks on SQLite. On PostgreSQL one opens everything.
ROLES = WALKERS if settings.ON_SQLITE else [SUPERUSER, ANONYMOUS]


@dataclass
class Walk:
    """What a role was answered over the whole table.

    wrong    the answers that the table does not expect
    telling  the addresses whose refusal held a name
    changed  what changed although it was only read, or refused
    seen     the kinds of data that could be read, and the first address that showed them
    pages    the pages of the desk, kept for who opens everything
    """

    wrong: list[str] = field(default_factory=list)
    telling: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    seen: dict[str, str] = field(default_factory=dict)
    pages: dict[str, str] = field(default_factory=dict)


def walk(desk: Desk, role: str) -> Walk:
    if role not in desk.walks:
        desk.walks[role] = _walk(desk, role)
    return desk.walks[role]


def _walk(desk: Desk, role: str) -> Walk:
    """Reads are left as they are, and must leave the rows so; what may be changed is undone."""
    found, before = Walk(), fingerprint()
    for cell in [cell for cell in TABLE if not cell.posts]:
        _step(desk, role, cell, "get", found)
    for cell in [cell for cell in TABLE if _posts(role, cell)]:
        _step(desk, role, cell, "post", found)
    after = fingerprint()
    found.changed = [label for label, told in before.items() if after[label] != told]
    return found


def _posts(role: str, cell: Cell) -> bool:
    """Who opens everything posts nothing that another role posts on the same database."""
    return role != SUPERUSER or not settings.ON_SQLITE or not cell.changes


def _step(desk: Desk, role: str, cell: Cell, verb: str, found: Walk) -> None:
    allowed = may(role, cell, verb)
    once = ask if allowed and verb == "post" else send
    answer = once(desk, role, cell, verb)
    # A screen that is only read refuses a POST whoever sends it.
    read_only = verb == "post" and answer.status_code == 405
    if answer.status_code >= 500 or (refused(answer) == allowed and not read_only):
        found.wrong.append(f"{verb} {cell.name} : {answer.status_code}, permis : {allowed}")
    text = text_of(answer)
    if not allowed:
        found.telling += [cell.name for name in desk.names if name in text]
    for kind in desk.marks.in_text(text):
        found.seen.setdefault(kind, f"{verb} {cell.name}")
    if role == SUPERUSER and verb == "get" and answer.status_code != 404:
        found.pages[cell.name] = "" if answer.streaming else answer.content.decode(errors="replace")


def send(desk: Desk, role: str, cell: Cell, verb: str, *, unknown: bool = False) -> HttpResponse:
    address = cell.address(desk.rows, unknown=unknown)
    client = getattr(desk.clients[role], verb)
    return client(address, JUNK if verb == "post" else None)  # type: ignore[no-any-return]


def ask(desk: Desk, role: str, cell: Cell, verb: str, *, unknown: bool = False) -> HttpResponse:
    """One request, whose changes are undone."""
    with transaction.atomic():
        answer = send(desk, role, cell, verb, unknown=unknown)
        transaction.set_rollback(True)
    return answer


def refused(answer: HttpResponse) -> bool:
    """Those who may not are led home, or to the door; what nobody may get is 405."""
    if answer.status_code == 302:
        where = answer.headers["Location"]
        return where == reverse("wagtailadmin_home") or where.startswith(
            reverse("wagtailadmin_login")
        )
    return answer.status_code in {403, 405}


def may(role: str, cell: Cell, verb: str) -> bool:
    return role == SUPERUSER or role in (cell.changes if verb == "post" else cell.open_to)


def text_of(answer: HttpResponse) -> str:
    """What a reader finds in an answer: a page, a file of text, the cells of a workbook, the words of a PDF."""
    streaming = getattr(answer, "streaming", False)
    body = b"".join(answer.streaming_content) if streaming else answer.content  # type: ignore[attr-defined]
    if body.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(body)) as book:
            return "\n".join(book.read(name).decode(errors="replace") for name in book.namelist())
    if body.startswith(b"%PDF") and b"startxref" in body:
        return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(body)).pages)
    return unescape(body.decode(errors="replace"))
