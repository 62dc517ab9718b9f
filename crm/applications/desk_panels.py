"""What rooms above show on the page of an application. Each registers its own, when apps are ready."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from types import MappingProxyType

from django.http import HttpRequest
from django.utils.safestring import SafeString

from .models import Application


@dataclass(frozen=True)
class Panel:
    """A <section class="block"> rendered by a template; `wide` under the answers, else beside them."""

    html: SafeString
    wide: bool = False


# Returns None when the reader has no right to it, or when there is nothing to show.
Source = Callable[[HttpRequest, Application], Panel | None]

_sources: dict[str, tuple[int, Source]] = {}
SOURCES = MappingProxyType(_sources)


def register(name: str, source: Source, rank: int = 100) -> None:
    """Called from AppConfig.ready of the room that knows; the lowest rank is shown first."""
    if name in _sources and _sources[name] != (rank, source):
        raise RuntimeError(f"Two rooms draw the panel « {name} » of an application.")
    _sources[name] = (rank, source)


def shown(request: HttpRequest, application: Application) -> list[Panel]:
    ranked = sorted(_sources.values(), key=lambda entry: entry[0])
    drawn = (source(request, application) for _, source in ranked)
    return [panel for panel in drawn if panel is not None]
