"""The figures as a merging's preview compares them: each figure, and each session by origin."""

from __future__ import annotations

from datetime import date

from crm.people.merging.figures import Reading

from .counting import compute
from .counting.figures import Figure, SessionLine
from .definitions import DEFINITIONS
from .publication import told_value, written


def read(day: date) -> Reading:
    found = compute(day)
    figures = {
        f"{code} – {DEFINITIONS[code].label}": _figure(figure)
        for code, figure in found.by_code.items()
    }
    return figures | {
        f"Stagiaires de « {line.label} », {line.starts_on:%d/%m/%Y}": _session(line)
        for line in found.sessions
    }


def _figure(figure: Figure) -> str:
    definition = DEFINITIONS[figure.code]
    told = told_value(figure.as_json(), definition.as_json())
    if definition.rate and figure.denominator is not None:
        told += f" ({written(figure.numerator)} sur {written(figure.denominator)})"
    if figure.unknown:
        told += f", {written(figure.unknown)} inconnus"
    return told


def _session(line: SessionLine) -> str:
    return f"{line.started}, dont {line.exogenous} d’ailleurs et {line.unknown} d’origine inconnue"
