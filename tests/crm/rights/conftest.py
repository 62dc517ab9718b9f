"""The rows and the clients of the table, made once for its tests and undone after them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.db import transaction
from django.test import Client

from crm.people.models import Person

from .marks import Marks, lay_marks
from .rows import lay_rows, seats


@dataclass
class Desk:
    """rows by name, a client a role, every name that a refusal must keep, what gives data away; what was walked."""

    rows: dict[str, Any]
    clients: dict[str, Client]
    names: list[str]
    marks: Marks
    walks: dict[str, Any] = field(default_factory=dict)


@pytest.fixture(scope="package")
def desk(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> Iterator[Desk]:
    with django_db_blocker.unblock(), transaction.atomic():  # type: ignore[attr-defined]
        clients = seats()
        rows = lay_rows()
        names = [str(person) for person in Person.objects.all()]
        yield Desk(rows, clients, names, lay_marks(rows))
        transaction.set_rollback(True)
