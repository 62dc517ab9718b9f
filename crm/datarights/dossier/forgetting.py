"""What becomes of a dossier when its person is forgotten: it goes, file and link, before anything else."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from crm.papers.services import discard_after
from crm.privacy import erasure, treatments
from crm.privacy.treatments import Treatment

from ..models import Dossier
from .letters import forget_links


def declare_treatments() -> None:
    treatments.declare(Treatment(Dossier, ("person",), deleted=True))
    erasure.forget_also("dossiers", forget_dossiers)


def forget_dossiers(ids: Sequence[int], reached: Sequence[str], at: datetime) -> None:
    rows = dict(Dossier.objects.filter(person__in=ids).values_list("pk", "file"))
    forget_links(rows)
    Dossier.objects.filter(pk__in=rows).delete()
    discard_after([name for name in rows.values() if name])
