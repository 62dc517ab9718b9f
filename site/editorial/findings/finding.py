"""What is wrong with a page before it is published: a list that its writer reads at a glance.

Every page answers `page.findings()`; a page type adds its own after `yield from super().findings()`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum


class Level(Enum):
    BLOCKING = "bloquant"
    ADVICE = "à vérifier"


@dataclass(frozen=True)
class Finding:
    """level: whether publishing must wait. text: a French sentence that says what to do.

    field: the name of the field to go to, "" for the page as a whole.
    """

    level: Level
    text: str
    field: str = ""


def blocking(text: str, field: str = "") -> Finding:
    return Finding(Level.BLOCKING, text, field)


def advice(text: str, field: str = "") -> Finding:
    return Finding(Level.ADVICE, text, field)


def in_order(found: Iterable[Finding]) -> list[Finding]:
    """What stops first, each sentence once."""
    return sorted(dict.fromkeys(found), key=lambda one: one.level is Level.ADVICE)
