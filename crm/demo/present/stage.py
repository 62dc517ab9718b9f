"""Where the present takes place: the day, the sessions of the catalogue, the agents, the people drawn so far."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.contrib.auth.models import User
from django.utils import timezone

from crm.people.models import Person
from crm.people.services import open_file
from training.models import Session, SessionState

from ..days import at_hour
from ..people import Crowd

SEED = 2026
# The seats of a session of the long course.
FULL_GROUP = 15


@dataclass
class Scene:
    """What every part of the present needs. An agent is None where the accounts were not created."""

    at: datetime
    crowd: Crowd
    adviser: User | None
    manager: User | None
    underway: Session | None
    tonight: Session | None
    full: Session | None
    open: Session | None
    people: list[Person] = field(default_factory=list)

    @property
    def today(self) -> date:
        return timezone.localdate(self.at)

    def ago(self, days: int, hour: int = 10, minute: int = 0) -> datetime:
        """A moment some days ago, never after the loading."""
        return min(at_hour(self.today - timedelta(days=days), hour, minute), self.at)

    def somebody(self, days: int, *, local: bool = False, **known: object) -> Person:
        """Open a file some days ago."""
        place = self.crowd.local() if local else self.crowd.outsider()
        person = open_file(
            self.crowd.identity(place, **known), by=self.adviser, at=self.ago(days, 9)
        )
        self.people.append(person)
        return person


def set_scene(at: datetime) -> Scene:
    today = timezone.localdate(at)
    standing = Session.objects.standing().select_related("course").order_by("starts_on")
    long, short = (
        standing.filter(seats_max__gte=FULL_GROUP),
        standing.filter(seats_max__lt=FULL_GROUP),
    )
    for_days = {"applications_close_on__gt": today}
    users = User.objects
    return Scene(
        at=at,
        crowd=Crowd(SEED, today.year),
        adviser=users.filter(username="conseillere").first(),
        manager=users.filter(username="responsable").first(),
        underway=long.in_state(SessionState.UNDERWAY, today).first(),
        tonight=long.open_on(today).filter(applications_close_on=today).first(),
        full=short.open_on(today).filter(**for_days).first(),
        open=long.open_on(today).filter(**for_days).first(),
    )
