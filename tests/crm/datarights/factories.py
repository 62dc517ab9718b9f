"""Requests about one's data, as the doors make them."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any

from crm.datarights.deeds import restrict
from crm.datarights.intake import Asked, receive
from crm.datarights.models import IdentityMeans, RightsRequest, Subject
from crm.datarights.services import attach, establish
from crm.people.models import Person
from tests.crm.factories import UserFactory

ADDRESS = "ana.rey@example.org"


def officer() -> Any:
    return UserFactory(
        groups=["Délégué à la protection des données"], email="dpd@example.org", is_staff=True
    )


def ask(
    subject: Subject = Subject.ACCESS, *, at: datetime | None = None, **told: str
) -> RightsRequest:
    said = {"name": "Ana Rey", "email": ADDRESS} | told
    return receive(Asked(subject, **said), uuid.uuid4(), wording=None, at=at)  # type: ignore[arg-type]


def known(row: RightsRequest, person: Person, by: Any) -> RightsRequest:
    """The request of a person whose identity is established."""
    attach(row, person, by=by)
    establish(row, IdentityMeans.SEEN, by=by)
    return row


def limited(person: Person, by: Any | None = None) -> RightsRequest:
    """The person's treatment is restricted, because they asked."""
    by = by or officer()
    row = ask(Subject.RESTRICT)
    attach(row, person, by=by)
    restrict(row, person, "L’adresse est contestée.", by=by)
    person.refresh_from_db()
    return row
