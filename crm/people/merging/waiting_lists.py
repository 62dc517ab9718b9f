"""Two files on one waiting list: the place that comes first stays, an offer that runs before it."""

from __future__ import annotations

from itertools import groupby

from crm.waiting.models import WaitEntry, WaitState
from crm.waiting.services import move

from .rules import Merge

REASON = "Attente en double : les deux dossiers de la personne sont réunis."


def entries(merge: Merge) -> None:
    """Leave one live entry a list. Rooms settle their own waiting rows before this is asked."""
    both = WaitEntry.objects.live().filter(person__in=[merge.kept, merge.ended])
    rows = both.order_by("waiting_list", "priority_class", "joined_at", "pk")
    for _, found in groupby(rows, key=lambda row: row.waiting_list_id):
        ranked = sorted(found, key=lambda row: row.state != WaitState.OFFERED)
        for later in ranked[1:]:
            move(later, WaitState.REMOVED, by=merge.by, reason=REASON, at=merge.at)
        if len(ranked) > 1:
            merge.told.append("Deux places sur une liste d’attente : la première reste.")
