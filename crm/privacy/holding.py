"""What keeps a file from being erased, whoever asks."""

from __future__ import annotations

from datetime import date

from crm.funding.holds import why_held as why_a_fund_holds
from crm.people.models import Person
from crm.people.restriction import sentence


def why_held(person: Person, day: date) -> str:
    """Say in French everything that holds a file on a day, "" when nothing does."""
    return " ".join(filter(None, [sentence(person), why_a_fund_holds(person, day)]))
