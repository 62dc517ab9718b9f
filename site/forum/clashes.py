"""What cannot be in a programme: a slot out of the edition's days, two things in one room, somebody in two places."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, time
from itertools import combinations

from editorial import dates


@dataclass(frozen=True)
class Planned:
    """A slot as its writer typed it. `row` says where it stands in the form."""

    row: int
    title: str
    day: date
    starts_at: time
    ends_at: time
    room: object | None
    speakers: Sequence[object]

    def meets(self, other: Planned) -> bool:
        """Half-open: one may begin at the minute when another ends."""
        same_day = self.day == other.day
        return same_day and self.starts_at < other.ends_at and other.starts_at < self.ends_at

    @property
    def told(self) -> str:
        return f"« {self.title} », {dates.hour(self.starts_at)} – {dates.hour(self.ends_at)}"


@dataclass(frozen=True)
class Clash:
    """field: "day", "room" or "speaker", then `speaker` says which one of the slot."""

    row: int
    field: str
    text: str
    speaker: object | None = None


def clashes(
    slots: Sequence[Planned], starts_on: date | None, ends_on: date | None
) -> Iterator[Clash]:
    for slot in slots:
        if starts_on and ends_on and not starts_on <= slot.day <= ends_on:
            yield Clash(slot.row, "day", f"Le Forum a lieu {dates.period(starts_on, ends_on)}.")
    for one, other in combinations(slots, 2):
        if one.meets(other):
            yield from between(one, other)


def between(one: Planned, other: Planned) -> Iterator[Clash]:
    """Told beside the second of the two, naming the first."""
    if one.room is not None and one.room == other.room:
        yield Clash(other.row, "room", f"La salle est déjà prise par {one.told}.")
    for speaker in other.speakers:
        if speaker in one.speakers:
            text = f"Déjà à la même heure dans {one.told}."
            yield Clash(other.row, "speaker", text, speaker)
