"""The table: what each source brought, and under it each article, edition, batch or issue."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from .acts import COLUMNS, Act, Period, acts_in
from .masking import HELD, small, withheld
from .sources import NOBODY_KNOWS, Source, Sources, kind_label, labels


@dataclass(frozen=True)
class Cell:
    """A count as its reader may see it; `key` leads to the people, "" when there is nobody to show."""

    count: int
    hidden: bool = False
    key: str = ""

    @property
    def told(self) -> str:
        return HELD if self.hidden else str(self.count)


@dataclass
class Line:
    label: str
    source: Source
    cells: list[Cell] = field(default_factory=list)
    items: list[Line] = field(default_factory=list)


@dataclass
class Table:
    lines: list[Line]
    total: Line

    def flat(self) -> Iterator[tuple[int, Line]]:
        """Each line with its depth, 0 or 1."""
        for line in self.lines:
            yield 0, line
            for item in line.items:
                yield 1, item


class Counted:
    """The acts of a period under their sources."""

    def __init__(self, period: Period, touch: str) -> None:
        self.acts = acts_in(period)
        self.sources = Sources(self.acts)
        self.counts: dict[str, Counter[Source]] = {name: Counter() for name in COLUMNS}
        self.found: dict[tuple[str, Source], list[Act]] = defaultdict(list)
        for act in self.acts:
            source = self.sources.of(act, touch)
            self.counts[act.column][source] += 1
            self.found[act.column, source].append(act)

    def people(self, column: str, key: str) -> tuple[list[int], int]:
        """Who is counted in a cell, and how many acts of it are in no file. `key` as in Cell."""
        rows = [
            act
            for (name, source), acts in self.found.items()
            if name == column and key in {source.key, source.kind, "toutes"}
            for act in acts
        ]
        ids = {act.person for act in rows if act.person}
        return sorted(ids), sum(act.person is None for act in rows)

    def table(self, *, exact: bool) -> Table:
        every = {source for counts in self.counts.values() for source in counts}
        told = labels(every)
        kinds: dict[str, list[Source]] = defaultdict(list)
        for source in every:
            kinds[source.kind].append(source)
        lines = {
            kind: Line(
                kind_label(kind),
                Source(kind),
                items=[
                    Line(told[source], source)
                    for source in sorted(found, key=lambda one: told[one].lower())
                    if source.item
                ],
            )
            for kind, found in kinds.items()
        }
        total = Line("toutes origines", Source("toutes"))
        for column in COLUMNS:
            self._fill(column, lines, total, exact)
        known = sorted(
            lines.values(), key=lambda one: (-sum(c.count for c in one.cells), one.label)
        )
        known.sort(key=lambda one: one.source == NOBODY_KNOWS)
        return Table(known, total)

    def _fill(self, column: str, lines: dict[str, Line], total: Line, exact: bool) -> None:
        counts = self.counts[column]
        by_kind: Counter[str] = Counter()
        for source, count in counts.items():
            by_kind[source.kind] += count
        hidden = set() if exact else withheld(by_kind)
        for kind, line in lines.items():
            line.cells.append(_cell(by_kind[kind], kind in hidden, Source(kind).key))
            # Beside its items, what a kind brought without naming one is a part of it too.
            parts = {source: n for source, n in counts.items() if source.kind == kind}
            kept_back = set() if exact else set(parts) if kind in hidden else withheld(parts)
            for item in line.items:
                count = counts.get(item.source, 0)
                item.cells.append(_cell(count, item.source in kept_back, item.source.key))
        whole = sum(by_kind.values())
        total.cells.append(_cell(whole, not exact and small(whole), "toutes"))


def _cell(count: int, hidden: bool, key: str) -> Cell:
    return Cell(count, hidden and count > 0, key if count else "")
