"""The technical log: one line an event, which nobody can forge, and nothing in it of anybody.

What visitors send (a name, an address, a browser) may hold the end of a line and a false one after it.
What breaks may quote what was typed. Neither reaches the log: who did what is the business of a journal.
"""

from __future__ import annotations

import json
import logging
import re
import traceback
from collections.abc import ItemsView, Iterator
from datetime import UTC, datetime
from typing import Any

from django.db import Error as DatabaseError
from django.http import HttpRequest
from django.views.debug import SafeExceptionReporterFilter

# Everything that a terminal or a reader of logs takes for the end of a line or for an order.
CONTROLS = {
    code: f"\\u{code:04x}" for code in (*range(32), *range(0x7F, 0xA0), 0x2028, 0x2029, 0x202E)
}
ADDRESS = re.compile(r"[^\s@\"'<>(),;:]+@[^\s@\"'<>(),;:]+")
QUERY = re.compile(r"\?[^\s\"']*")
TELEPHONE = re.compile(r"(?<![\w.])(?:\+33|0)[ .-]?[1-9](?:[ .-]?\d{2}){4}(?!\w)")
# The token of a secret link, as a step of a path: long, with a capital and a figure.
TOKEN = re.compile(r"(?<=/)(?=[^/\s]*[A-Z])(?=[^/\s]*\d)[\w:=~-]{16,}")
FRAMES = 12


def without_persons(text: str) -> str:
    """Take away what may name somebody: addresses, telephones, what was asked, secret links."""
    text = ADDRESS.sub("[adresse]", text)
    text = QUERY.sub("?…", text)
    text = TELEPHONE.sub("[téléphone]", text)
    return TOKEN.sub("[lien]", text)


def on_one_line(text: str) -> str:
    return text.translate(CONTROLS)


class OneLine(logging.Formatter):
    """For who reads at a terminal: the event on a line, and what broke in lines of its own, set back."""

    def format(self, record: logging.LogRecord) -> str:
        said = on_one_line(without_persons(record.getMessage()))
        head = f"{record.levelname} {record.name} {said}"
        return "\n".join([head, *(f"    {line}" for line in broken(record))])


class JsonLine(logging.Formatter):
    """For a machine: an object a line."""

    def format(self, record: logging.LogRecord) -> str:
        told: dict[str, Any] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": without_persons(record.getMessage()),
        }
        if status := getattr(record, "status_code", None):
            told["status"] = status
        if lines := list(broken(record)):
            told["broken"] = lines
        # Inside a JSON text the same marks are its own way of writing these characters.
        return json.dumps(told, ensure_ascii=False).translate(CONTROLS)


def broken(record: logging.LogRecord) -> Iterator[str]:
    """Which errors were raised, the first one last, and where: never their words, which may quote a form."""
    error = record.exc_info[1] if record.exc_info else None
    while error is not None:
        yield on_one_line(f"{type(error).__module__}.{type(error).__qualname__}{_words(error)}")
        for frame in traceback.extract_tb(error.__traceback__)[-FRAMES:]:
            yield on_one_line(f"{frame.filename}:{frame.lineno} {frame.name}")
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)


def _words(error: BaseException) -> str:
    """A database names what it refused on a first line, then quotes the row."""
    if not isinstance(error, DatabaseError):
        return ""
    first, _, _ = str(error).partition("\n")
    return f": {without_persons(first)}"


class NoValues(SafeExceptionReporterFilter):
    """A report of error holds the names of what was sent and of variables, never what they were."""

    def is_active(self, request: HttpRequest | None) -> bool:
        return True

    def get_post_parameters(self, request: HttpRequest | None) -> dict[str, str]:
        return dict.fromkeys(request.POST, self.cleansed_substitute) if request else {}

    def get_traceback_frame_variables(
        self, request: HttpRequest | None, tb_frame: Any
    ) -> ItemsView[str, Any]:
        return dict.fromkeys(tb_frame.f_locals, self.cleansed_substitute).items()
