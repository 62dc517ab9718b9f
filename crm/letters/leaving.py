"""What other rooms know of a letter as it leaves: how it is written, and whether it still may.

Rooms register when apps are ready; constant afterwards.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from types import MappingProxyType

from .models import Letter


@dataclass(frozen=True)
class Outgoing:
    """A letter as it leaves. `html` is a whole page, "" for a letter of plain text alone."""

    subject: str
    text: str
    html: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)
    reply_to: str = ""


@dataclass(frozen=True)
class Answer:
    """withheld: why it never leaves, in French. parked: it waits until somebody gives it an hour again."""

    withheld: str = ""
    parked: bool = False


LEAVES = Answer()

# Raises ValueError when the letter cannot be written.
Composer = Callable[[Letter], Outgoing]
# Asked while the row of the letter is locked, before it is claimed.
Gate = Callable[[Letter, datetime], Answer]

_composers: dict[str, Composer] = {}
_gates: dict[str, Gate] = {}
COMPOSERS = MappingProxyType(_composers)
GATES = MappingProxyType(_gates)


def register_composer(template: str, composer: Composer) -> None:
    """Letters whose template begins so are written by `composer` when they leave, never before."""
    if _composers.get(template, composer) is not composer:
        raise RuntimeError(f"Two rooms write the letters « {template} ».")
    _composers[template] = composer


def register_gate(name: str, gate: Gate) -> None:
    if _gates.get(name, gate) is not gate:
        raise RuntimeError(f"Two rooms hold the gate « {name} ».")
    _gates[name] = gate


def composed(letter: Letter) -> Outgoing:
    """The letter as it leaves: by its composer, or as it was stored."""
    for template, composer in _composers.items():
        if letter.template.startswith(template):
            return composer(letter)
    return Outgoing(letter.subject, letter.body, letter.html)


def asked(letter: Letter, at: datetime) -> Answer:
    """The first answer of the gates that keeps the letter here, LEAVES when none does."""
    answers = (gate(letter, at) for gate in _gates.values())
    return next((answer for answer in answers if answer != LEAVES), LEAVES)
