"""From which page of the site somebody writes: its path alone, and never an address of elsewhere."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from django.http import HttpRequest

PATH = re.compile(r"/(?!/)[\w\-./%]{0,199}", re.ASCII)


def page_path(text: str) -> str:
    """Return a path of the site as it was told, "" when it is none."""
    return text if PATH.fullmatch(text) else ""


def referring_page(request: HttpRequest) -> str:
    """Return the path of the page that led here, "" when it is not one of ours."""
    try:
        told = urlsplit(request.headers.get("Referer", ""))
    except ValueError:
        return ""
    ours = told.netloc == request.get_host() and told.path != request.path
    return page_path(told.path) if ours else ""
