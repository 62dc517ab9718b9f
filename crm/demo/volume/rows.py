"""How rows are written by the thousand, past the services: this folder alone may."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice
from typing import TypeVar

from django.db.models import Model

A_BATCH = 2_000

Row = TypeVar("Row", bound=Model)


def written(model: type[Row], rows: Iterable[Row]) -> list[Row]:
    """Write rows in batches and return them, each with its primary key."""
    return model._default_manager.bulk_create(rows, batch_size=A_BATCH)


def poured(model: type[Row], rows: Iterable[Row]) -> None:
    """Write rows that nothing else will name: a million of them take the memory of one batch."""
    source = iter(rows)
    while lot := list(islice(source, A_BATCH)):
        model._default_manager.bulk_create(lot)
