"""A segment handed to communication, a message to it and an exclusion list, for the table of rights."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from crm.people.models import Person
from crm.segments import exclusions, services
from crm.segments.models import Sharing
from crm.segments.sending.campaigns import Message, write
from tests.crm.factories import UserFactory


def lay(rows: dict[str, Any], now: datetime) -> dict[str, Any]:
    manager = UserFactory(groups=["Responsables"])
    kept = {"code": "reachable", "exclude": False, "told": {}}
    segment = services.keep(manager, "Joignables", [kept], sharing=Sharing.COMMUNICATION, at=now)
    message = Message(
        "Un atelier", "promotion", "Un atelier", "Bonjour {prenom}.",
        audience="newsletter", segments=[segment],
    )  # fmt: skip
    listed = exclusions.open_list("Répit", "", always=True, by=manager, at=now)
    person = Person.objects.get(pk=rows["person"])
    entry = exclusions.put(listed, person.file_number, by=manager, at=now)
    return {
        "segment": segment.pk,
        "campaign": write(message, by=manager, at=now).pk,
        "exclusion_list": listed.pk,
        "excluded": entry.pk,
    }
