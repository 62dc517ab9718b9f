"""How rows are written by the thousand, past the services: this folder alone may."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from django.db.models import Model

A_BATCH = 2_000

Row = TypeVar("Row", bound=Model)


def written(model: type[Row], rows: Iterable[Row]) -> list[Row]:
    """Write rows in batches and return them, each with its primary key."""
    return model._default_manager.bulk_create(rows, batch_size=A_BATCH)
