"""What appointments put in an advisor's day."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.contrib.auth import get_user_model
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from crm.journeys.day import Block, Line
from crm.journeys.models import Replacement
from crm.registers.batch import Steps, first, stepwise
from crm.registers.words import counted
from editorial.dates import day as written
from editorial.dates import hour

from .models import CANCELLED, Appointment, AppointmentParty, AppointmentState, Place
from .openings import to_move
from .wall import midnight

if TYPE_CHECKING:
    from django.contrib.auth.models import User
    from django.db.models import QuerySet

A_BLOCK = 20
RIGHTS = ("crm_appointments.view_appointment", "crm_people.read_file")
CHANGE = (*RIGHTS, "crm_appointments.change_appointment")
ICONS = {
    Place.OFFICE: "users",
    Place.PHONE: "phone",
    Place.VIDEO: "video",
    Place.HOME: "house",
}


def whose(user: User, at: datetime) -> QuerySet[User]:
    """Oneself, and the colleagues for whom one stands in today."""
    absent = Replacement.objects.absent_for(user, timezone.localdate(at))
    return get_user_model().objects.filter(Q(pk=user.pk) | Q(pk__in=absent.values("absent")))


@stepwise
def today(user: User, at: datetime) -> Steps[Block | None]:
    """The appointments of the day, in their order."""
    if not user.has_perms(RIGHTS):
        return None
    start = midnight(timezone.localdate(at))
    rows = (
        Appointment.objects.planned()
        .filter(advisor__in=whose(user, at), ends_at__gt=at)
        .between(start, midnight(timezone.localdate(at) + timedelta(days=1)))
        .select_related("reason", "advisor")
    )
    found = yield from first(rows, A_BLOCK)
    parties = yield from _parties(found.rows)
    lines = [
        _line(row, parties[row.pk], hour(timezone.localtime(row.starts_at).time()))
        for row in found.rows
    ]
    return Block(
        "appointments",
        "Rendez-vous du jour",
        lines,
        found.total,
        counted(found.total, "rendez-vous", "rendez-vous"),
        reverse("crm_appointments"),
    )


@stepwise
def to_fill_in(user: User, at: datetime) -> Steps[Block | None]:
    """Past, and nobody said how they went, the oldest first."""
    if not user.has_perms(CHANGE):
        return None
    rows = Appointment.objects.to_fill_in(at).filter(advisor__in=whose(user, at))
    found = yield from first(rows.select_related("reason", "advisor"), A_BLOCK)
    parties = yield from _parties(found.rows)
    lines = [
        _line(
            row,
            parties[row.pk],
            written(timezone.localdate(row.starts_at), year=False),
            late=at - row.ends_at > timedelta(days=2),
        )
        for row in found.rows
    ]
    told = counted(found.total, "rendez-vous", "rendez-vous")
    return Block(
        "rendez-vous-passes",
        "Rendez-vous à renseigner",
        lines,
        found.total,
        f"{told} à renseigner",
        f"{reverse('crm_appointments')}?a-renseigner=1",
    )


def _parties(rows: list[Appointment]) -> Steps[dict[int, list[AppointmentParty]]]:
    asked = AppointmentParty.objects.filter(appointment__in=[row.pk for row in rows])
    found = yield from first(asked.select_related("person"))
    theirs: dict[int, list[AppointmentParty]] = {row.pk: [] for row in rows}
    for party in found.rows:
        theirs[party.appointment_id].append(party)
    return theirs


def _line(
    row: Appointment, parties: list[AppointmentParty], when: str, *, late: bool = False
) -> Line:
    return Line(
        label=named(row, parties),
        url=reverse("crm_appointment", args=[row.pk]),
        why=f"{row.reason}, {Place(row.place).label}.",
        when=when,
        late=late,
        icon=ICONS[Place(row.place)],
    )


def names_of(row: Appointment) -> str:
    """Who comes. Reads `parties` fetched with their people."""
    return named(row, list(row.parties.all()))


def named(row: Appointment, parties: list[AppointmentParty]) -> str:
    """Who comes: a name, or how many households."""
    coming = [one for one in parties if one.state not in CANCELLED]
    if row.is_collective:
        told = counted(len(coming), "foyer")
        return f"{row.reason}\N{NO-BREAK SPACE}: {told} sur {row.seats}"
    named = coming or parties
    return named[0].name if named else str(row.reason)


@stepwise
def to_file(user: User, at: datetime) -> Steps[Block | None]:
    """Booked from the site by somebody whose file is not sure, the next to come first."""
    if not user.has_perms(CHANGE):
        return None
    rows = (
        AppointmentParty.objects.to_file()
        .filter(appointment__ends_at__gt=at - timedelta(days=30))
        .exclude(state=AppointmentState.NO_SHOW)
    )
    asked = rows.select_related("appointment__reason").order_by("appointment__starts_at")
    found = yield from first(asked, A_BLOCK)
    lines = [
        Line(
            label=row.name,
            url=reverse("crm_appointment", args=[row.appointment_id]),
            why=f"{row.appointment.reason}, à rattacher à un dossier.",
            when=written(timezone.localdate(row.appointment.starts_at), year=False),
            icon="user-round",
        )
        for row in found.rows
    ]
    told = counted(found.total, "rendez-vous", "rendez-vous")
    return Block(
        "rendez-vous-a-rattacher",
        "Rendez-vous sans dossier",
        lines,
        found.total,
        f"{told} sans dossier",
    )


@stepwise
def met_by_absence(user: User, at: datetime) -> Steps[Block | None]:
    """Booked on days when the advisor will not be there."""
    if not user.has_perms(CHANGE):
        return None
    rows = yield from to_move.steps(whose(user, at), at)
    parties = yield from _parties(rows[:A_BLOCK])
    lines = [
        _line(
            row, parties[row.pk], written(timezone.localdate(row.starts_at), year=False), late=True
        )
        for row in rows[:A_BLOCK]
    ]
    told = counted(len(rows), "rendez-vous", "rendez-vous")
    return Block(
        "rendez-vous-a-deplacer",
        "Rendez-vous pendant une absence",
        lines,
        len(rows),
        f"{told} à déplacer",
    )
