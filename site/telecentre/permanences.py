"""Who receives the public: pole by pole, and today."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from telecentre.calendar import hours_on
from telecentre.models.places import Site
from telecentre.models.services import Permanence, Pole


@dataclass(frozen=True)
class Turn:
    """A permanence of today. state: "now", "later" or "over"."""

    permanence: Permanence
    state: str


@dataclass(frozen=True)
class PoleDuty:
    pole: Pole
    permanences: list[Permanence]


@dataclass(frozen=True)
class Duty:
    """What the page of the house shows. `asked` is the pole asked for, None for all of them."""

    poles: list[Pole]
    asked: Pole | None
    groups: list[PoleDuty]
    today: list[Turn]
    is_open_today: bool

    @property
    def organisations(self) -> int:
        return len({row.organisation_id for group in self.groups for row in group.permanences})


def on_duty(site: Site | None, at: datetime, slug: str = "") -> Duty:
    """Read everything in two queries; a pole that does not exist counts for none."""
    day = at.date()
    poles = list(Pole.objects.all())
    asked = next((pole for pole in poles if pole.slug == slug), None)
    rows = list(Permanence.objects.valid_on(day).select_related("organisation", "pole"))
    is_open = site is None or bool(hours_on(site, day))
    groups = [
        PoleDuty(pole, [row for row in rows if row.pole_id == pole.pk])
        for pole in poles
        if asked in (None, pole)
    ]
    return Duty(poles, asked, groups, turns(rows, at) if is_open else [], is_open)


def turns(rows: list[Permanence], at: datetime) -> list[Turn]:
    """Those of the day, in the order of the clock."""
    held = [row for row in rows if row.is_held_on(at.date()) and row.opens_at]
    return [
        Turn(row, state(row, at)) for row in sorted(held, key=lambda row: (row.opens_at, str(row)))
    ]


def state(row: Permanence, at: datetime) -> str:
    if row.opens_at and at.time() < row.opens_at:
        return "later"
    return "now" if row.closes_at and at.time() < row.closes_at else "over"
