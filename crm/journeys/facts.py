"""What must be true before a journey may enter a stage. Rooms above add their own, when apps are ready."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from types import MappingProxyType

from .models import Journey, Stage

# Returns "" when the fact exists, else a French sentence that says what is missing.
Fact = Callable[[Journey, datetime], str]

_facts: dict[Stage, Fact] = {}
FACTS = MappingProxyType(_facts)


def require(stage: Stage, fact: Fact) -> None:
    """Called from AppConfig.ready of the room that knows; constant afterwards."""
    if stage in _facts and _facts[stage] is not fact:
        raise RuntimeError(f"Two rooms guard the stage {stage}.")
    _facts[stage] = fact


def missing(journey: Journey, stage: Stage, at: datetime) -> str:
    """Return what the journey lacks for a stage, "" when nothing does."""
    fact = _facts.get(stage)
    if fact is None:
        return f"L’étape « {stage.label} » n’est suivie par aucune fiche de ce CRM."
    return fact(journey, at)


def qualified(journey: Journey, at: datetime) -> str:
    lacking = []
    if journey.origin == "unknown":
        lacking.append("la commune ou le pays d’origine")
    if not journey.interactions.filter(at__lte=at).exclude(kind="note").exists():
        lacking.append("un premier échange")
    if not journey.project.strip():
        lacking.append("le projet")
    if not journey.horizon.strip():
        lacking.append("l’échéance du projet")
    return f"Il manque {', '.join(lacking)}." if lacking else ""


def always(journey: Journey, at: datetime) -> str:
    return ""
