"""Who agreed to be written to, and about what. The room that holds their agreement says so, and hears them leave."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from types import MappingProxyType
from typing import Any


@dataclass(frozen=True)
class Addressee:
    """Somebody to write to. `fields` are the merge fields of their letter, plain text."""

    email: str
    person: Any | None = None
    fields: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Audience:
    """A public that may be written to with its agreement.

    label     what the unsubscription page calls it: « la lettre d’information »
    members   who agrees at a moment
    agrees    whether a normalised address still agrees at a moment: asked again as each letter leaves
    leave     takes note that a normalised address leaves: address, how they said it, when
    join      name of the public address where one joins by a double opt-in, "" when there is none
    """

    label: str
    members: Callable[[datetime], Iterable[Addressee]]
    agrees: Callable[[str, datetime], bool]
    leave: Callable[[str, str, datetime], object]
    join: str = ""


_audiences: dict[str, Audience] = {}
AUDIENCES = MappingProxyType(_audiences)


def register(code: str, audience: Audience) -> None:
    """Called from AppConfig.ready of the room that holds the agreements; constant afterwards."""
    if _audiences.get(code, audience) != audience:
        raise RuntimeError(f"Two rooms hold the audience « {code} ».")
    _audiences[code] = audience
