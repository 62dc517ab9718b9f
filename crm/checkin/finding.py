"""Somebody stands at the door: who they are, whether they may come in, who comes with them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q

from crm.people.names import name_key
from crm.registrations.models import Participant, Registration
from forum.models import Edition

from .entering import told_of, why_not
from .models import CheckIn
from .rolls import LETTERS_AT_MOST, drawn, people_of
from .walking_in import key_of_admission

AT_MOST = 12


@dataclass(frozen=True)
class Card:
    """One answer at the door.

    inside   « déjà entrée à 9 h 12, porte Nord », "" when they are not in
    refused  why they hold no place, "" when they do
    group    how many of their group may still come in, themselves included
    """

    row: Participant
    inside: str
    refused: str
    group: int


def looked_up(edition: Edition, typed: str) -> tuple[list[Participant], bool]:
    """People by their name, or by the code of their ticket; and whether there were too many to show."""
    words = name_key(typed[:LETTERS_AT_MOST]).split()
    rows = people_of(edition)
    by_name = Q()
    for word in words:
        by_name &= Q(name_key__contains=word)
    code = "".join(typed.split()).upper()[:16]
    wanted = (by_name if words else Q(pk__in=[])) | Q(code=code)
    found = list(
        drawn(rows.filter(wanted)).order_by("last_name", "first_name", "pk")[: AT_MOST + 1]
    )
    return _once(found[:AT_MOST]), len(found) > AT_MOST


def _once(rows: list[Participant]) -> list[Participant]:
    """Who was let in without a place is shown by their entry, not by what they waited for as well."""
    keys = {key_of_admission(row): row.pk for row in rows if why_not(row, row.registration)}
    if not keys:
        return rows
    done = Registration.objects.filter(form_key__in=keys).values_list("form_key", flat=True)
    hidden = {keys[key] for key in done}
    return [row for row in rows if row.pk not in hidden]


def cards_of(rows: Sequence[Participant]) -> list[Card]:
    """Two queries, whatever the number of people."""
    standing = {
        one.participant_id: one for one in CheckIn.objects.standing().filter(participant__in=rows)
    }
    groups = _still_to_come([row.registration_id for row in rows])
    return [
        Card(
            row,
            told_of(standing[row.pk]) if row.pk in standing else "",
            why_not(row, row.registration),
            groups.get(row.registration_id, 0),
        )
        for row in rows
    ]


def _still_to_come(registrations: list[int]) -> dict[int, int]:
    rows = Participant.objects.filter(registration__in=registrations, left_at__isnull=True)
    rows = rows.exclude(check_ins__in=CheckIn.objects.standing())
    found: dict[int, int] = {}
    for pk in rows.values_list("registration", flat=True):
        found[pk] = found.get(pk, 0) + 1
    return found
