"""Two files that both wait for an office: the one that has the better place stays on the list."""

from __future__ import annotations

from crm.people.merging.rules import Merge

from ..models import OfficeRequest, OfficeState
from .lists import leave, rank_of
from .offers import running

REASON = "Demande en double\u00a0: les deux dossiers de la personne sont réunis."


def requests(merge: Merge) -> None:
    """Withdraw the request that waits behind; an offer that runs comes before any rank."""
    rows = OfficeRequest.objects.filter(
        person__in=[merge.kept, merge.ended], state=OfficeState.WAITING
    )
    waiting = sorted(rows, key=lambda row: (running(row) is None, rank_of(row) or 0, row.pk))
    for row in waiting[1:]:
        leave(row, OfficeState.WITHDRAWN, reason=REASON, by=merge.by, at=merge.at)
        merge.told.append(
            "Deux demandes de bureau en attente\u00a0: la mieux placée reste, l’autre est retirée."
        )
