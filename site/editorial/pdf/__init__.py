"""PDF files for paper and for screen readers (PDF/UA), from HTML of ours. Nothing is fetched from anywhere."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from pathlib import Path

from django.contrib.staticfiles import finders
from django.core.cache import cache

# A file is made again when what it says changes: its key is what it says.
KEPT_SECONDS = 7 * 24 * 3600


def pdf_of(html: str, stylesheet: str, pictures: Mapping[str, str]) -> bytes:
    """Return the PDF of a document, made once for all those who ask for the same.

    html         a whole document, with its language and its title
    stylesheet   a static file: "css/paper/leaflet.css"; it names fonts by static: and drawings by picture:
    pictures     SVG drawings by name
    """
    css = _read(stylesheet)
    said = "\0".join([html, css, *(part for pair in sorted(pictures.items()) for part in pair)])
    key = f"pdf-{hashlib.sha256(said.encode()).hexdigest()[:40]}"
    kept: bytes | None = cache.get(key)
    if kept is None:
        kept = _drawn(html, css, pictures)
        cache.set(key, kept, KEPT_SECONDS)
    return kept


def private_pdf(html: str, stylesheets: Sequence[str], pictures: Mapping[str, str]) -> bytes:
    """Return the PDF of a document that names somebody: no cache keeps it. The same words are the same bytes."""
    return _drawn(html, "\n".join(map(_read, stylesheets)), pictures)


def _read(stylesheet: str) -> str:
    return Path(finders.find(stylesheet) or "").read_text(encoding="utf-8")


def _drawn(html: str, css: str, pictures: Mapping[str, str]) -> bytes:
    # The libraries that draw it weigh on memory: only a process that makes one loads them.
    from .engine import write_pdf

    return write_pdf(html, css, pictures)
