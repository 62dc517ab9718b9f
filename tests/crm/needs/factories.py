"""Households that need something."""

from __future__ import annotations

from django.utils import timezone

from crm.needs.models import Need, NeedKind
from crm.needs.services import note_need
from crm.people.models import Person
from crm.people.services import household_of
from crm.support.models import Settlement, SettlementState
from crm.support.services import intend_settlement, move_settlement
from tests.crm.factories import make_person, make_territory


def needing(
    person: Person | None = None,
    kind: NeedKind = NeedKind.SCHOOL,
    text: str = "Une place en CE1",
    **told: object,
) -> Need:
    return note_need(household_of(person or make_person()), kind, text, by=None, **told)  # type: ignore[arg-type]


def moved_in() -> Settlement:
    communes = make_territory()
    settlement = intend_settlement(household_of(make_person()), communes["dienne"])
    return move_settlement(settlement, SettlementState.MOVED_IN, on=timezone.localdate())
