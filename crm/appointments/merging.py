"""Two files, each with a seat at the same appointment: one household, one seat."""

from __future__ import annotations

from crm.people.merging.rules import Merge

from .models import AppointmentParty, AppointmentState
from .outcomes import cancel_party

REASON = "Inscription en double : les deux dossiers de la personne sont réunis."


def parties(merge: Merge) -> None:
    """Cancel the seat of the file that ends where the other one holds a seat too, without a letter."""
    mine = AppointmentParty.objects.standing().filter(person=merge.kept)
    twice = AppointmentParty.objects.filter(
        state=AppointmentState.PLANNED,
        person=merge.ended,
        appointment__in=mine.values("appointment"),
    )
    for row in twice.select_related("appointment"):
        cancel_party(row, by_person=False, note=REASON, by=merge.by, letter=False, at=merge.at)
        merge.told.append(f"Deux places au même rendez-vous, une rendue : {row.appointment}.")
