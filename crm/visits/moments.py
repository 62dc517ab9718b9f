"""What this room tells of a person: visits being prepared, made or called off, and discovery days."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crm.journeys.team import called
from crm.journeys.timeline import Moment
from crm.people.models import Person
from crm.registers.batch import Steps, first, stepwise
from editorial.dates import period

from .models import DiscoveryRegistration, Visit, VisitState

if TYPE_CHECKING:
    from django.contrib.auth.models import User


@stepwise
def visits(person: Person, user: User) -> Steps[list[Moment]]:
    """The visit itself is told by its exchange: here, that it was prepared, and a milestone once made."""
    if not user.has_perm("crm_visits.view_visit"):
        return []
    rows = Visit.objects.filter(journey__person=person).select_related("referent")
    found = yield from first(rows)
    told = []
    for row in found.rows:
        when = period(row.starts_on, row.ends_on)
        told.append(
            Moment(row.created_at, "footprints", f"Visite préparée, {when}", row.purpose,
                   called(row.referent), "settling")
        )  # fmt: skip
        if row.done_at:
            told.append(
                Moment(row.done_at, "footprints", f"Venue sur place, {when}", kind="settling",
                       milestone=True)
            )  # fmt: skip
        elif row.state == VisitState.CANCELLED:
            told.append(
                Moment(row.changed_at, "circle-x", "Visite annulée", row.reason, kind="settling")
            )
    return told


@stepwise
def discovery(person: Person, user: User) -> Steps[list[Moment]]:
    if not user.has_perm("crm_visits.view_discoveryday"):
        return []
    rows = DiscoveryRegistration.objects.filter(person=person).select_related("day")
    found = yield from first(rows)
    return [
        Moment(
            row.registered_at, "users", f"Journée découverte\N{NO-BREAK SPACE}: {row.get_state_display()}",
            str(row.day), kind="settling",
        )
        for row in found.rows
    ]  # fmt: skip
