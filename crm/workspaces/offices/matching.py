"""Whose request it is: sure, or left to a human. The rule is that of the messages of the site."""

from __future__ import annotations

from crm.people import duplicates
from crm.people.duplicates import Likeness
from crm.people.models import Person

from ..models import OfficeRequest


def sure_match(row: OfficeRequest) -> Person | None:
    said = {name: row.payload.get(name, "") for name in ("first_name", "last_name")}
    ways = {name: row.payload.get(name, "") for name in ("email", "phone")}
    return duplicates.sure_match(**said, **ways)


def files_like(row: OfficeRequest) -> list[Likeness]:
    """The living files that may be theirs, for a human to choose from."""
    return duplicates.look_alikes(**row.payload) if row.payload else []
