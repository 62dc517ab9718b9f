"""What the blocks of a page hold, told apart so that rules can read it: words, headings, links, pictures.

Blocks are recognised by what they hold, not by their name: a new block is read like the others.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

from django.utils.html import strip_tags
from wagtail.blocks import Block, ListBlock, RichTextBlock, StreamBlock, StructBlock
from wagtail.fields import StreamField
from wagtail.images.models import AbstractImage
from wagtail.models import Page

HEADINGS = {f"h{level}": level for level in range(2, 7)}
ENDS_A_TEXT = {"p", "li", *HEADINGS}
OF_WORDS = ("text", "title", "caption", "author", "label", "lead")


@dataclass
class Link:
    """page, document: their primary key, None for an address typed by hand."""

    text: str
    href: str = ""
    page: int | None = None
    document: int | None = None


@dataclass
class Contents:
    """All that the blocks of a page say, in the order in which it is read."""

    texts: list[str] = field(default_factory=list)
    headings: list[tuple[int, str]] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    pictures: list[AbstractImage] = field(default_factory=list)
    # Blocks that ask for a transcript and have none.
    silent: int = 0


class RichText(HTMLParser):
    """Reads the HTML that Wagtail keeps: links are <a linktype="page" id="3">."""

    def __init__(self, contents: Contents) -> None:
        super().__init__()
        self.contents, self.words, self.said = contents, "", ""
        self.link: Link | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ENDS_A_TEXT:
            self.words = ""
        if tag == "a":
            given = {name: value or "" for name, value in attrs}
            kind, pk = given.get("linktype", ""), as_number(given.get("id", ""))
            self.link = Link("", given.get("href", ""))
            if kind in {"page", "document"}:
                setattr(self.link, kind, pk)
            self.said = ""

    def handle_endtag(self, tag: str) -> None:
        if tag in HEADINGS:
            self.contents.headings.append((HEADINGS[tag], self.words.strip()))
        if tag in ENDS_A_TEXT and self.words.strip():
            self.contents.texts.append(self.words.strip())
            self.words = ""
        if tag == "a" and self.link:
            self.link.text = self.said.strip()
            self.contents.links.append(self.link)
            self.link = None

    def handle_data(self, data: str) -> None:
        self.words += data
        self.said += data


def as_number(text: str) -> int | None:
    return int(text) if text.isdecimal() else None


def contents_of(page: Page) -> Contents:
    """Read every stream of blocks of a page. No query but those of its pictures."""
    contents = Contents()
    for one in page._meta.get_fields():
        if isinstance(one, StreamField):
            for block, value in walk(one.stream_block, getattr(page, one.name)):
                read(contents, block, value)
    return contents


def walk(block: Block, value: Any) -> Iterator[tuple[Block, Any]]:
    """A block and all that it holds, parents first. A picture with its alternative is one value."""
    yield block, value
    if value is None or isinstance(value, AbstractImage):
        return
    if isinstance(block, StreamBlock):
        for child in value:
            yield from walk(child.block, child.value)
    elif isinstance(block, StructBlock):
        for name, inner in block.child_blocks.items():
            yield from walk(inner, value.get(name))
    elif isinstance(block, ListBlock):
        for item in value:
            yield from walk(block.child_block, item)


def read(contents: Contents, block: Block, value: Any) -> None:
    if isinstance(value, AbstractImage):
        contents.pictures.append(value)
    elif isinstance(block, RichTextBlock) and value is not None:
        RichText(contents).feed(value.source)
    elif isinstance(block, StructBlock) and value is not None:
        read_struct(contents, value)


def read_struct(contents: Contents, value: Any) -> None:
    words = {name: value[name] for name in OF_WORDS if isinstance(value.get(name), str)}
    contents.texts += [text.strip() for text in words.values() if text.strip()]
    if "level" in value and "text" in value:
        level = as_number(str(value["level"])) or 2
        contents.headings.append((level, words.get("text", "").strip()))
    if "label" in value and ("url" in value or "page" in value):
        page = value.get("page")
        link = Link(words.get("label", ""), value.get("url") or "", getattr(page, "pk", None))
        contents.links.append(link)
    if "transcript" in value and not words_of(value["transcript"]):
        contents.silent += 1


def words_of(text: Any) -> str:
    return strip_tags(getattr(text, "source", text) or "").strip()
