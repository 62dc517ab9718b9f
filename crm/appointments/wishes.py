"""What is asked of whom, and who comes."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from crm.consents.models import Wording
from crm.journeys.models import Journey
from crm.people.models import Person

from .contents import Said
from .models import BookedThrough
from .slots import Search, Slot, slots_at

if TYPE_CHECKING:
    from django.contrib.auth.models import User


@dataclass(frozen=True)
class Guest:
    """Who comes. Without a person, whoever typed this is looked for, and left to a human when unsure."""

    said: Said
    through: BookedThrough
    adults: int = 1
    children: int = 0
    person: Person | None = None
    journey: Journey | None = None
    wording: Wording | None = None
    form_key: uuid.UUID | None = None
    origin: str = ""


@dataclass(frozen=True)
class Wish:
    """What is asked of whom. `by_hand`: an hour that the team chose, outside the ranges or not."""

    search: Search
    starts_at: datetime
    by_hand: Slot | None = None
    where: str = ""

    def slots(self, now: datetime) -> list[Slot]:
        return [self.by_hand] if self.by_hand else slots_at(self.search, self.starts_at, now)


def by_hand(advisor: User, starts_at: datetime, minutes: int, site_id: int | None = None) -> Slot:
    """An hour that the team chooses, in a range or not."""
    return Slot(starts_at, starts_at + timedelta(minutes=minutes), advisor.pk, site_id)
