"""What rooms above offer on the page of a session: links among its actions. Registered when apps are ready."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from training.models import Session

if TYPE_CHECKING:
    from django.contrib.auth.models import User


@dataclass(frozen=True)
class SessionLink:
    """icon is a name of static/icons.svg."""

    label: str
    url: str
    icon: str = "file-text"


# Returns None when the reader has no right to it.
Source = Callable[["User", Session], SessionLink | None]

_sources: dict[str, tuple[int, Source]] = {}
SOURCES = MappingProxyType(_sources)


def register(name: str, source: Source, rank: int = 100) -> None:
    """Called from AppConfig.ready of the room that knows; the lowest rank is shown first."""
    if name in _sources and _sources[name] != (rank, source):
        raise RuntimeError(f"Two rooms offer the link « {name} » of a session.")
    _sources[name] = (rank, source)


def links(user: User, session: Session) -> list[SessionLink]:
    ranked = sorted(_sources.values(), key=lambda entry: entry[0])
    found = (source(user, session) for _, source in ranked)
    return [link for link in found if link is not None]
