"""The figures of a day as one reader may see them, beside those of another day and what was published."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from .counting import Figures
from .definitions import DEFINITIONS, Definition
from .masking import (
    HIDDEN,
    by_threes,
    gathered,
    hidden,
    in_its_place,
    merged,
    small,
    tells_too_much,
)
from .models import IndicatorSnapshot
from .publication import NBSP, Publication, more_to_come, told_detail, told_gap, told_value, written


class Reading:
    """Figures as one reader may see them: exact for whoever may read files, by threes for the others."""

    def __init__(self, found: Figures, *, exact: bool) -> None:
        self.true, self.exact = found, exact
        self.found = found if exact else by_threes(found)

    def hides(self, code: str) -> bool:
        exact = self.true[code].as_json()
        return not self.exact and hidden(exact, DEFINITIONS[code].as_json())

    def number(self, code: str) -> str:
        if self.hides(code):
            return in_its_place(self.true[code].as_json())
        return told_value(self.found[code].as_json(), DEFINITIONS[code].as_json())

    def among(self, code: str) -> str:
        figure = self.found[code]
        if code == "I8":
            return more_to_come(self.found["I8_planned"].value)
        if not figure.denominator or self.hides(code):
            return ""
        return told_detail(figure.as_json(), DEFINITIONS[code].as_json())

    def unknown(self, code: str) -> str:
        count = self.found[code].unknown
        if count is None:
            return ""
        hides = not self.exact and small(self.true[code].unknown)
        return HIDDEN if hides else written(count)

    def sessions(self) -> Iterator[dict[str, object]]:
        groups = [[line] for line in self.true.sessions]
        if not self.exact:
            groups = gathered(self.true.sessions)
        told = {(line.label, line.starts_on, line.ends_on): line for line in self.found.sessions}
        for group in groups:
            line = merged([told[one.label, one.starts_on, one.ends_on] for one in group])
            yield {
                "line": line,
                "withheld": not self.exact and tells_too_much(merged(group)),
                "doubtful": line.unknown * 10 > line.started,
            }


def difference(code: str, now: Reading, before: Reading) -> str:
    """« +12 », « −3 points », « = »; nothing when one of the two is hidden or is a share of nobody."""
    definition, after, earlier = DEFINITIONS[code], now.found[code], before.found[code]
    if now.hides(code) or before.hides(code):
        return ""
    if (definition.rate or definition.unit) and not (after.denominator and earlier.denominator):
        return ""
    return told_gap(after.value - earlier.value, definition.as_json())


@dataclass(frozen=True)
class Row:
    """A figure on the screen. notes: where what was published of a day says something else."""

    definition: Definition
    number: str
    among: str
    unknown: str
    before: str
    difference: str
    notes: list[str]
    counted: bool


def rows(now: Reading, before: Reading | None) -> list[Row]:
    readings = [now, before] if before else [now]
    publications = {reading.true.day: published_on(reading.true.day) for reading in readings}
    return [
        Row(
            definition,
            now.number(code),
            now.among(code),
            now.unknown(code),
            before.number(code) if before else "",
            difference(code, now, before) if before else "",
            [
                note
                for reading in readings
                if (note := _note(code, reading, publications[reading.true.day]))
            ],
            now.exact and bool(now.found[code].ids),
        )
        for code, definition in DEFINITIONS.items()
    ]


def published_on(day: date) -> Publication | None:
    snapshot = IndicatorSnapshot.objects.published().filter(as_of=day).first()
    return Publication(snapshot) if snapshot else None


def _note(code: str, reading: Reading, publication: Publication | None) -> str:
    """Where the publication of the day counted by another definition, or counted something else."""
    if publication is None or code not in publication.figures:
        return ""
    version, ours = publication.figures[code]["version"], DEFINITIONS[code].version
    told = publication.number(code)
    said = f"Publié au {publication.day:%d/%m/%Y}{NBSP}: {told}"
    if version != ours:
        return (
            f"{said}, par la définition n°{NBSP}{version}. Elle a changé depuis (n°{NBSP}{ours})"
            f"{NBSP}: les deux nombres ne se comparent pas sans le dire."
        )
    differs = reading.exact and not publication.hides(code) and told != reading.number(code)
    return f"{said}. Les dossiers ont été complétés ou corrigés depuis." if differs else ""
