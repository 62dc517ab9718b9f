"""One stylesheet for the browser, one file a component for people.

The sources stay readable under static/css/; a page asks for `css/site.css` and gets them in the
order of the cascade. Screens of ours inside Wagtail's admin ask for `css/desk.css`: the same
components, kept inside `.desk` so that neither side disturbs the other.
"""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.contrib.staticfiles.utils import matches_patterns
from django.core.files.storage import FileSystemStorage

SITE = ["tokens", "reset", "base", "layout", "components/*", "utilities", "print"]
DESK = ["tokens", "layout", "components/*", "desk/*", "utilities"]
# What the printer would make of a page, on a sheet drawn on the screen.
PAPER = [*SITE, "preview/paper"]
BUNDLES = {"css/site.css": SITE, "css/desk.css": DESK, "css/paper.css": PAPER}

COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
INDENT = re.compile(r"\n\s*")
# Wagtail's own rules stand in no layer and would win over ours: the desk has a scope instead.
LAYER_ORDER = re.compile(r"@layer [\w, ]+;")
SCOPED_LAYER = re.compile(r"@layer (?:layout|components|utilities) \{")
TOKEN_LAYER = re.compile(r"@layer tokens \{")
# There the scheme is Wagtail's own choice, by the preference of each person.
SCHEME = re.compile(r"color-scheme: light dark;")


class StylesheetBundleFinder(BaseFinder):
    """Serves each bundle of BUNDLES, rewritten whenever one of its sources is newer."""

    def __init__(self) -> None:
        self.sources = settings.BASE_DIR / "static" / "css"
        self.storage = FileSystemStorage(location=settings.VAR_DIR / "bundles")

    def find(self, path: str, find_all: bool = False) -> Any:
        """The bundle's file, a list of it for `find_all`; [] for any other path, as Django's own do."""
        found = [str(self.refresh(path))] if path in BUNDLES else []
        return found if find_all or not found else found[0]

    def list(
        self, ignore_patterns: Iterable[str] | None
    ) -> Iterator[tuple[str, FileSystemStorage]]:
        for path in BUNDLES:
            if not matches_patterns(path, [*(ignore_patterns or [])]):
                self.refresh(path)
                yield path, self.storage

    def refresh(self, path: str) -> Path:
        """Return the bundle's file, up to date. Several processes may do it at once."""
        bundle = Path(self.storage.path(path))
        sources = [
            source
            for pattern in BUNDLES[path]
            for source in sorted(self.sources.glob(f"{pattern}.css"))
        ]
        # A folder's own date tells that a source came or went.
        folders = {(self.sources / pattern).parent for pattern in BUNDLES[path]}
        dated = [Path(__file__), *sources, *(folder for folder in folders if folder.exists())]
        newest = max(file.stat().st_mtime_ns for file in dated)
        if not bundle.exists() or bundle.stat().st_mtime_ns <= newest:
            replace_file(bundle, bundled(path, sources))
        return bundle


def bundled(path: str, sources: list[Path]) -> str:
    """Join the sources without their comments and indents."""
    css = "\n".join(source.read_text(encoding="utf-8") for source in sources)
    css = INDENT.sub("\n", COMMENT.sub("", css)).strip() + "\n"
    if BUNDLES[path] is DESK:
        css = SCHEME.sub("", LAYER_ORDER.sub("", css))
        css = TOKEN_LAYER.sub("@media all {", SCOPED_LAYER.sub(".desk {", css))
    if BUNDLES[path] is PAPER:
        css = css.replace("@media print", "@media screen")
    return css


def replace_file(target: Path, text: str) -> None:
    """Write beside, then rename: a reader sees the old file or the new one, never half of it."""
    target.parent.mkdir(parents=True, exist_ok=True)
    handle, draft = tempfile.mkstemp(dir=target.parent, suffix=".tmp")
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(text)
    Path(draft).chmod(0o644)
    os.replace(draft, target)
