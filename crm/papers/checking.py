"""What a paper may be, told by its name and by its content: one that lies about its type is refused."""

from __future__ import annotations

import re
import unicodedata
import warnings
from collections.abc import Callable
from zipfile import BadZipFile, ZipFile

from django.core.files.base import File
from PIL import Image, UnidentifiedImageError

from crm.journal.refusal import Refused

from .models import HEAVIEST, MEGABYTE

LONGEST_NAME = 100
PIXELS = 40_000_000
ENTRIES = 2_000
UNPACKED = 150 * MEGABYTE
ODT = "application/vnd.oasis.opendocument.text"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
KINDS = "PDF, JPEG, PNG, ODT ou DOCX"

LYING = "Ce fichier n’est pas ce que dit son nom. Enregistrez-le à nouveau en PDF."
BROKEN = "Ce fichier est abîmé, ou trop grand pour être ouvert. Enregistrez-le à nouveau."
ACTIVE = "Ce fichier contient des macros. Enregistrez-le en PDF."


def checked(upload: File[bytes]) -> str:
    """Return the content type of an upload. Raises Refused on what is not one of the kinds accepted."""
    if not upload.size:
        raise Refused("Ce fichier est vide.")
    if upload.size > HEAVIEST:
        raise Refused(f"Ce fichier dépasse {HEAVIEST // MEGABYTE} Mo.")
    extension = (upload.name or "").rsplit(".", 1)[-1].lower()
    if extension not in READERS:
        raise Refused(f"Seuls les fichiers {KINDS} sont acceptés.")
    content_type, read = READERS[extension]
    upload.seek(0)
    read(upload)
    upload.seek(0)
    return content_type


def _pdf(upload: File[bytes]) -> None:
    if not upload.read(1024).lstrip().startswith(b"%PDF-"):
        raise Refused(LYING)


def _picture(wanted: str) -> Callable[[File[bytes]], None]:
    def read(upload: File[bytes]) -> None:
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("error", Image.DecompressionBombWarning)
                with Image.open(upload, formats=["JPEG", "PNG"]) as image:
                    if image.format != wanted:
                        raise Refused(LYING)
                    if image.width * image.height > PIXELS:
                        raise Refused(BROKEN)
                    image.load()
        except UnidentifiedImageError as error:
            raise Refused(LYING) from error
        except (
            OSError, SyntaxError, ValueError, Image.DecompressionBombError,
            Image.DecompressionBombWarning,
        ) as error:  # fmt: skip
            raise Refused(BROKEN) from error

    return read


def _archive(upload: File[bytes], told: Callable[[ZipFile, set[str]], bool]) -> None:
    """Read the table of an archive and nothing that would unpack."""
    try:
        with ZipFile(upload) as archive:
            entries = archive.infolist()
            if len(entries) > ENTRIES or sum(entry.file_size for entry in entries) > UNPACKED:
                raise Refused(BROKEN)
            names = {entry.filename for entry in entries}
            if not told(archive, names):
                raise Refused(LYING)
            if any(re.search(r"vbaProject|^Basic/|^Scripts/", name) for name in names):
                raise Refused(ACTIVE)
    except (BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError) as error:
        raise Refused(LYING) from error


def _odt(upload: File[bytes]) -> None:
    def told(archive: ZipFile, names: set[str]) -> bool:
        if "mimetype" not in names or archive.getinfo("mimetype").file_size > len(ODT) + 2:
            return False
        return archive.read("mimetype").strip() == ODT.encode() and "content.xml" in names

    _archive(upload, told)


def _docx(upload: File[bytes]) -> None:
    _archive(upload, lambda _, names: {"[Content_Types].xml", "word/document.xml"} <= names)


READERS: dict[str, tuple[str, Callable[[File[bytes]], None]]] = {
    "pdf": ("application/pdf", _pdf),
    "jpg": ("image/jpeg", _picture("JPEG")),
    "jpeg": ("image/jpeg", _picture("JPEG")),
    "png": ("image/png", _picture("PNG")),
    "odt": (ODT, _odt),
    "docx": (DOCX, _docx),
}


def clean_name(name: str) -> str:
    """Return a file name that no system misreads: "CV de Claire.pdf" for "..\\\\..\\\\CV de  Claire.PDF"."""
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    stem, _, extension = last.rpartition(".")
    # Signs that turn the reading around, control signs and those that a system reserves.
    visible = "".join(sign for sign in stem if unicodedata.category(sign)[0] != "C")
    plain = " ".join(re.sub(r'[<>:"|?*;%]', " ", visible).split()).strip(". ")
    return f"{plain[:LONGEST_NAME].strip() or 'piece'}.{extension.lower()}"
