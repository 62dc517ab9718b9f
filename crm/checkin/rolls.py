"""The people of an edition, as its lists show them: searched without accents, narrowed, in alphabetical order."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from crm.people.names import name_key
from crm.registrations.models import Participant, RegistrationState, WorkshopSeat
from forum.models import Edition, Slot

from .models import CheckIn

LETTERS_AT_MOST = 80
KEPT = WorkshopSeat.objects.filter(
    held_until__isnull=True, slot__isnull=False, participant__isnull=False
)


@dataclass(frozen=True)
class Wanted:
    """What narrows a list. `state` is a RegistrationState, "left" or ""; `slot` a workshop."""

    q: str = ""
    state: str = ""
    slot: int | None = None
    needs: bool = False
    arrived: str = ""  # "yes", "no" or ""


def people_of(edition: Edition) -> QuerySet[Participant]:
    return Participant.objects.filter(
        registration__edition=edition, registration__forgotten_at__isnull=True
    )


def coming(edition: Edition) -> QuerySet[Participant]:
    """Those who hold a place and still come."""
    return people_of(edition).filter(
        registration__state=RegistrationState.CONFIRMED, left_at__isnull=True
    )


def narrowed(rows: QuerySet[Participant], wanted: Wanted) -> QuerySet[Participant]:
    for word in name_key(wanted.q[:LETTERS_AT_MOST]).split():
        rows = rows.filter(Q(name_key__contains=word) | Q(organisation__icontains=word))
    if wanted.state == "left":
        rows = rows.filter(left_at__isnull=False)
    elif wanted.state:
        rows = rows.filter(registration__state=wanted.state, left_at__isnull=True)
    if wanted.slot:
        rows = rows.filter(Exists(KEPT.filter(participant=OuterRef("pk"), slot=wanted.slot)))
    if wanted.needs:
        rows = rows.exclude(access_needs="")
    if wanted.arrived:
        inside = Exists(CheckIn.objects.standing().filter(participant=OuterRef("pk")))
        rows = rows.filter(inside if wanted.arrived == "yes" else ~inside)
    return rows


def alphabetical(rows: QuerySet[Participant]) -> list[int]:
    """The ids of people by their last name, then their first: accents are sorted as no database agrees to."""
    named = rows.order_by().values_list("pk", "last_name", "first_name")
    ranked = sorted((name_key(last), name_key(first), pk) for pk, last, first in named)
    return [pk for _, _, pk in ranked]


def in_order(rows: QuerySet[Participant]) -> list[Participant]:
    """People with all that a line tells, in alphabetical order."""
    order = alphabetical(rows)
    found = drawn(Participant.objects.all()).in_bulk(order)
    return [found[pk] for pk in order if pk in found]


def drawn(rows: QuerySet[Participant]) -> QuerySet[Participant]:
    """The same with what a line tells: their registration, workshops and entry, in three queries."""
    return rows.select_related("registration").prefetch_related(
        Prefetch("workshops", KEPT.select_related("slot").order_by("slot__day", "slot__starts_at")),
        Prefetch("check_ins", CheckIn.objects.standing().select_related("by"), to_attr="standing"),
    )


def workshops_of(edition: Edition) -> QuerySet[Slot]:
    """The slots of the programme that count their places."""
    rows = Slot.objects.filter(page__edition=edition, seats__isnull=False)
    return rows.order_by("day", "starts_at", "pk")
