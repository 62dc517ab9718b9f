"""Appointments held for years, and those of the coming weeks: a quarter of an hour belongs to one of them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.contrib.auth.models import User

from crm.appointments.models import (
    AdvisorQuarter,
    Appointment,
    AppointmentParty,
    AppointmentSeat,
    AppointmentState,
    BookedThrough,
    Place,
    Reason,
)
from crm.journeys.team import team

from ..days import at_hour
from .cast import Actor, Cast
from .rows import poured, written

REASON = "Point sur le projet (base d’essai)"
HOURS = [9, 10, 11, 14, 15, 16]
LASTS, QUARTER = timedelta(minutes=45), timedelta(minutes=15)
AHEAD = timedelta(days=14)


def meet(actors: list[Actor], cast: Cast, count: int) -> None:
    """Write appointments of the team, the latest first. Without a team, nobody receives."""
    followed, owners = [actor for actor in actors if actor.journey], list(team())
    if not followed or not owners:
        return
    reason, _ = Reason.objects.get_or_create(label=REASON, defaults={"minutes": 45})
    moments = _moments(owners, cast)
    rows = written(Appointment, (_appointment(reason, *next(moments), cast) for _ in range(count)))
    parties = written(
        AppointmentParty,
        (_party(row, followed[n % len(followed)]) for n, row in enumerate(rows)),
    )
    held = [
        (row, party)
        for row, party in zip(rows, parties, strict=True)
        if row.state != AppointmentState.BY_PERSON
    ]
    poured(
        AppointmentSeat,
        (AppointmentSeat(appointment=row, number=1, party=party) for row, party in held),
    )
    poured(
        AdvisorQuarter,
        (
            AdvisorQuarter(appointment=row, advisor=row.advisor, at=row.starts_at + QUARTER * n)
            for row, _ in held
            if row.advisor_id
            for n in range(LASTS // QUARTER)
        ),
    )


def _moments(owners: list[User], cast: Cast) -> Iterator[tuple[User, datetime]]:
    day = cast.today + AHEAD
    while True:
        if day.weekday() < 5:
            for hour in HOURS:
                for owner in owners:
                    yield owner, at_hour(day, hour)
        day -= timedelta(days=1)


def _appointment(reason: Reason, advisor: User, starts_at: datetime, cast: Cast) -> Appointment:
    row = Appointment(
        reason=reason,
        advisor=advisor,
        place=cast.chance.choice([Place.OFFICE, Place.PHONE]),
        starts_at=starts_at,
        ends_at=starts_at + LASTS,
        fixed_at=min(starts_at - timedelta(days=8), cast.at),
        changed_at=min(starts_at, cast.at),
    )
    if row.ends_at < cast.at:
        drawn = cast.chance.random()
        row.state = AppointmentState.NO_SHOW if drawn < 0.08 else AppointmentState.SEEN
        if drawn > 0.93:
            row.state = AppointmentState.BY_PERSON
        row.closed_at = row.ends_at
    return row


def _party(row: Appointment, actor: Actor) -> AppointmentParty:
    return AppointmentParty(
        appointment=row,
        through=BookedThrough.DESK,
        person_id=actor.person,
        journey_id=actor.journey,
        state=row.state,
        booked_at=row.fixed_at,
        closed_at=row.closed_at,
    )
