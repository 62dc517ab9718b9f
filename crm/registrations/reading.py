"""What the page of a registration says, in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone

from crm.waiting.promoting import ahead_of
from forum.models import Slot
from forum.models.editions import EditionState

from .choices import Choice, Standing, choices_of
from .models import LIVE, EditionSeat, Participant, Registration, RegistrationState, Roster
from .releasing import BY_THEM
from .seats import coming
from .tickets import drawing
from .waitlist import entry_of
from .windows import begins, frozen_from
from .words import edition_words, moment_words, slot_words


@dataclass(frozen=True)
class Chosen:
    """A workshop of somebody, in words. `standing` is one of Standing."""

    slot: Slot
    words: str
    standing: str
    until: str = ""


@dataclass(frozen=True)
class Person:
    participant: Participant
    workshops: list[Chosen]


def people_of(row: Registration) -> list[Person]:
    """Those who come and what they chose: four queries, whatever their number."""
    people = coming(row)
    choices = choices_of(people)
    wanted = {pk for mine in choices.values() for pk in mine}
    slots = {slot.pk: slot for slot in Slot.objects.filter(pk__in=wanted).select_related("room")}
    return [Person(one, _in_order(choices[one.pk], slots)) for one in people]


def _in_order(mine: dict[int, Choice], slots: dict[int, Slot]) -> list[Chosen]:
    kept = [choice for pk, choice in mine.items() if pk in slots and slots[pk].is_set]
    kept.sort(key=lambda choice: slots[choice.slot].span)
    return [
        Chosen(
            slots[choice.slot],
            slot_words(slots[choice.slot]),
            choice.standing.value,
            moment_words(choice.until) if choice.until else "",
        )
        for choice in kept
    ]


def page_of_mine(row: Registration, at: datetime) -> dict[str, Any]:
    roster = Roster.objects.filter(edition=row.edition_id).select_related("edition").first()
    frozen = frozen_from(roster) if roster else begins(row.edition)
    live = row.state in LIVE
    entry = entry_of(row) if live else None
    people = people_of(row)
    state = row.edition.state_on(timezone.localdate(at))
    return {
        "row": row,
        "edition": row.edition,
        "when": edition_words(row.edition),
        "people": people,
        "offered": [
            (one.participant, choice)
            for one in people
            for choice in one.workshops
            if choice.standing == Standing.OFFERED.value
        ],
        "ahead": ahead_of(entry) if entry and row.state == RegistrationState.WAITLISTED else None,
        "until": moment_words(entry.offer_expires_at) if entry and entry.offer_expires_at else "",
        "held": row.edition.capacity is None
        or EditionSeat.objects.filter(participant__registration=row).exists(),
        "confirm_until": moment_words(row.confirm_before) if row.confirm_before else "",
        "frozen": moment_words(frozen),
        "is_frozen": at >= frozen,
        "may_change": live and at < frozen and state != EditionState.CANCELLED,
        "may_cancel": live and at < begins(row.edition),
        "why": "" if row.cancel_reason == BY_THEM else row.cancel_reason,
        "stopped": state if state in {EditionState.CANCELLED, EditionState.POSTPONED} else "",
        "over": state == EditionState.ENDED,
    }


def printed(row: Registration) -> list[tuple[Person, str]]:
    return [(one, drawing(one.participant.code)) for one in people_of(row)]
