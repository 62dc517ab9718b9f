"""Fewer places than people hold are refused, in the words of whoever edits the edition or its programme."""

from __future__ import annotations

from django.db import transaction

from forum.models import Edition, Slot

from .models import EditionSeat, Roster, WorkshopSeat
from .seats import align, holders
from .words import NBSP


@transaction.atomic
def refuse_edition(edition: Edition, new: int) -> str:
    """Why an edition cannot shrink to a capacity, "" when it can. True until the transaction ends."""
    if not Roster.objects.filter(edition=edition.pk).exists():
        return ""
    roster = align(edition.pk)
    if roster.edition.capacity is None:
        held = holders(roster.edition).count()
    else:
        held = EditionSeat.objects.filter(roster=roster, participant__isnull=False).count()
    if new >= held:
        return ""
    seats = f"{held}{NBSP}places sont tenues" if held > 1 else "Une place est tenue"
    return f"{seats}{NBSP}: la capacité ne peut pas descendre à {new}."


@transaction.atomic
def refuse_slot(slot: Slot, new: int) -> str:
    """The same of a workshop; 0 where it leaves the programme, or counts its places no more."""
    edition = slot.page.edition_id
    if not Roster.objects.filter(edition=edition).exists():
        return ""
    align(edition)
    held = WorkshopSeat.objects.filter(slot=slot.pk, participant__isnull=False).count()
    if new >= held:
        return ""
    seats = f"{held}{NBSP}personnes y ont" if held > 1 else "Une personne y a"
    if new:
        return f"{seats} une place{NBSP}: le nombre de places ne peut pas descendre à {new}."
    return (
        f"{seats} une place{NBSP}: déplacez-les ou prévenez-les d’abord, depuis les inscriptions."
    )
