"""The HTML of a page as plain text: what a newsroom pastes into its own editor."""

from __future__ import annotations

import re
from html.parser import HTMLParser

BLOCKS = {*("p", "h1", "h2", "h3", "h4", "ul", "ol", "dl", "div", "table", "figure", "blockquote")}
LINES = {"br", "dd", "dt", "figcaption", "tr"}
SKIPPED = {"head", "script", "style", "svg", "template"}


class TextOf(HTMLParser):
    def __init__(self, root: str) -> None:
        super().__init__(convert_charrefs=True)
        self.root = root
        self.pieces: list[str] = []
        self.skipped = 0
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in SKIPPED:
            self.skipped += 1
        elif tag in BLOCKS:
            self.pieces.append("\n\n")
        elif tag in LINES:
            self.pieces.append("\n")
        elif tag == "li":
            self.pieces.append("\n– ")
        elif tag in {"td", "th"}:
            self.pieces.append(" | ")
        elif tag == "a":
            self.links.append(dict(attrs).get("href") or "")

    def handle_endtag(self, tag: str) -> None:
        if tag in SKIPPED:
            self.skipped = max(0, self.skipped - 1)
        elif tag in BLOCKS:
            self.pieces.append("\n\n")
        elif tag == "a" and self.links:
            address = self.links.pop()
            if address.startswith(("/", "http")):
                self.pieces.append(f" ({self.root if address.startswith('/') else ''}{address})")

    def handle_data(self, data: str) -> None:
        if not self.skipped:
            self.pieces.append(re.sub(r"[ \t\r\n]+", " ", data))


def plain_text(html: str, root: str) -> str:
    """Paragraphs parted by an empty line, lists by dashes, links in full. root: of addresses, no slash."""
    reader = TextOf(root)
    reader.feed(html)
    reader.close()
    lines = (line.strip(" |") for line in "".join(reader.pieces).split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip() + "\n"
