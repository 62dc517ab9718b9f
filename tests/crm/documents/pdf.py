"""What a test reads of a PDF."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import Any

from pypdf import PdfReader


def read(content: bytes) -> PdfReader:
    return PdfReader(BytesIO(content))


def text_of(content: bytes) -> str:
    """All that it says, its lines made one; no-break spaces stay what they are."""
    pages = "\n".join(page.extract_text() for page in read(content).pages)
    return " ".join(part for part in pages.replace("\n", " ").split(" ") if part)


def nodes(node: Any) -> Iterator[dict[str, Any]]:
    """Every element of the structure of a tagged document."""
    node = node.get_object()
    for one in node if isinstance(node, list) else [node]:
        found = one.get_object() if hasattr(one, "get_object") else one
        if isinstance(found, dict):
            yield found
            if "/K" in found:
                yield from nodes(found["/K"])


def tags(content: bytes) -> list[str]:
    root = read(content).trailer["/Root"]["/StructTreeRoot"]
    return [str(node["/S"]) for node in nodes(root) if "/S" in node]


def alternatives(content: bytes) -> list[str]:
    root = read(content).trailer["/Root"]["/StructTreeRoot"]
    return [str(node["/Alt"]) for node in nodes(root) if "/Alt" in node]
