"""What residences tell of a person: asked for, decided, begun, ended, reviewed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crm.journeys.team import called
from crm.journeys.timeline import Moment
from crm.people.models import Person
from crm.registers.batch import Steps, first, stepwise
from editorial.dates import period

from .models import Residence, ResidenceState

if TYPE_CHECKING:
    from django.contrib.auth.models import User

COLON = "\N{NO-BREAK SPACE}:"


@stepwise
def residences(person: Person, user: User) -> Steps[list[Moment]]:
    if not user.has_perm("crm_residences.view_residence"):
        return []
    rows = Residence.objects.filter(person=person).select_related("decided_by", "reviewed_by")
    found = yield from first(rows)
    return [moment for row in found.rows for moment in _of(row)]


def _of(row: Residence) -> list[Moment]:
    kind = row.get_kind_display()
    when = period(row.starts_on, row.ends_on).capitalize()
    told = [Moment(row.requested_at, "house", f"Résidence {kind} demandée", when, kind="settling")]
    if row.decided_at:
        refused = row.state == ResidenceState.REFUSED
        told.append(
            Moment(
                row.decided_at,
                "circle-x" if refused else "check",
                f"Résidence {kind} {'refusée' if refused else 'accordée'}",
                row.reason,
                called(row.decided_by),
                kind="settling",
                milestone=not refused,
            )
        )
    if row.renounced_at:
        title = f"Renonce à la résidence {kind}"
        told.append(
            Moment(row.renounced_at, "arrow-right", title, row.ending_reason, kind="settling")
        )
    if row.started_at:
        told.append(Moment(row.started_at, "house", f"Résidence {kind} commencée", kind="settling"))
    if row.ended_at:
        title = f"Résidence {kind} terminée"
        told.append(Moment(row.ended_at, "check", title, row.ending_reason, kind="settling"))
    if row.reviewed_at:
        told.append(
            Moment(
                row.reviewed_at,
                "file-text",
                f"Bilan de la résidence{COLON} {row.get_outlook_display()}",
                row.tried,
                called(row.reviewed_by),
                kind="settling",
            )
        )
    return told
