"""Two files registered for the same discovery day: one of the places is given back."""

from __future__ import annotations

from crm.people.merging.rules import Merge

from .discovery import move_registration
from .models import DiscoveryRegistration, RegistrationState


def registrations(merge: Merge) -> None:
    mine = set(
        DiscoveryRegistration.objects.kept().filter(person=merge.kept).values_list("day", flat=True)
    )
    theirs = DiscoveryRegistration.objects.kept().filter(person=merge.ended, day__in=mine)
    for row in theirs.select_related("day"):
        if row.state == RegistrationState.CONFIRMED:
            move_registration(row, RegistrationState.CANCELLED, by=merge.by, at=merge.at)
            merge.told.append(
                f"Deux places à la journée découverte « {row.day} » : une est rendue."
            )
        else:
            row.person = None
            row.save(update_fields=["person"])
            merge.told.append(f"« {row.day} » : deux présences notées, une seule reste au dossier.")
