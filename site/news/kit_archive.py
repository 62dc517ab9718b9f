"""A press kit as one archive, written while it is sent: no file is held whole in memory."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from django.core.files.base import ContentFile
from django.http import HttpRequest, StreamingHttpResponse
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.text import slugify

from editorial.drawing.addresses import seed_of
from editorial.drawing.landscape import SHAPES_OF_PAGES, draw_landscape
from editorial.frame import frame_of
from news.plain_text import plain_text

if TYPE_CHECKING:
    from news.models.kits import PressKitPage
    from news.models.releases import ReleasePage

CHUNK = 64 * 1024
# What is compressed already gains nothing by it.
STORED = {
    ".jpg",
    ".jpeg",
    ".png",
    ".webp",
    ".avif",
    ".gif",
    ".zip",
    ".docx",
    ".xlsx",
    ".odt",
    ".ods",
}


@dataclass
class Sink:
    """Where the archive writes, and from where what is ready is taken away."""

    pieces: list[bytes] = field(default_factory=list)

    def write(self, data: bytes) -> int:
        self.pieces.append(bytes(data))
        return len(data)

    def flush(self) -> None:
        """Nothing waits."""

    def taken(self) -> bytes:
        ready, self.pieces = b"".join(self.pieces), []
        return ready


@dataclass(frozen=True)
class Entry:
    """path: inside the archive. file: anything that Django opens and reads by chunks."""

    path: str
    file: Any


def archive_response(kit: PressKitPage, request: HttpRequest) -> StreamingHttpResponse:
    response = StreamingHttpResponse(
        archive(entries(kit, request), kit.last_published_at or timezone.now()),
        content_type="application/zip",
    )
    response["Content-Disposition"] = f'attachment; filename="{cleaned(kit.slug, ".zip")}"'
    response["X-Content-Type-Options"] = "nosniff"
    return response


def archive(found: Iterable[Entry], when: datetime) -> Iterator[bytes]:
    """The bytes of the archive. A file that the storage has lost is left out: the others still come."""
    sink = Sink()
    with zipfile.ZipFile(sink, "w") as packed:  # type: ignore[call-overload]
        for entry in found:
            try:
                source = entry.file.open("rb")
            except OSError:
                continue
            with source, packed.open(header(entry.path, when), "w") as target:
                for chunk in source.chunks(CHUNK):
                    target.write(chunk)
                    yield sink.taken()
    yield sink.taken()


def header(path: str, when: datetime) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(path, timezone.localtime(when).timetuple()[:6])
    stored = PurePath(path).suffix in STORED
    info.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
    return info


def entries(kit: PressKitPage, request: HttpRequest) -> list[Entry]:
    """Texts, releases that are out, images with their credits, files; in a folder of the kit's own."""
    root = request.build_absolute_uri("/").rstrip("/")
    page = told("press/kit.html", kit, root, request)
    found = {
        "dossier.html": as_file(page),
        "dossier.txt": as_file(plain_text(page, root)),
    }
    for release in kit.shown_releases():
        text = plain_text(told("press/kit_release.html", release, root, request), root)
        name = cleaned(f"{release.reference}-{release.slug}", ".txt")
        found[f"communiques/{name}"] = as_file(text)
    found |= images(kit, frame_of(request).identity.legal_name)
    for number, chosen in enumerate(kit.shown_documents(), 1):
        suffix = PurePath(chosen.document.file.name).suffix
        found[f"fichiers/{cleaned(f'{number:02}-{chosen}', suffix)}"] = chosen.document.file
    folder = cleaned(kit.slug, "")
    return [Entry(f"{folder}/{path}", file) for path, file in found.items()]


def told(template: str, page: PressKitPage | ReleasePage, root: str, request: HttpRequest) -> str:
    room = page.get_parent().get_parent().specific
    return render_to_string(template, {"page": page, "room": room, "root": root}, request)


def images(kit: PressKitPage, author: str) -> dict[str, Any]:
    """The originals, the landscape drawn for the kit, and who made each of them."""
    drawing = draw_landscape(seed_of(kit.seed), kit.season, SHAPES_OF_PAGES["band"])
    found: dict[str, Any] = {"images/paysage.svg": as_file(drawing)}
    lines = [f"paysage.svg : dessin du site. {author}, Licence Ouverte 2.0."]
    for number, chosen in enumerate(kit.shown_pictures(), 1):
        picture = chosen.image
        name = cleaned(f"{number:02}-{picture.title}", PurePath(picture.file.name).suffix)
        found[f"images/{name}"] = picture.file
        lines.append(
            f"{name} : {chosen.caption} {picture.credit}, {picture.get_licence_display()}."
        )
    return found | {"images/credits.txt": as_file("\n".join(lines) + "\n")}


def as_file(text: str) -> ContentFile:
    return ContentFile(text.encode())


def cleaned(name: str, suffix: str) -> str:
    """A name that every system takes: no accent, no space, no folder."""
    return f"{slugify(name)[:80].strip('-') or 'fichier'}{suffix.lower()}"
