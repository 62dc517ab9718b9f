"""An issue as an e-mail: a fragment of simple HTML, and its plain text.

Whoever sends it puts its own frame around: who speaks, why one receives it, how to leave.
"""

from __future__ import annotations

import re
from html import escape, unescape
from typing import TYPE_CHECKING
from urllib.parse import urlsplit, urlunsplit

from django.conf import settings
from django.template.loader import render_to_string

from newsletter.plain_text import plain_text

if TYPE_CHECKING:
    from newsletter.models import IssuePage

ADDRESS = re.compile(r'\b(href|src)="([^"]*)"')


def html_of(issue: IssuePage, *, query: str = "") -> str:
    """The fragment, every address whole. query: what each link to the site carries, « origine=l-12 »."""
    written = render_to_string("newsletter/email/issue.html", {"page": issue})
    lines = (line.strip() for line in written.splitlines())
    return made_whole("\n".join(line for line in lines if line), site_root(), query)


def text_of(issue: IssuePage, *, query: str = "") -> str:
    return plain_text(html_of(issue, query=query))


def site_root() -> str:
    return str(settings.WAGTAILADMIN_BASE_URL).rstrip("/")


def made_whole(html: str, root: str, query: str = "") -> str:
    """Make addresses absolute, and mark those of links to pages of the site."""

    def whole(found: re.Match[str]) -> str:
        name, address = found[1], unescape(found[2])
        if address.startswith("/") and not address.startswith("//"):
            address = root + address
        if name == "href" and query and address.startswith(f"{root}/"):
            address = marked(address, query)
        return f'{name}="{escape(address)}"'

    return ADDRESS.sub(whole, html)


def marked(address: str, query: str) -> str:
    parts = urlsplit(address)
    return urlunsplit(parts._replace(query="&".join(filter(None, [parts.query, query]))))
