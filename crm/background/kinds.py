"""What a long action may be. A room offers one through the hook `register_long_action() -> Kind`.

    @hooks.register("register_long_action")
    def export() -> Kind:
        return Kind("export", run)

`run(action, progress)` does it, telling `progress` how far it is, and returns the file that it made or None.
It may be called again when its worker was cut off, so that it must bear being run twice. Raises Refused.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from wagtail import hooks

if TYPE_CHECKING:
    from .models import LongAction
    from .progress import Progress


class Made(NamedTuple):
    """stored_as: its name in the private storage. file_name: how it is called when it is taken."""

    stored_as: str
    file_name: str


class Kind(NamedTuple):
    name: str
    run: Callable[[LongAction, Progress], Made | None]


def find(name: str) -> Kind | None:
    found = (offer() for offer in hooks.get_hooks("register_long_action"))
    return next((kind for kind in found if kind.name == name), None)
