"""A request about one's data, tied to a file of its own and known, for the table of rights."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any

from crm.datarights.intake import Asked, receive
from crm.datarights.models import IdentityMeans, Subject
from crm.datarights.services import attach, establish
from tests.crm.factories import UserFactory, make_person


def lay(rows: dict[str, Any], now: datetime) -> dict[str, Any]:
    officer = UserFactory(groups=["Délégué à la protection des données"])
    person = make_person()
    asked = Asked(Subject.ACCESS, str(person), email="demande@example.org")
    row = receive(asked, uuid.UUID(int=9), wording=None, at=now)
    attach(row, person, by=officer, at=now)
    establish(row, IdentityMeans.SEEN, by=officer, at=now)
    return {"rights_request": row.pk, "asking_person": person.pk}
