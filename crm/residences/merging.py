"""What two files of one person may not both hold: two residences of one length under way."""

from __future__ import annotations

from crm.journal.refusal import Refused
from crm.people.merging.rules import Merge

from .models import Residence


def residences(merge: Merge) -> None:
    live = Residence.objects.live()
    kept = set(live.filter(person=merge.kept).values_list("kind", flat=True))
    if live.filter(person=merge.ended, kind__in=kept).exists():
        raise Refused(
            "Les deux dossiers ont une résidence de même durée en cours : décidez d’abord de celle des "
            "deux qui fait double emploi."
        )
