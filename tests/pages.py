"""What every page is held to, whoever serves it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser

from django.http import HttpResponse
from django.urls import URLPattern, URLResolver, get_resolver

# A script of data (json_script, linked data) runs nothing.
SCRIPT = re.compile(r"<script(?![^>]*\bsrc=)(?![^>]*\btype=\"application/(?:ld\+)?json\")[^>]*>")
# What may be one, found fast; the pages where it is are then read attribute by attribute.
PERHAPS = re.compile(r"\son[a-z]+\s*=|javascript:", re.IGNORECASE)
HEADERS = {
    "Content-Security-Policy",
    "X-Content-Type-Options",
    "X-Frame-Options",
    "Referrer-Policy",
    "Permissions-Policy",
    "Cross-Origin-Opener-Policy",
}


class Handlers(HTMLParser):
    """The attributes that run something: onclick="…", href="javascript:…"."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [
            f"{tag} {name}={value}"
            for name, value in attrs
            if name.startswith("on") or (value or "").strip().lower().startswith("javascript:")
        ]


def runs_something(page: str) -> list[str]:
    """What a page would run by itself, and that the policy refuses."""
    handlers = Handlers()
    if PERHAPS.search(page):
        handlers.feed(page)
    return SCRIPT.findall(page) + handlers.found


def lacking(answer: HttpResponse) -> set[str]:
    return HEADERS - set(answer.headers)


def is_page(answer: HttpResponse) -> bool:
    return answer.headers.get("Content-Type", "").startswith("text/html")


def patterns(
    resolver: URLResolver | None = None, above: str = ""
) -> Iterator[tuple[str, URLPattern]]:
    """Every address, « admin/pages/<int:pk>/ », with what it leads to."""
    for one in (resolver or get_resolver()).url_patterns:
        address = above + str(one.pattern)
        if isinstance(one, URLResolver):
            yield from patterns(one, address)
        else:
            yield address.replace("^", "").replace("$", ""), one
