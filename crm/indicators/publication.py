"""A published snapshot, in words. Nothing here counts: every number comes from the frozen figures."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse

from .charts import Growth, SessionChart, growth, session_chart
from .counting.figures import SessionLine, Step
from .masking import HIDDEN, hidden, in_its_place, small
from .models import IndicatorSnapshot

NBSP = "\N{NO-BREAK SPACE}"
NARROW = "\N{NARROW NO-BREAK SPACE}"
MINUS = "\N{MINUS SIGN}"
NOTHING = "–"  # a share of nobody


def told_value(figure: dict[str, Any], definition: dict[str, Any]) -> str:
    """« 12 », « 30 % », « 45 jours », or what says that there is nobody to tell of."""
    value, unit = int(figure["value"]), definition.get("unit", "")
    if (definition["rate"] or unit) and not figure["denominator"]:
        return NOTHING
    if definition["rate"]:
        return f"{value}{NBSP}%"
    return f"{written(value)}{NBSP}{unit}{'s' if value > 1 else ''}" if unit else written(value)


def told_detail(figure: dict[str, Any], definition: dict[str, Any]) -> str:
    """« 36 sur 120 »; of a mean, how many make it."""
    if definition.get("unit"):
        return f"médiane de {written(figure['denominator'] or 0)}"
    return f"{written(figure['numerator'])} sur {written(figure['denominator'] or 0)}"


def told_gap(gap: int, definition: dict[str, Any]) -> str:
    """« +12 », « −3 points », or « = »."""
    if not gap:
        return "="
    unit = "point" if definition["rate"] else definition.get("unit", "")
    told = f"{'+' if gap > 0 else MINUS}{written(abs(gap))}"
    return f"{told}{NBSP}{unit}{'s' if abs(gap) > 1 else ''}" if unit else told


def more_to_come(planned: int) -> str:
    """« et 6 autres prévus », or nothing."""
    if not planned:
        return ""
    return f"et {written(planned)} autre{'s prévus' if planned > 1 else ' prévu'}"


def written(count: int) -> str:
    """« 1 200 », with the space that never breaks."""
    return f"{count:,}".replace(",", NARROW)


@dataclass(frozen=True)
class Prism:
    value: int
    label: str
    gold: bool = False


@dataclass(frozen=True)
class Finding:
    """A number and the sentence that it begins."""

    number: str
    sentence: str


@dataclass(frozen=True)
class Entry:
    """A figure with its definition as it held on the day of the publication."""

    code: str
    label: str
    text: str
    number: str
    detail: str
    version: int
    author: str
    since: date


class Publication:
    """What the public may read of a snapshot."""

    def __init__(self, snapshot: IndicatorSnapshot) -> None:
        self.snapshot = snapshot
        self.day: date = snapshot.as_of
        self.figures: dict[str, dict[str, Any]] = snapshot.figures["indicators"]
        self.definitions: dict[str, dict[str, Any]] = snapshot.definitions
        self.lines = [SessionLine.from_json(row) for row in snapshot.figures["sessions"]]
        self.steps = [
            Step(date.fromisoformat(row["on"]), row["total"]) for row in snapshot.figures["steps"]
        ]

    @property
    def address(self) -> str:
        """Where this publication stays, whatever is published after it."""
        return reverse("results_on", args=[self.day.isoformat()])

    @property
    def authors(self) -> str:
        """Who answers for the definitions that held."""
        return ", ".join(dict.fromkeys(one["author"] for one in self.definitions.values()))

    def hides(self, code: str) -> bool:
        return hidden(self.figures[code], self.definitions[code])

    def count(self, code: str) -> int:
        return int(self.figures[code]["numerator"])

    def told(self, code: str) -> str:
        """A count as the public reads it."""
        if self.hides(code):
            return in_its_place(self.figures[code])
        return written(self.count(code))

    def number(self, code: str) -> str:
        """The value as the public reads it: a count, or a share."""
        if self.hides(code):
            return in_its_place(self.figures[code])
        return told_value(self.figures[code], self.definitions[code])

    def detail(self, code: str) -> str:
        """Among how many, and how many are not known."""
        if self.hides(code):
            return ""
        figure = self.figures[code]
        parts = [self.share(code)] if figure["denominator"] else []
        if code == "I8" and self.planned():
            parts.append(self.planned())
        if figure["unknown"]:
            parts.append(f"{self.unknown(code)} inconnus")
        return ", ".join(parts)

    def share(self, code: str) -> str:
        return told_detail(self.figures[code], self.definitions[code])

    def planned(self) -> str:
        """What opens in the year that follows; snapshots of before 2026 say nothing of it."""
        return more_to_come(self.count("I8_planned") if "I8_planned" in self.figures else 0)

    def unknown(self, code: str) -> str:
        unknown = self.figures[code]["unknown"] or 0
        return HIDDEN if small(unknown) else written(unknown)

    def silence(self) -> str:
        """How many of those who were welcomed have given no news, and that they count all the same."""
        if not self.figures["I3"]["unknown"]:
            return ""
        return (
            f"{self.unknown('I3').capitalize()} n’ont pas donné de nouvelles depuis un an ; "
            "elles restent comptées parmi les personnes accueillies."
        )

    def prisms(self) -> list[Prism]:
        """Three columns in proportion, unless one of them must be hidden."""
        wanted = [
            ("I1", "personnes inscrites à une session", False),
            ("I2", "accueillies au télécentre", False),
            ("I3", "ont créé leur activité", True),
        ]
        if any(self.hides(code) for code, _, _ in wanted) or not self.count("I1"):
            return []
        return [Prism(self.count(code), label, gold) for code, label, gold in wanted]

    def findings(self) -> list[Finding]:
        """The sentences of the publication; those that would say nothing, or too much, are left out."""
        sentences = {
            "I3": f"des personnes accueillies ont créé ou repris une activité : {self.share('I3')}. {self.silence()}",
            "I4": f"du public des dernières sessions vient d’une autre région ou de l’étranger : {self.share('I4')}.",
            "I5": f"familles venues d’ailleurs se sont installées depuis 2009 : {self.told('I5_adults')} adultes et "
            f"{self.told('I5_children')} enfants, dont {self.told('I5_schooled')} scolarisés.",
            "I6": f"personnes travaillent régulièrement au télécentre, dont {self.told('I6b')} pour un employeur.",
            "I7": "habitants du territoire ou de la région ont retrouvé une activité par le télétravail. Certains "
            "figurent aussi parmi les créations.",
            "I8": f"bureaux les accueillent, ouverts à la demi-journée{self._planned_too()}.",
            "I11_plans": "personnes sont accompagnées, pendant deux ans, après une formation ou une installation.",
            "I10": "personnes attendent un bureau.",
        }
        return [
            Finding(self.number(code), sentence)
            for code, sentence in sentences.items()
            if code in self.figures and self.count(code) and not self.hides(code)
        ]

    def _planned_too(self) -> str:
        planned = self.planned()
        return f"{NBSP}; {planned} dans l’année" if planned else ""

    def entries(self) -> list[Entry]:
        return [
            Entry(
                code,
                definition["label"],
                definition["text"],
                self.number(code),
                self.detail(code),
                definition["version"],
                definition["author"],
                date.fromisoformat(definition["since"]),
            )
            for code, definition in self.definitions.items()
        ]

    def sessions(self) -> SessionChart | None:
        return session_chart(self.lines)

    def growth(self) -> Growth | None:
        return None if any(small(one.total) for one in self.steps) else growth(self.steps, self.day)
