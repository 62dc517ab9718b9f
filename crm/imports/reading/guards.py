"""What is refused before any cost: the wrong kind of file, one too big, one that swells when opened."""

from __future__ import annotations

import io
from zipfile import BadZipFile, ZipFile, ZipInfo

BIGGEST = 5 * 1024 * 1024
MOST_ROWS = 10_000
MOST_COLUMNS = 100
# A workbook of ten thousand rows holds some twenty parts and thirty megabytes of XML.
MOST_ENTRIES = 300
BIGGEST_OPENED = 80 * 1024 * 1024
# XML packs well, a bomb packs a thousand times.
MOST_PACKED = 120
SMALL = 100 * 1024

ZIP = b"PK\x03\x04"
WORKBOOK = "xl/workbook.xml"
SIGNATURES = {
    b"\xd0\xcf\x11\xe0": "un ancien classeur Excel (.xls) ou un fichier protégé",
    b"%PDF": "un PDF",
    b"\x89PNG": "une image",
    b"\xff\xd8\xff": "une image",
    b"GIF8": "une image",
    b"{\\rtf": "un texte mis en forme",
    b"<!DOCTYPE": "une page web",
    b"<html": "une page web",
    b"<?xml": "un document XML",
    b"\x1f\x8b": "une archive",
    b"7z\xbc\xaf": "une archive",
    b"Rar!": "une archive",
    b"\x7fELF": "un programme",
    b"MZ\x90": "un programme",
}  # fmt: skip
SAVE_AS = "Enregistrez-le en « Classeur Excel (.xlsx) » ou en « CSV »."


class Unreadable(Exception):
    """The file cannot be read. The text is in French and shown as it stands."""


def check_size(size: int) -> None:
    if size == 0:
        raise Unreadable("Ce fichier est vide.")
    if size > BIGGEST:
        raise Unreadable("Ce fichier dépasse 5 Mo : coupez-le en plusieurs.")


def is_workbook(content: bytes) -> bool:
    """Tell a workbook from a text by its content, whatever its name. Raises Unreadable for anything else."""
    if content.startswith(ZIP):
        return True
    start = content[:512].lstrip(b"\xef\xbb\xbf \t\r\n")
    for signature, what in SIGNATURES.items():
        if start.lower().startswith(signature.lower()):
            raise Unreadable(f"Ce fichier est {what}, pas un tableau. {SAVE_AS}")
    return False


def open_workbook(content: bytes) -> ZipFile:
    """Open the archive of a workbook once its contents list is sound. Nothing is unpacked to know it."""
    try:
        archive = ZipFile(io.BytesIO(content))
        parts = archive.infolist()
    except (BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise Unreadable(f"Ce classeur est abîmé ou incomplet. {SAVE_AS}") from error
    _check_parts(parts, len(content))
    if WORKBOOK not in {part.filename for part in parts}:
        raise Unreadable(f"Cette archive n’est pas un classeur Excel. {SAVE_AS}")
    _check_markup(archive, parts)
    return archive


def _check_parts(parts: list[ZipInfo], size: int) -> None:
    if any(part.flag_bits & 1 for part in parts):
        raise Unreadable("Ce classeur est protégé par un mot de passe : retirez-le d’abord.")
    opened = sum(part.file_size for part in parts)
    packed = sum(part.compress_size for part in parts)
    swollen = [
        part
        for part in parts
        if part.file_size > SMALL and part.file_size > MOST_PACKED * max(part.compress_size, 1)
    ]
    # Parts that overlap weigh more, packed, than the file that holds them.
    if len(parts) > MOST_ENTRIES or opened > BIGGEST_OPENED or packed > size or swollen:
        raise Unreadable(
            "Ce classeur est démesuré une fois ouvert : gardez une seule feuille, sans image."
        )


def _check_markup(archive: ZipFile, parts: list[ZipInfo]) -> None:
    """A workbook declares no document type: one that does wants its reader to expand entities."""
    for part in parts:
        if part.filename.endswith((".xml", ".rels")):
            try:
                with archive.open(part) as markup:
                    start = markup.read(4096)
            except (BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError) as error:
                raise Unreadable(f"Ce classeur est abîmé ou incomplet. {SAVE_AS}") from error
            if b"<!DOCTYPE" in start or b"<!ENTITY" in start:
                raise Unreadable(f"Ce classeur contient ce qu’Excel n’écrit jamais. {SAVE_AS}")
