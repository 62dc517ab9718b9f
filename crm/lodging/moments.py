"""What this room tells of a person: the stays, as they begin and as they are called off."""

from __future__ import annotations

from datetime import datetime, time
from typing import TYPE_CHECKING

from django.utils import timezone

from crm.journeys.timeline import Moment
from crm.people.models import Person
from crm.registers.batch import Steps, first, stepwise
from crm.registers.words import counted

from .models import Stay, StayState

if TYPE_CHECKING:
    from django.contrib.auth.models import User

CALLED_OFF = [StayState.REFUSED, StayState.CANCELLED, StayState.NO_SHOW]


@stepwise
def stays(person: Person, user: User) -> Steps[list[Moment]]:
    if not user.has_perm("crm_lodging.view_stay"):
        return []
    rows = Stay.objects.filter(person=person).select_related("unit")
    found = yield from first(rows)
    return [moment for row in found.rows for moment in _told(row)]


def _told(row: Stay) -> list[Moment]:
    nights = counted(row.nights, "nuit", feminine=True)
    told = [
        Moment(
            row.requested_at, "bed-double", f"Logement demandé, {nights}",
            f"{row.unit}, {row.get_purpose_display()}.", kind="settling",
        )
    ]  # fmt: skip
    if row.arrived_at:
        title = f"Arrivée au logement passerelle, {nights}"
        told.append(Moment(row.arrived_at, "key-round", title, f"{row.unit}.", kind="settling"))
    if row.left_at:
        told.append(Moment(row.left_at, "door-open", "Départ du logement", kind="settling"))
    if row.state in CALLED_OFF:
        at = max(row.requested_at, min(_morning(row), timezone.now()))
        title = f"Séjour {row.get_state_display()}"
        told.append(Moment(at, "circle-x", title, row.reason, kind="settling"))
    return told


def _morning(row: Stay) -> datetime:
    return timezone.make_aware(datetime.combine(row.arrive, time(12)))
