"""The door of what changes about a known person: who they are and where they live."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone

from crm.journal.models import Action
from crm.journal.refusal import Refused
from crm.journal.services import record

from .models import Person, ProfessionalStatus
from .names import name_key
from .provenance import TYPED, Origin, came_from
from .services import note_status

if TYPE_CHECKING:
    from django.contrib.auth.models import User

IDENTITY = frozenset(
    {
        "civility",
        "first_name",
        "last_name",
        "birth_year",
        "preferred_channel",
        "commune",
        "country",
        "trade",
    }
)


@transaction.atomic
def correct_identity(
    person: Person,
    *,
    professional_status: str | None = None,
    origin: Origin = TYPED,
    by: User | None,
    at: datetime | None = None,
    **changes: Any,
) -> list[str]:
    """Change who somebody is and where they live. Return the names of the fields that changed.

    The origin frozen on journeys and applications does not follow. A new professional situation
    is dated, the former one closed.
    """
    if unknown := set(changes) - IDENTITY:
        raise TypeError(f"correct_identity() does not change {unknown}")
    locked = Person.objects.select_for_update().get(pk=person.pk)
    if locked.anonymised_at or locked.merged_into_id:
        raise Refused("Ce dossier ne se modifie plus : il est anonymisé ou fusionné.")
    if not str(changes.get("last_name", locked.last_name)).strip():
        raise Refused("Un dossier garde au moins un nom de famille.")
    changed = [name for name, value in changes.items() if getattr(locked, name) != value]
    for name in changed:
        setattr(locked, name, changes[name])
    if changed:
        locked.name_key = name_key(locked.first_name, locked.last_name)
        locked.save(update_fields=[*changed, "name_key"])
    if professional_status is not None and professional_status != locked.professional_status:
        note_status(locked, ProfessionalStatus(professional_status), at=at)
        changed.append("professional_status")
    if changed:
        now = at or timezone.now()
        record(Action.CHANGED, locked, by=by, person_id=locked.pk, fields=sorted(changed), at=now)
        came_from(locked, changed, origin, by=by, at=now)
    return changed
