"""What visits put in an advisor's day and calendar: those of the week, those that nobody told of yet."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from crm.journeys.agenda import Dated
from crm.journeys.day import Block, Line
from crm.registers.batch import Steps, first, stepwise
from crm.registers.words import counted
from editorial.calendars import moment
from editorial.dates import period

from .models import Visit, VisitState, VisitStop

if TYPE_CHECKING:
    from django.contrib.auth.models import User

VIEW = "crm_visits.view_visit"
AHEAD = timedelta(days=7)
A_BLOCK = 15


@stepwise
def week(user: User, at: datetime) -> Steps[Block | None]:
    """The visits of the week, and those whose outcomes are to be written; one's own, or nobody's."""
    if not user.has_perm(VIEW):
        return None
    today = timezone.localdate(at)
    coming = Visit.objects.coming().filter(
        Q(referent=user) | Q(referent=None),
        starts_on__lt=today + AHEAD,
        journey__person__anonymised_at__isnull=True,
    )
    rows = coming.select_related("journey__person").order_by("starts_on", "pk")
    found = yield from first(rows, A_BLOCK)
    return Block(
        "visits", "Visites de la semaine", [_line(row, today) for row in found.rows], found.total,
        counted(found.total, "visite à suivre", "visites à suivre", feminine=True), reverse("crm_visits"),
    )  # fmt: skip


def _line(row: Visit, today: date) -> Line:
    over = row.ends_on < today
    if over:
        why = "La visite est passée : dites ce qu’il en est ressorti."
    elif row.state == VisitState.PLANNED:
        why = "Pas encore confirmée : la famille n’a pas reçu son programme."
    else:
        why = row.purpose
    return Line(
        label=str(row.journey.person),
        url=reverse("crm_visit", args=[row.pk]),
        why=why.replace(" :", "\N{NO-BREAK SPACE}:"),
        when=period(row.starts_on, row.ends_on, year=False),
        late=over,
        icon="footprints",
    )


def stops(user: User, start: date, end: date) -> list[Dated]:
    """The stops of the visits that the user accompanies."""
    if not user.has_perm(VIEW):
        return []
    rows = VisitStop.objects.filter(
        visit__referent=user, visit__in=Visit.objects.coming(), date__gte=start, date__lt=end,
        visit__journey__person__anonymised_at__isnull=True,
    )  # fmt: skip
    return [
        Dated(
            f"etape-{row.pk}", row.visit.journey.person, "Visite",
            moment(row.date, row.starts_at), moment(row.date, row.ends_at),
            ", ".join(filter(None, [row.title, row.place])),
        )
        for row in rows.select_related("visit__journey__person")
    ]  # fmt: skip
