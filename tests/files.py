"""The project's own files, as the tests that read them ask for them."""

import re
from pathlib import Path

from django.conf import settings

ROOT = Path(settings.BASE_DIR)
OURS = ["site", "home", "crm"]
COMMENTS = re.compile(r"{#.*?#}|{%\s*comment.*?endcomment\s*%}", re.DOTALL)
TAGS = re.compile(r"{%.*?%}", re.DOTALL)


def sources(*folders: str, suffix: str) -> list[Path]:
    """Return the files of some folders that end so, in order, migrations left out."""
    found = (path for name in folders for path in (ROOT / name).rglob(f"*{suffix}"))
    return sorted(path for path in found if "migrations" not in path.parts)


def templates() -> list[Path]:
    return sources("templates", *OURS, suffix=".html")


def named(paths: list[Path]) -> list[str]:
    """Return paths as a person reads them in a failure."""
    return [str(path.relative_to(ROOT)) for path in paths]


def without_comments(template: Path) -> str:
    return COMMENTS.sub("", template.read_text())


def markup(template: Path) -> str:
    """Return the HTML of a template, without its comments and tags."""
    return TAGS.sub("", without_comments(template))
