"""An activity corrected, and who else bears its number."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import transaction

from crm.journal.models import Action
from crm.journal.services import record
from crm.people.models import Person

from .models import ActivityCreation
from .siret import read_siret

if TYPE_CHECKING:
    from django.contrib.auth.models import User

CORRECTED = ("trade", "legal_form", "siret", "commune", "telework")


@transaction.atomic
def correct_activity(
    activity: ActivityCreation, *, by: User | None = None, at: datetime | None = None, **told: Any
) -> bool:
    """Write again what is known of an activity: the names of CORRECTED. False when nothing changes."""
    row = ActivityCreation.objects.select_for_update(of=("self",)).get(pk=activity.pk)
    told["siret"] = read_siret(told["siret"])
    changed = [name for name in CORRECTED if getattr(row, name) != told[name]]
    if not changed:
        return False
    for name in changed:
        setattr(row, name, told[name])
    row.save(update_fields=changed)
    record(Action.CHANGED, row, by=by, person_id=row.person_id, fields=changed, at=at)
    return True


def others_with(siret: str, person: Person) -> list[Person]:
    """Those whose activity bears the same number: a warning, since two partners may share one."""
    if not siret:
        return []
    rows = Person.objects.alive().filter(activities__siret=siret).exclude(pk=person.pk)
    return list(rows.distinct()[:3])
