"""A CSV as French desks make it: UTF-8 with or without mark, or Windows; semicolons, commas or tabs."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Iterator

from .guards import SAVE_AS, Unreadable

DELIMITERS = ";\t,"
LONGEST_CELL = 20_000
QUOTED = re.compile(r'"[^"]*"')
# Excel's own way to say which separator follows.
SAID = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)


def decode(content: bytes) -> str:
    """Raises Unreadable when the bytes are no text."""
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encodings = ["utf-16"]
    else:
        encodings = ["utf-8-sig", "cp1252"]
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" in text:
            break
        return text
    raise Unreadable(f"Ce fichier n’est pas un texte lisible. {SAVE_AS}")


def rows(text: str) -> Iterator[list[str]]:
    """Give the rows with the separator found in the first one. Raises Unreadable on a broken file."""
    said = SAID.match(text)
    body = text[said.end() :] if said else text
    delimiter = said[1] if said and said[1] in DELIMITERS else _delimiter(body)
    reader = csv.reader(io.StringIO(body, newline=""), delimiter=delimiter)
    try:
        for row in reader:
            if any(len(cell) > LONGEST_CELL for cell in row):
                raise Unreadable(
                    f"Une cellule compte plus de {LONGEST_CELL} caractères, ligne {reader.line_num} : "
                    "un guillemet n’est peut-être pas refermé."
                )
            yield row
    except csv.Error as error:
        raise Unreadable(
            f"La lecture s’arrête à la ligne {reader.line_num} : un guillemet n’est pas refermé."
        ) from error


def _delimiter(body: str) -> str:
    """The separator met most often in the first line that says something, outside quotes."""
    first = next((line for line in body.splitlines() if line.strip()), "")
    bare = QUOTED.sub("", first)
    return max(DELIMITERS, key=bare.count)
