"""What brought somebody, each time: from a code in an address, from their words, or from what an advisor noted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from .models import Acquisition, Journey, Touch, TouchKind
from .origins import acquisition_of

if TYPE_CHECKING:
    from crm.people.models import Person


@dataclass(frozen=True)
class Arrival:
    """One act of the public: its code, "" without one, what was told with it, and when it reached us."""

    kind: TouchKind
    code: str
    at: datetime
    declared_text: str = ""
    page: str = ""

    def source(self) -> Acquisition | None:
        """What the act brings with it, kept as a row; None when it says nothing of where it comes from."""
        if not self.code:
            return None
        return acquisition_of(
            self.code, declared_text=self.declared_text, at=self.at, page=self.page
        )


def opened_with(journey: Journey, source: Acquisition, *, at: datetime) -> None:
    """The first touch of a journey, in the transaction that opens it."""
    Touch.objects.create(
        person_id=journey.person_id,
        journey=journey,
        kind=TouchKind.OPENING,
        acquisition=source,
        at=at,
    )


def came_back(
    person: Person, kind: TouchKind, source: Acquisition | None, *, at: datetime,
    journey: Journey | None = None,
) -> None:  # fmt: skip
    """A later act. Nothing is added when the journey has just opened with the same source."""
    if source is None or (journey is not None and journey.source_id == source.pk):
        return
    Touch.objects.create(person=person, journey=journey, kind=kind, acquisition=source, at=at)


def arrived(person: Person, arrival: Arrival, *, journey: Journey | None = None) -> None:
    """Note an act that was put in a file, unless a later touch of the file says the same code."""
    if not arrival.code:
        return
    told = Touch.objects.filter(person=person, acquisition__code=arrival.code, at__gte=arrival.at)
    if not told.exists():
        came_back(person, arrival.kind, arrival.source(), at=arrival.at, journey=journey)
