"""A merging in the timeline of the file that stayed: who, when, what moved; no value."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crm.people.merging.choices import LABELS
from crm.people.models import MergeReport, Person
from crm.registers.batch import Steps, first, stepwise

from .team import called
from .timeline import Moment

if TYPE_CHECKING:
    from django.contrib.auth.models import User


@stepwise
def merges(person: Person, user: User) -> Steps[list[Moment]]:
    rows = MergeReport.objects.filter(survivor=person).select_related("by")
    found = yield from first(rows)
    return [
        Moment(
            at=row.at,
            icon="copy",
            title=f"Dossier n° {row.previous_number} fusionné avec celui-ci",
            text=_told(row),
            author=called(row.by),
            kind="journey",
        )
        for row in found.rows
    ]


def _told(row: MergeReport) -> str:
    taken = ", ".join(LABELS.get(name, name).lower() for name in row.taken)
    moved = ", ".join(row.lines())
    parts = [f"Repris : {taken}." if taken else "", f"Passés ici : {moved}." if moved else ""]
    return "\n".join(filter(None, parts))
