"""What an edition gathered: who came, who did not, by workshop and by half-day. Numbers, never names."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Exists, OuterRef, Q
from django.utils import timezone

from crm.registrations.models import Participant, RegistrationState, WorkshopSeat
from crm.waiting.models import WaitEntry, WaitState
from editorial.dates import NBSP, day
from editorial.plugins import FORUM_SLOT
from forum.models import Edition

from .models import CheckIn
from .rolls import workshops_of

NOON = 13


@dataclass(frozen=True)
class Fill:
    """A workshop: its seats, those taken, those kept for an offer, how many of the former came to the Forum,
    and how many people wait for one."""

    pk: int
    title: str
    when: str
    seats: int
    taken: int = 0
    held: int = 0
    came: int = 0
    waiting: int = 0

    @property
    def full(self) -> bool:
        return self.taken + self.held >= self.seats


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
            f"{_named(when)}, {'après-midi' if late else 'matin'}",
            many, round(100 * many / most),
        )
        for (when, late), many in sorted(numbers.items())
    ]  # fmt: skip


def _named(when: date) -> str:
    """« jeudi 7 octobre », which a narrow column may cut after the name of the day."""
    return day(when, year=False, weekday=True).replace(NBSP, " ", 1)


def _half_of(at: datetime) -> tuple[date, bool]:
    local = timezone.localtime(at)
    return local.date(), local.hour >= NOON


def fills_of(edition: Edition) -> list[Fill]:
    """The workshops and how full they are. Three queries."""
    inside = CheckIn.objects.standing().filter(participant=OuterRef("participant"))
    seats = WorkshopSeat.objects.filter(slot__page__edition=edition, participant__isnull=False)
    own = Q(held_until__isnull=True)
    rows = seats.annotate(inside=Exists(inside)).order_by("slot").values("slot")
    found = rows.annotate(
        taken=Count("pk", filter=own), held=Count("pk", filter=~own),
        came=Count("pk", filter=own & Q(inside=True)),
    )  # fmt: skip
    counts = {
        slot: {"taken": taken, "held": held, "came": came}
        for slot, taken, held, came in found.values_list("slot", "taken", "held", "came")
    }
    slots = list(workshops_of(edition))
    waiting = _waiting([str(slot.pk) for slot in slots])
    return [
        Fill(
            slot.pk, slot.title,
            day(slot.day, year=False, weekday=True) if slot.day else "",
            slot.seats or 0, waiting=waiting.get(str(slot.pk), 0), **counts.get(slot.pk, {}),
        )
        for slot in slots
    ]  # fmt: skip


def _waiting(slots: list[str]) -> dict[str, int]:
    rows = WaitEntry.objects.filter(state=WaitState.WAITING, waiting_list__kind=FORUM_SLOT)
    rows = rows.filter(waiting_list__key__in=slots).order_by()
    return dict(rows.values_list("waiting_list__key").annotate(many=Count("pk")))
