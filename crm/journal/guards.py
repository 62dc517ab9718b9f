"""Rules that an act meets before its line is written: refused, the act falls with its transaction.

Rooms register when apps are ready; constant afterwards.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from types import MappingProxyType

from .models import Entry

# Raises Refused when one of the acts may not be done.
Guard = Callable[[Sequence[Entry]], None]

_guards: dict[str, Guard] = {}
GUARDS = MappingProxyType(_guards)


def register(name: str, guard: Guard) -> None:
    if _guards.get(name, guard) is not guard:
        raise RuntimeError(f"Two rooms guard the journal as « {name} ».")
    _guards[name] = guard


def check(lines: Sequence[Entry]) -> None:
    for guard in _guards.values():
        guard(lines)
