"""What keeps itself up to date inside a page: latest news, open sessions, the map of the communes.

The block names a source; whoever holds the rows answers the hook `register_live_source() -> LiveSource`.
Editorial knows none of them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpRequest
from wagtail import hooks
from wagtail.models import Page


@dataclass(frozen=True)
class LiveSource:
    """name     stored in pages, never changed: "news"
    label    what the editor chooses: "actualités récentes"
    empty    why nothing shows today, and what would make it show; said in the preview alone
    render   (request, page or None, how many) -> safe HTML of what anybody may read now, or ""
    """

    name: str
    label: str
    empty: str
    render: Callable[[HttpRequest, Page | None, int], str]


def live_sources() -> dict[str, LiveSource]:
    found = [offer() for offer in hooks.get_hooks("register_live_source")]
    return {source.name: source for source in sorted(found, key=lambda source: source.label)}


def live_choices() -> list[tuple[str, str]]:
    return [(source.name, source.label) for source in live_sources().values()]
