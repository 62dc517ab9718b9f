"""Who receives the public: pole by pole, today, and the next time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Exists, OuterRef, Prefetch, QuerySet, prefetch_related_objects

from editorial.dates import day as written_day
from editorial.dates import hour
from telecentre.calendar import hours_on, public_holidays
from telecentre.models.absences import ExceptionalDate, OrganisationAbsence, PermanenceAbsence
from telecentre.models.places import Site
from telecentre.models.services import Permanence, Pole

# Days in which the next permanence is looked for, and absences are announced.
HORIZON = 70


@dataclass(frozen=True)
class Turn:
    """A permanence of one day, at the hours of that day. state: "now", "later" or "over"."""

    permanence: Permanence
    opens_at: time
    closes_at: time
    note: str
    state: str

    @property
    def hours(self) -> str:
        return f"{hour(self.opens_at)} – {hour(self.closes_at)}"


@dataclass(frozen=True)
class Line:
    """A permanence as its pole shows it. `coming` is « mardi 2 décembre » or "", `away` are sentences."""

    permanence: Permanence
    coming: str
    away: list[str]


@dataclass(frozen=True)
class PoleDuty:
    pole: Pole
    lines: list[Line]

    @property
    def permanences(self) -> list[Permanence]:
        return [line.permanence for line in self.lines]


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
    """Read everything in two queries, three more where somebody is away; a pole that does not exist counts for none."""
    day = at.date()
    poles = list(Pole.objects.all())
    asked = next((pole for pole in poles if pole.slug == slug), None)
    rows = with_absences(Permanence.objects.valid_on(day), day)
    days = open_days(site, day)
    groups = [
        PoleDuty(pole, [line_of(row, days, at) for row in rows if row.pole_id == pole.pk])
        for pole in poles
        if asked in (None, pole)
    ]
    is_open = site is None or bool(hours_on(site, day))
    return Duty(poles, asked, groups, turns(rows, at) if is_open else [], is_open)


def with_absences(rows: QuerySet[Permanence], day: date) -> list[Permanence]:
    """Read permanences with what keeps them from being held from a day on, and their days out of turn.

    One query while none has any: `moves` says which ones do.
    """
    absences = PermanenceAbsence.objects.filter(ends_on__gte=day)
    away = OrganisationAbsence.objects.filter(ends_on__gte=day)
    extra = ExceptionalDate.objects.filter(on__gte=day)
    found = list(
        rows.select_related("organisation", "pole").annotate(
            moves=Exists(absences.filter(permanence=OuterRef("pk")))
            | Exists(away.filter(organisation=OuterRef("organisation")))
            | Exists(extra.filter(permanence=OuterRef("pk")))
        )
    )
    prefetch_related_objects(
        [row for row in found if row.moves],  # type: ignore[attr-defined]
        Prefetch("absences", absences),
        Prefetch("organisation__absences", away),
        Prefetch("extra_dates", extra),
    )
    return found


def open_days(site: Site | None, first: date) -> list[date]:
    """The days on which the house receives, from a first one on."""
    ahead = [first + timedelta(days=rank) for rank in range(HORIZON)]
    if site is None:
        return [day for day in ahead if day not in public_holidays(day.year)]
    return [day for day in ahead if hours_on(site, day)]


def absences_of(row: Permanence) -> list[PermanenceAbsence | OrganisationAbsence]:
    if not row.moves:  # type: ignore[attr-defined]
        return []
    return sorted(
        [*row.absences.all(), *row.organisation.absences.all()],  # type: ignore[attr-defined]
        key=lambda one: (one.starts_on, one.ends_on),
    )


def hours_of(row: Permanence, day: date) -> tuple[time, time, str] | None:
    """From when to when a permanence is held on a day, and what to know; None when it is not."""
    extras = row.extra_dates.all() if row.moves else []  # type: ignore[attr-defined]
    if extra := next((one for one in extras if one.on == day), None):
        return extra.opens_at, extra.closes_at, extra.note or row.note
    if not row.is_held_on(day) or any(one.holds(day) for one in absences_of(row)):
        return None
    if row.opens_at is None or row.closes_at is None:
        return None
    return row.opens_at, row.closes_at, row.note


def turns(rows: Sequence[Permanence], at: datetime) -> list[Turn]:
    """Those of the day, in the order of the clock."""
    found = [
        Turn(row, *held, state(held[0], held[1], at))
        for row in rows
        if (held := hours_of(row, at.date()))
    ]
    return sorted(found, key=lambda turn: (turn.opens_at, str(turn.permanence)))


def state(opens_at: time, closes_at: time, at: datetime) -> str:
    if at.time() < opens_at:
        return "later"
    return "now" if at.time() < closes_at else "over"


def line_of(row: Permanence, days: Sequence[date], at: datetime) -> Line:
    away = [one.sentence for one in absences_of(row) if one.starts_on <= horizon_of(at)]
    return Line(row, coming(row, days, at), away)


def horizon_of(at: datetime) -> date:
    return at.date() + timedelta(days=HORIZON)


def coming(row: Permanence, days: Sequence[date], at: datetime) -> str:
    """« aujourd’hui », « mardi 2 décembre », with its hours where they are not the usual ones."""
    for day in days:
        held = hours_of(row, day) if row.valid_to is None or day < row.valid_to else None
        if held is None or (day == at.date() and state(held[0], held[1], at) == "over"):
            continue
        name = "aujourd’hui" if day == at.date() else written_day(day, weekday=True, year=False)
        usual = held[:2] == (row.opens_at, row.closes_at)
        return name if usual else f"{name}, {hour(held[0])} – {hour(held[1])}"
    return ""
