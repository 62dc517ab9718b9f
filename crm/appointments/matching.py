"""Whose appointment it is: sure, or left to a human."""

from __future__ import annotations

from crm.people import duplicates
from crm.people.duplicates import Likeness
from crm.people.models import Person

from .contents import Said


def sure_match(said: Said) -> Person | None:
    return duplicates.sure_match(
        first_name=said.first_name, last_name=said.last_name, email=said.email, phone=said.phone
    )


def files_like(said: Said) -> list[Likeness]:
    """The living files that may be theirs, for a human to choose from."""
    if not said.name:
        return []
    return duplicates.look_alikes(
        first_name=said.first_name, last_name=said.last_name, email=said.email, phone=said.phone
    )
