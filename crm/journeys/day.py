"""What waits for an advisor today beside calls and tasks: each room registers its own list."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from typing import TYPE_CHECKING

from crm.registers.batch import Steps, steps_of, stepwise, together

if TYPE_CHECKING:
    from django.contrib.auth.models import User


@dataclass(frozen=True)
class Line:
    """One thing to look at. `label` is the text of the link, `why` a sentence after it."""

    label: str
    url: str
    why: str = ""
    when: str = ""  # "4 jours", "12 novembre"
    late: bool = False
    icon: str = "file-text"


@dataclass(frozen=True)
class Block:
    """A list of the day.

    name      anchor of the list, a slug
    heading   its title
    lines     some twenty at most, the most pressing first
    total     how many there are in all
    told      how the sentence of the day counts them: "trois candidatures à étudier"
    url       where the whole list is, "" when the block shows it all
    aside     True in the narrow column, for what is only news
    """

    name: str
    heading: str
    lines: list[Line]
    total: int
    told: str
    url: str = ""
    aside: bool = False


# Returns None when the user has no right to the list; a block without lines is not shown. Made `stepwise`, a
# source costs no statement of its own: the lists of all rooms are read together.
Source = Callable[["User", datetime], Block | None]

_sources: dict[str, tuple[int, Source]] = {}
SOURCES = MappingProxyType(_sources)


def register(name: str, source: Source, rank: int = 100) -> None:
    """Called from AppConfig.ready of the room that knows; the lowest rank is shown first."""
    if name in _sources and _sources[name] != (rank, source):
        raise RuntimeError(f"Two rooms fill the list « {name} » of the day.")
    _sources[name] = (rank, source)


@stepwise
def blocks(user: User, at: datetime) -> Steps[list[Block]]:
    ranked = sorted(_sources.values(), key=lambda entry: entry[0])
    found = yield from together(steps_of(source, user, at) for _, source in ranked)
    return [block for block in found if block is not None and block.lines]
