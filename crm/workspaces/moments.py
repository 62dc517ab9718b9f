"""What the telecentre tells of a person: the first time, then a line a month."""

from __future__ import annotations

from datetime import date, datetime, time
from itertools import groupby
from typing import TYPE_CHECKING

from django.utils import timezone

from crm.journeys.timeline import Moment
from crm.people.models import Person
from crm.registers.batch import Steps, first, stepwise
from crm.registers.words import counted

from .bookings.words import when_words
from .models import Booking, BookingSource, Presence

if TYPE_CHECKING:
    from django.contrib.auth.models import User


@stepwise
def moments(person: Person, user: User) -> Steps[list[Moment]]:
    """A month is told on its last day there."""
    rows = Presence.objects.filter(person=person).order_by("date")
    found = yield from first(rows.values_list("date", flat=True))
    days = found.rows
    if not days:
        return []
    beginning = Moment(
        _noon(days[0]),
        "door-open",
        "Première venue au télécentre",
        kind="telecentre",
        milestone=True,
    )
    return [beginning, *(_month(list(group)) for _, group in groupby(days, key=_month_of))]


@stepwise
def bookings(person: Person, user: User) -> Steps[list[Moment]]:
    """When somebody booked, and when they gave back; an office that was only offered is told elsewhere."""
    found = []
    rows = Booking.objects.filter(person=person).select_related("space__site")
    booked = rows.exclude(source=BookingSource.OFFER, confirmed_at__isnull=True)
    read = yield from first(booked)
    for row in read.rows:
        told = f"{row.space}, {when_words(row)}"
        found.append(
            Moment(
                row.requested_at,
                "calendar-days",
                "Réservation au télécentre",
                told,
                kind="telecentre",
            )
        )
        if row.cancelled_on:
            found.append(
                Moment(
                    _noon(row.cancelled_on),
                    "calendar-days",
                    "Réservation rendue à partir de ce jour",
                    row.cancel_reason,
                    kind="telecentre",
                )
            )
    return found


def _month_of(day: date) -> tuple[int, int]:
    return day.year, day.month


def _month(days: list[date]) -> Moment:
    told = counted(len(days), "demi-journée", feminine=True).capitalize()
    return Moment(_noon(days[-1]), "door-open", f"{told} au télécentre", kind="telecentre")


def _noon(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(12)))
