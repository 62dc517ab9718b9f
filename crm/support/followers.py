"""Who must know that a plan has changed: what hangs on its days is brought in line in the same transaction."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from types import MappingProxyType
from typing import TYPE_CHECKING

from .models import SupportPlan

if TYPE_CHECKING:
    from django.contrib.auth.models import User

# Called with the plan as it is now, who changed it, and when.
Follower = Callable[[SupportPlan, "User | None", datetime], object]

_followers: dict[str, Follower] = {}
FOLLOWERS = MappingProxyType(_followers)


def follow(name: str, follower: Follower) -> None:
    """Called from AppConfig.ready of the room that depends on plans; constant afterwards."""
    if _followers.get(name, follower) is not follower:
        raise RuntimeError(f"Two rooms follow plans as « {name} ».")
    _followers[name] = follower


def tell(plan: SupportPlan, by: User | None, at: datetime) -> None:
    for follower in _followers.values():
        follower(plan, by, at)
