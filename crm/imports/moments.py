"""Where a file comes from, told in its timeline."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crm.journeys.team import called
from crm.journeys.timeline import Moment
from crm.people.models import Person
from crm.registers.batch import Steps, first, stepwise

from .columns import COLUMNS
from .models import Trace

if TYPE_CHECKING:
    from django.contrib.auth.models import User

# Fields of a person whose column has another name.
OTHERWISE = {"household": "foyer"}


@stepwise
def moments(person: Person, user: User) -> Steps[list[Moment]]:
    rows = Trace.objects.filter(
        person=person, object_type=Person._meta.label_lower, object_id=person.pk
    ).select_related("batch__uploaded_by")
    found = yield from first(rows)
    return [
        Moment(
            at=trace.batch.done_at,
            icon="download",
            title="Dossier ouvert par un import"
            if trace.created
            else "Dossier complété par un import",
            text=_told(trace),
            author=called(trace.batch.uploaded_by),
            kind="journey",
        )
        for trace in found.rows
        if trace.batch.done_at
    ]


def _told(trace: Trace) -> str:
    told = f"Fichier « {trace.batch} », ligne {trace.number}."
    if trace.created or not trace.fields:
        return told
    labels = [OTHERWISE.get(name) or label(name) for name in trace.fields]
    return f"{told} {', '.join(labels).capitalize()}."


def label(name: str) -> str:
    column = COLUMNS.get(name)
    return column.label.lower() if column else name
