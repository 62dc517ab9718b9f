"""What lodging puts in an advisor's day and calendar: who arrives, who leaves, which holds end."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from crm.journeys.agenda import Dated
from crm.journeys.day import Block, Line
from crm.journeys.deadlines import Deadline
from crm.registers.batch import Steps, first, stepwise
from crm.registers.words import counted
from editorial.dates import day as written

from .models import Stay, StayState

if TYPE_CHECKING:
    from django.contrib.auth.models import User

VIEW = "crm_lodging.view_stay"
A_BLOCK = 20


@stepwise
def arrivals(user: User, at: datetime) -> Steps[Block | None]:
    """Who arrives or leaves today, and those of whom it was never noted."""
    if not user.has_perm(VIEW):
        return None
    today = timezone.localdate(at)
    coming = Q(state=StayState.CONFIRMED, arrive__lte=today)
    going = Q(state=StayState.IN_HOUSE, depart__lte=today)
    rows = Stay.objects.filter(coming | going).select_related("unit", "person")
    found = yield from first(rows.order_by("arrive", "pk"), A_BLOCK)
    return Block(
        "arrivals", "Arrivées et départs au logement",
        [_line(row, today) for row in found.rows],
        found.total,
        counted(found.total, "arrivée ou départ à noter", "arrivées ou départs à noter", feminine=True),
        reverse("crm_lodging"),
    )  # fmt: skip


def _line(row: Stay, today: date) -> Line:
    coming = row.state == StayState.CONFIRMED
    day = row.arrive if coming else row.depart
    what = "Arrivée : clés et état des lieux à noter" if coming else "Départ : clés à reprendre"
    return Line(
        label=str(row.person),
        url=reverse("crm_stay", args=[row.pk]),
        why=f"{what}, {row.unit}.".replace(" :", "\N{NO-BREAK SPACE}:"),
        when="aujourd’hui" if day == today else written(day, year=False),
        late=day < today,
        icon="key-round" if coming else "door-open",
    )


@stepwise
def holds(user: User, at: datetime, until: date) -> Steps[list[Deadline]]:
    """The stays that are held: not confirmed by then, their nights are given back."""
    if not user.has_perm("crm_lodging.change_stay"):
        return []
    rows = Stay.objects.filter(state=StayState.HELD, hold_expires_at__date__lte=until)
    found = yield from first(rows.select_related("person", "unit"))
    return [
        Deadline(
            timezone.localdate(row.hold_expires_at),
            str(row.person),
            reverse("crm_stay", args=[row.pk]),
            f"Séjour réservé à confirmer ce jour-là au plus tard, {row.unit}.",
        )
        for row in found.rows
        if row.hold_expires_at
    ]


def dates(user: User, start: date, end: date) -> list[Dated]:
    """The arrivals of the families that the user follows."""
    if not user.has_perm(VIEW):
        return []
    rows = Stay.objects.filter(
        journey__owner=user, state__in=[StayState.CONFIRMED, StayState.IN_HOUSE],
        arrive__gte=start, arrive__lt=end, person__anonymised_at__isnull=True,
    )  # fmt: skip
    return [
        Dated(
            f"sejour-{row.pk}", row.person, "Arrivée au logement",
            row.arrive, row.arrive + timedelta(days=1), str(row.unit),
        )
        for row in rows.select_related("person", "unit")
    ]  # fmt: skip
