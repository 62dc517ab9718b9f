"""Two files present at the telecentre the same half-day: it is kept once."""

from __future__ import annotations

from crm.people.merging.rules import Merge

from .models import Presence
from .services import strike_presence


def presences(merge: Merge) -> None:
    mine = set(Presence.objects.filter(person=merge.kept).values_list("date", "half"))
    theirs = Presence.objects.filter(person=merge.ended)
    twice = [row for row in theirs if (row.date, row.half) in mine]
    for row in twice:
        strike_presence(row, by=merge.by, at=merge.at)
    if twice:
        merge.told.append(
            f"Demi-journées au télécentre notées deux fois, gardées une : {len(twice)}."
        )
