"""What has a last day, whoever set it: a decision to take, a paper to send, a file to forget.

Each room registers the deadlines that it knows; one list of the day shows them, the nearest first.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from types import MappingProxyType
from typing import TYPE_CHECKING

from django.utils import timezone

from crm.registers.batch import Steps, steps_of, stepwise, together
from crm.registers.words import counted
from editorial.dates import day as written

from .day import Block, Line

if TYPE_CHECKING:
    from django.contrib.auth.models import User

AHEAD = timedelta(days=30)
LINES = 15


@dataclass(frozen=True)
class Deadline:
    """One last day. `label` is the text of the link, `why` a sentence after it."""

    on: date
    label: str
    url: str
    why: str = ""


# Returns the deadlines until a day, those that are past included; none when the user has no right to them.
# Made `stepwise`, it is read together with the other lists of the day.
Source = Callable[["User", datetime, date], list[Deadline]]

_sources: dict[str, Source] = {}
SOURCES = MappingProxyType(_sources)


def register(name: str, source: Source) -> None:
    """Called from AppConfig.ready of the room that knows."""
    if name in _sources and _sources[name] is not source:
        raise RuntimeError(f"Two rooms tell the deadlines « {name} ».")
    _sources[name] = source


@stepwise
def block(user: User, at: datetime) -> Steps[Block]:
    today = timezone.localdate(at)
    told = yield from together(
        steps_of(source, user, at, today + AHEAD) for source in _sources.values()
    )
    found = [one for ones in told for one in ones]
    found.sort(key=lambda one: (one.on, one.label))
    return Block(
        name="deadlines",
        heading="Échéances",
        lines=[
            Line(
                label=one.label,
                url=one.url,
                why=one.why,
                when=written(one.on, year=False),
                late=one.on < today,
                icon="hourglass",
            )
            for one in found[:LINES]
        ],
        total=len(found),
        told=counted(len(found), "échéance", feminine=True),
    )
