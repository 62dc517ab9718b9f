"""Who owns what a list waits for. A room says, for a kind, what is free and how a place is offered."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.contrib.auth.models import User

    from .models import WaitEntry


@dataclass(frozen=True)
class Taker:
    """What a room answers for its kind of target. `key` names the target.

    hold     locks the places of a target until the transaction ends, before its list is locked
    free     how many places nobody holds
    blocked  why no offer may go out at a moment, in French; "" when one may
    refuse   why an entry lets its turn pass, in French; "" when it may be made an offer
    offer    takes the place and tells the person. It ends by `services.offer`, which notes the deadline.
             May raise Refused, which passes the turn for that reason.
    """

    hold: Callable[[str], object]
    free: Callable[[str], int]
    blocked: Callable[[str, datetime], str]
    refuse: Callable[[WaitEntry, datetime], str]
    offer: Callable[[WaitEntry, User | None, str, datetime], object]


_takers: dict[str, Taker] = {}
TAKERS = MappingProxyType(_takers)


def register(kind: str, taker: Taker) -> None:
    """Called from AppConfig.ready of the room that owns the targets; constant afterwards."""
    if _takers.get(kind, taker) != taker:
        raise RuntimeError(f"Two rooms own the waiting lists « {kind} ».")
    _takers[kind] = taker
