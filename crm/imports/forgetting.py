"""A file given and not yet written holds whole people: it is given up when it names somebody who is forgotten."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from crm.people.contacts import normalise_email, normalise_phone

from .models import BatchState, ImportBatch
from .reading.table import show
from .services import discard
from .states import table_of

# One that is being written ends in a moment, and its file with it.
GIVEN_UP = [BatchState.UPLOADED, BatchState.CHECKING, BatchState.CHECKED]


def forget_people(ids: Collection[int], reached: Collection[str], at: datetime) -> int:
    """Discard the files that name some people, by their lines or by their addresses. Return how many."""
    known = {one for one in reached if one}
    waiting = ImportBatch.objects.filter(state__in=GIVEN_UP)
    gone = [
        batch
        for batch in waiting
        if batch.lines.filter(person__in=ids).exists() or _names(batch, known)
    ]
    for batch in gone:
        discard(batch, by=None, at=at)
    return len(gone)


def _names(batch: ImportBatch, known: set[str]) -> bool:
    """Whether a cell of the file is one of these addresses or numbers."""
    try:
        table = table_of(batch)
    except OSError:
        return False
    cells = {show(cell) for _, row in table.rows for cell in row} - {""}
    return any(
        normalise_email(cell) in known or (_is_dialled(cell) and normalise_phone(cell) in known)
        for cell in cells
    )


def _is_dialled(cell: str) -> bool:
    return (
        sum(letter.isdigit() for letter in cell) >= 9
    )  # digits of the shortest number written here
