"""Whether a file is what its name says: read from its first bytes, never from what a browser claims."""

from __future__ import annotations

from collections.abc import Callable
from typing import BinaryIO
from zipfile import BadZipFile, ZipFile

HEAD = 1024
ZIP = b"PK\x03\x04"
# What an archive may become once opened, in bytes and in files.
MOST_BYTES, MOST_FILES = 200 * 1024 * 1024, 2000
OPEN_DOCUMENT = "application/vnd.oasis.opendocument"


def is_pdf(file: BinaryIO) -> bool:
    """A page of HTML that says « %PDF- » further on is none."""
    return head(file).lstrip(b"\xef\xbb\xbf\0 \t\r\n").startswith(b"%PDF-")


def is_text(file: BinaryIO) -> bool:
    """Words in UTF-8 or in the Windows of old, and no page of HTML under another name."""
    read = file.read()
    try:
        text = read.decode("utf-8")
    except UnicodeDecodeError:
        text = read.decode("cp1252", errors="replace")
    controls = any(ord(sign) < 32 and sign not in "\t\r\n" for sign in text)
    return not controls and not text.lstrip("\ufeff \r\n\t").startswith("<")


def is_captions(file: BinaryIO) -> bool:
    return head(file).lstrip(b"\xef\xbb\xbf").startswith(b"WEBVTT")


def is_mp4(file: BinaryIO) -> bool:
    return head(file)[4:8] == b"ftyp"


def is_webm(file: BinaryIO) -> bool:
    return head(file).startswith(b"\x1aE\xdf\xa3")


def is_archive(file: BinaryIO) -> bool:
    return archive_holds(file, lambda archive: True)


def is_open_document(kind: str) -> Callable[[BinaryIO], bool]:
    wanted = f"{OPEN_DOCUMENT}.{kind}".encode()

    def says_so(archive: ZipFile) -> bool:
        short = archive.getinfo("mimetype").file_size == len(wanted)
        return short and archive.read("mimetype") == wanted

    return lambda file: archive_holds(file, says_so)


def is_office(part: str) -> Callable[[BinaryIO], bool]:
    return lambda file: archive_holds(file, lambda archive: part in archive.namelist())


def archive_holds(file: BinaryIO, test: Callable[[ZipFile], bool]) -> bool:
    """Open an archive that its own table says is of a decent size, and look inside."""
    if not head(file).startswith(ZIP):
        return False
    try:
        with ZipFile(file) as archive:
            entries = archive.infolist()
            heavy = sum(entry.file_size for entry in entries) > MOST_BYTES
            return not heavy and len(entries) <= MOST_FILES and test(archive)
    except (BadZipFile, KeyError, OSError, ValueError, NotImplementedError, RuntimeError):
        return False


def head(file: BinaryIO) -> bytes:
    file.seek(0)
    return file.read(HEAD)


KINDS: dict[str, Callable[[BinaryIO], bool]] = {
    "pdf": is_pdf,
    "odt": is_open_document("text"),
    "ods": is_open_document("spreadsheet"),
    "docx": is_office("word/document.xml"),
    "xlsx": is_office("xl/workbook.xml"),
    "zip": is_archive,
    "csv": is_text,
    "vtt": is_captions,
    "mp4": is_mp4,
    "webm": is_webm,
}


def is_what_it_says(name: str, file: BinaryIO) -> bool:
    """Whether the content of a file is of the kind of its extension; a kind that is not known is not."""
    known = KINDS.get(name.rsplit(".", 1)[-1].lower())
    file.seek(0)
    try:
        return known is not None and known(file)
    finally:
        file.seek(0)
