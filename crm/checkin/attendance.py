"""What an edition gathered: who came, who did not, by workshop and by half-day. Numbers, never names."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Exists, OuterRef, Q
from django.utils import timezone

from crm.registrations.models import Participant, RegistrationState, WorkshopSeat
from editorial.dates import day
from forum.models import Edition

from .models import CheckIn
from .rolls import workshops_of

NOON = 13


@dataclass(frozen=True)
class Fill:
    """A workshop: its seats, those taken, and how many of those who hold them came to the Forum."""

    pk: int
    title: str
    when: str
    seats: int
    taken: int
    came: int

    @property
    def full(self) -> bool:
        return self.taken >= self.seats


@dataclass(frozen=True)
class Half:
    label: str
    arrived: int
    percent: int  # of the fullest half-day


@dataclass(frozen=True)
class Attendance:
    """`registered` held a place before the doors opened; `arrived` counts everybody who came in."""

    registered: int
    came: int
    walk_ins: int
    halves: list[Half]

    @property
    def arrived(self) -> int:
        return self.came + self.walk_ins

    @property
    def absent(self) -> int:
        return self.registered - self.came


def attendance_of(edition: Edition) -> Attendance:
    """Two queries."""
    inside = CheckIn.objects.standing().filter(participant=OuterRef("pk"))
    people = Participant.objects.filter(
        registration__edition=edition,
        registration__state=RegistrationState.CONFIRMED,
    ).annotate(inside=Exists(inside))
    booked = Q(registration__walk_in=False)
    told = people.aggregate(
        registered=Count("pk", filter=booked & (Q(left_at__isnull=True) | Q(inside=True))),
        came=Count("pk", filter=booked & Q(inside=True)),
        walk_ins=Count("pk", filter=~booked & Q(inside=True)),
    )
    return Attendance(**told, halves=_halves(edition))


def _halves(edition: Edition) -> list[Half]:
    entries = CheckIn.objects.standing().filter(participant__registration__edition=edition)
    numbers: dict[tuple[date, bool], int] = {}
    for at in entries.values_list("at", flat=True):
        key = _half_of(at)
        numbers[key] = numbers.get(key, 0) + 1
    most = max(numbers.values(), default=1)
    return [
        Half(
            f"{day(when, year=False, weekday=True)}, {'après-midi' if late else 'matin'}",
            many, round(100 * many / most),
        )
        for (when, late), many in sorted(numbers.items())
    ]  # fmt: skip


def _half_of(at: datetime) -> tuple[date, bool]:
    local = timezone.localtime(at)
    return local.date(), local.hour >= NOON


def fills_of(edition: Edition) -> list[Fill]:
    """The workshops and how full they are. Two queries."""
    inside = CheckIn.objects.standing().filter(participant=OuterRef("participant"))
    seats = WorkshopSeat.objects.filter(
        slot__page__edition=edition, participant__isnull=False, held_until__isnull=True
    )
    rows = seats.annotate(inside=Exists(inside)).values("slot").order_by("slot")
    taken = {
        row["slot"]: (row["taken"], row["came"])
        for row in rows.annotate(taken=Count("pk"), came=Count("pk", filter=Q(inside=True)))
    }
    return [
        Fill(
            slot.pk, slot.title,
            day(slot.day, year=False, weekday=True) if slot.day else "",
            slot.seats or 0, *taken.get(slot.pk, (0, 0)),
        )
        for slot in workshops_of(edition)
    ]  # fmt: skip
