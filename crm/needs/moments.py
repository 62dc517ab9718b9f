"""What this room tells of a person: the needs of the household, noted and met."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import TYPE_CHECKING

from django.utils import timezone

from crm.journeys.team import called
from crm.journeys.timeline import Moment
from crm.people.models import Person
from crm.registers.batch import Steps, first, stepwise

from .models import Need, NeedState

if TYPE_CHECKING:
    from django.contrib.auth.models import User


def noon(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(12)))


@stepwise
def needs(person: Person, user: User) -> Steps[list[Moment]]:
    if not user.has_perm("crm_needs.view_need"):
        return []
    found = yield from first(
        Need.objects.of_the_household_of(person).select_related("member__person", "owner")
    )
    rows = found.rows
    noted = [
        Moment(
            at=noon(row.since),
            icon="list-checks",
            title=f"Besoin\N{NO-BREAK SPACE}: {row.get_kind_display()}, {row.for_whom}",
            text=row.text,
            author=called(row.owner),
            kind="settling",
        )
        for row in rows
    ]
    closed = [
        Moment(
            at=noon(row.closed_on),
            icon="circle-check" if row.state == NeedState.MET else "circle-x",
            title=f"Besoin {row.get_state_display()}\N{NO-BREAK SPACE}: {row.get_kind_display()}, "
            f"{row.for_whom}",
            text=row.reason,
            author=called(row.owner),
            kind="settling",
        )
        for row in rows
        if row.closed_on
    ]
    return noted + closed
