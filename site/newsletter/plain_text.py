"""The e-mail of an issue as plain text: whole, wrapped, its links in full."""

from __future__ import annotations

import re
import textwrap
from html.parser import HTMLParser

WIDTH = 76
PARAGRAPHS = {"p", "ul", "ol", "dl", "div", "blockquote", "table", "h1", "h2", "h3", "h4", "hr"}
UNDERLINED = {"h1": "=", "h2": "-"}
SKIPPED = {"head", "script", "style", "title"}


class TextOf(HTMLParser):
    """Gathers lines: each is (first indent, next indents, words, underline); an empty one parts blocks."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[tuple[str, str, str, str]] = []
        self.words = ""
        self.bullets: list[str] = []
        self.first = self.then = self.underline = ""
        self.skipped = 0
        self.links: list[tuple[str, int]] = []

    def end_line(self) -> None:
        words = re.sub(r"[ \t\r\n]+", " ", self.words).strip()
        if words:
            self.lines.append((self.first, self.then, words, self.underline))
        self.words, self.first, self.underline = "", self.then, ""

    def part(self) -> None:
        self.end_line()
        if self.lines and self.lines[-1] != ("", "", "", ""):
            self.lines.append(("", "", "", ""))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag in SKIPPED:
            self.skipped += 1
        elif tag in PARAGRAPHS:
            self.part()
            self.underline = UNDERLINED.get(tag, "")
        elif tag in {"li", "dt"}:
            self.end_line()
            self.first, self.then = "- ", "  "
        elif tag in {"br", "dd", "tr"}:
            self.end_line()
        elif tag == "img" and given.get("alt"):
            self.words += f"[Image\u00a0: {given['alt']}]"
        elif tag == "a":
            self.links.append((given.get("href", ""), len(self.words)))

    def handle_endtag(self, tag: str) -> None:
        if tag in SKIPPED:
            self.skipped = max(0, self.skipped - 1)
        elif tag in {"li", "dd"}:
            self.end_line()
            self.first = self.then = ""
        elif tag in PARAGRAPHS:
            self.part()
        elif tag == "a" and self.links:
            address, start = self.links.pop()
            said = self.words[start:].strip()
            if said and address.startswith("http") and address != said:
                self.words += f" ({address})"

    def handle_data(self, data: str) -> None:
        if not self.skipped:
            self.words += data


def plain_text(html: str) -> str:
    """Paragraphs parted by an empty line, headings underlined, lists by dashes, links after their words."""
    reader = TextOf()
    reader.feed(html)
    reader.close()
    reader.end_line()
    told = [line for one in reader.lines for line in wrapped(*one)]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(told)).strip() + "\n"


def wrapped(first: str, then: str, words: str, underline: str) -> list[str]:
    """A line in as many as it takes. No-break spaces hold; an address is never cut."""
    lines = textwrap.wrap(
        words,
        WIDTH,
        initial_indent=first,
        subsequent_indent=then,
        break_long_words=False,
        break_on_hyphens=False,
    ) or [""]
    return [*lines, underline * min(WIDTH, max(map(len, lines)))] if underline else lines
