"""What a screen shows of an analysis, already as its reader may see it: nothing here is hidden afterwards."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from ..definitions import Definition

Cell = int | str


@dataclass
class Table:
    """headings: of each column; rows: the first cell heads its row; numbers are counts, texts are told as they are."""

    caption: str
    headings: Sequence[str]
    rows: list[list[Cell]]


@dataclass
class Chart:
    """template: of `crm_indicators/analyses/charts/`; drawing: what it places; said: what the drawing shows."""

    template: str
    title: str
    said: str
    drawing: Any
    legend: list[tuple[str, str]] = field(default_factory=list)  # class, label
    note: str = ""


@dataclass
class Block:
    """A part of the page. Its table is the twin of its chart, or stands by itself."""

    key: str
    title: str
    table: Table
    chart: Chart | None = None
    lead: str = ""
    notes: list[str] = field(default_factory=list)


@dataclass
class Page:
    """sentences: what to read first; unknowns: what nobody knows; empty: nothing in the period."""

    blocks: list[Block]
    definitions: list[Definition]
    sentences: list[str] = field(default_factory=list)
    unknowns: list[str] = field(default_factory=list)
    empty: bool = False
