"""Who had begun a session before a fund paid for it: the room that keeps them says so, when apps are ready."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from types import MappingProxyType
from typing import TYPE_CHECKING

from django.db import transaction

from crm.people.models import Person
from training.models import Session

from .models import FundedSession, Operation, Outcome
from .operations import fund_session
from .services import enter, leave

if TYPE_CHECKING:
    from django.contrib.auth.models import User


@dataclass(frozen=True)
class Stay:
    """Days of the first and of the last action; `ends_on` and `outcome` are empty while it goes on."""

    person: Person
    starts_on: date
    ends_on: date | None = None
    outcome: Outcome | None = None


Source = Callable[[Session], list[Stay]]

_sources: dict[str, Source] = {}
SOURCES = MappingProxyType(_sources)


def register(name: str, source: Source) -> None:
    """Called from AppConfig.ready of the room that knows."""
    if name in _sources and _sources[name] is not source:
        raise RuntimeError(f"Two rooms tell the stays « {name} ».")
    _sources[name] = source


@transaction.atomic
def attach(
    session: Session,
    operation: Operation,
    *,
    by: User | None = None,
    at: datetime | None = None,
) -> FundedSession:
    """Let an operation pay for a session, and count those who had begun it already."""
    row = fund_session(session, operation, by=by, at=at)
    for stay in (stay for source in _sources.values() for stay in source(session)):
        enter(stay.person, operation, stay.starts_on, session=session, by=by, at=at)
        if stay.ends_on and stay.outcome:
            leave(stay.person, operation, stay.ends_on, stay.outcome, session=session, by=by, at=at)
    return row
