"""What a report says: the figures of a day, counted now or published, with the year or the publication before."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone

from crm.registers.calendar import add_months

from ..analyses.masks import HELD, nested, small
from ..charts import Column, Growth, SessionChart, session_chart
from ..definitions import DEFINITIONS
from ..kept import figures_on
from ..masking import POINTING
from ..models import IndicatorSnapshot
from ..publication import Entry, Publication, written

LATEST_SESSIONS = 12
WELCOMED = ("I1", "I2", "I3")  # each is a part of the one before


@dataclass(frozen=True)
class Kind:
    """A report: who reads it, and which figures it gives, in its order."""

    slug: str
    title: str
    lead: str
    codes: tuple[str, ...]
    chart: str  # "growth" or "sessions"


KINDS: dict[str, Kind] = {
    kind.slug: kind
    for kind in [
        Kind(
            "elus",
            "Une page pour les élus",
            "Ce que deviennent celles et ceux que le territoire forme et accueille.",
            ("I2", "I3", "I5", "I7", "I6", "I8", "I9", "I10", "I11_plans"),
            "growth",
        ),
        Kind(
            "financeurs",
            "Une page pour les financeurs",
            "Qui entre en formation, d’où viennent ces personnes, et ce qu’elles font ensuite.",
            ("I1", "I2", "I3", "I3b", "I4", "I4c", "I7", "I11_plans", "I12"),
            "sessions",
        ),
    ]
}


@dataclass(frozen=True)
class Line:
    """A figure of the report: its words, the number, what makes it, and the number of before."""

    entry: Entry
    number: str
    detail: str
    before: str

    @property
    def label(self) -> str:
        """« Occupation des bureaux », of a label written to follow its number: « d’occupation des bureaux »."""
        label = self.entry.label
        for start in ("de ", "d’"):
            label = label.removeprefix(start)
        return f"{label[0].upper()}{label[1:]}"


@dataclass(frozen=True)
class Prism:
    """A column of the drawing: `height` in hundredths of the highest."""

    number: str
    label: str
    height: int
    gold: bool


@dataclass(frozen=True)
class Report:
    kind: Kind
    day: date
    before: date | None
    published: date | None
    lines: list[Line]
    prisms: list[Prism]
    growth: Growth | None
    sessions: SessionChart | None
    unknown: str

    @property
    def latest_sessions(self) -> list[Column]:
        return self.sessions.columns if self.sessions else []

    @property
    def source(self) -> str:
        if self.published:
            return "Chiffres publiés, arrêtés une fois pour toutes."
        return "Chiffres comptés à la demande dans les dossiers tenus par la collectivité."


def counted(kind: Kind, day: date) -> Report:
    """A report on a day, counted now, beside the same day a year before."""
    before = add_months(day, -12)
    return _report(kind, Publication(_unsaved(day)), Publication(_unsaved(before)), None)


def published(kind: Kind, snapshot: IndicatorSnapshot) -> Report:
    """A report from a publication, beside the one before it: nothing is counted again."""
    earlier = IndicatorSnapshot.objects.published().filter(as_of__lt=snapshot.as_of).first()
    before = Publication(earlier) if earlier else None
    on = timezone.localdate(snapshot.published_at) if snapshot.published_at else None
    return _report(kind, Publication(snapshot), before, on)


def _unsaved(day: date) -> IndicatorSnapshot:
    return IndicatorSnapshot(
        as_of=day,
        computed_at=timezone.now(),
        figures=figures_on(day).as_json(),
        definitions={code: definition.as_json() for code, definition in DEFINITIONS.items()},
    )


def _report(kind: Kind, now: Publication, before: Publication | None, on: date | None) -> Report:
    entries = {entry.code: entry for entry in now.entries()}
    held = _too_near(now)
    lines = [
        Line(
            entries[code],
            HELD if code in held and not now.hides(code) else now.number(code),
            "" if code in held or now.hides(code) else _detail(now, code),
            _before(before, now, code, held),
        )
        for code in kind.codes
        if code in now.figures
    ]
    return Report(
        kind=kind,
        day=now.day,
        before=before.day if before else None,
        published=on,
        lines=lines,
        prisms=_prisms(now, held),
        growth=now.growth() if kind.chart == "growth" else None,
        sessions=session_chart(now.lines[-LATEST_SESSIONS:]) if kind.chart == "sessions" else None,
        unknown=_unknown(now),
    )


def _unknown(now: Publication) -> str:
    if not now.figures["I3"]["unknown"]:
        return ""
    return (
        f"Sans nouvelles depuis un an, parmi les personnes accueillies : {now.unknown('I3')}. "
        "Elles restent comptées."
    )


def _too_near(now: Publication) -> set[str]:
    """The figures that would tell of one or two people beside the one that they are a part of."""
    counts = [now.count(code) for code in WELCOMED]
    return {code for code, clear in zip(WELCOMED, nested(counts), strict=True) if not clear}


def _detail(now: Publication, code: str) -> str:
    figure = now.figures[code]
    return now.share(code) if figure["denominator"] and now.definitions[code]["rate"] else ""


def _before(before: Publication | None, now: Publication, code: str, held: set[str]) -> str:
    """The number of before, unless one or two people would be told by what lies between the two."""
    if before is None or code not in before.figures:
        return "–"
    if code in held or code in _too_near(before) or now.hides(code) or before.hides(code):
        return HELD
    if now.definitions[code]["counted"] in POINTING and _near(now, before, code):
        return HELD
    return before.number(code)


def _near(now: Publication, before: Publication, code: str) -> bool:
    pairs = [
        (one.figures[code]["numerator"], one.figures[code]["denominator"]) for one in (now, before)
    ]
    return any(small(abs((a or 0) - (b or 0))) for a, b in zip(*pairs, strict=True))


def _prisms(now: Publication, held: set[str]) -> list[Prism]:
    """Three columns in proportion; none when one of them has to be kept back."""
    labels = {
        "I1": "personnes inscrites",
        "I2": "accueillies au télécentre",
        "I3": "ont créé leur activité",
    }
    highest = now.count("I1")
    if held or not highest or any(now.hides(code) for code in WELCOMED):
        return []
    return [
        Prism(
            written(now.count(code)), label, max(100 * now.count(code) // highest, 2), code == "I3"
        )
        for code, label in labels.items()
    ]


def rows_of(report: Report) -> list[list[Any]]:
    """The lines for a sheet: what is a plain count is a number."""
    return [
        [
            line.entry.code,
            line.label,
            line.number,
            line.detail,
            line.before,
            line.entry.version,
        ]
        for line in report.lines
    ]
