"""A dossier that is ready, for the table of rights."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from crm.datarights.dossier.services import make_dossier
from crm.people.models import Person


def lay(rows: dict[str, Any], now: datetime) -> dict[str, Any]:
    person = Person.objects.get(pk=rows["person"])
    return {"dossier": make_dossier(person, by=None, at=now).pk}
