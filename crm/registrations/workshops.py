"""The doors of workshops: taken while there is a place, waited for when there is none, offered, left."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from crm.journal.refusal import Refused
from crm.waiting import services as waiting
from crm.waiting.models import WaitEntry, WaitState
from editorial.plugins import FORUM_SLOT
from forum.models import Slot

from . import letters
from .clashes import clash_with_seats, clash_words, first_clash
from .contents import Coming
from .models import Participant, Registration, RegistrationState, Roster, WorkshopSeat
from .moving import hold_participant, note_change
from .seats import counted_slots, give_workshops_back, seat_in_workshop
from .waitlist import entries_of, leave_list, promote_slots, why_blocked
from .windows import is_frozen

if TYPE_CHECKING:
    from django.contrib.auth.models import User

FROZEN = "Les listes sont arrêtées\u00a0: appelez-nous pour changer quelque chose."
UNKNOWN = "Cet atelier n’est plus au programme."
NOT_CONFIRMED = "Les ateliers se choisissent quand l’inscription est confirmée."
LEFT = "Ne vient plus à cet atelier."
LATE = "Il est trop tard pour répondre\u00a0: la place est proposée à quelqu’un d’autre."


def check_choices(roster: Roster, people: Iterable[Coming]) -> None:
    """Raise Refused when somebody chose a slot that counts no places here, or two at the same time."""
    slots = {slot.pk: slot for slot in counted_slots(roster.edition)}
    for one in people:
        if not set(one.workshops) <= set(slots):
            raise Refused(UNKNOWN)
        if clash := first_clash(slots[pk] for pk in sorted(set(one.workshops))):
            raise Refused(clash_words(*clash, one.name))


def keep_choices(roster: Roster, people: Iterable[tuple[Participant, Sequence[int]]]) -> None:
    """Keep places in the workshops chosen where there are some; the others are remembered as wishes."""
    slots = {slot.pk: slot for slot in counted_slots(roster.edition)}
    for one, wanted in people:
        lacking = [pk for pk in wanted if pk in slots and not seat_in_workshop(one, slots[pk])]
        note_wishes(one, lacking)


def note_wishes(one: Participant, wishes: Sequence[int]) -> None:
    if one.wishes != list(wishes):
        one.wishes = list(wishes)
        one.save(update_fields=["wishes"])


def settle_wishes(roster: Roster, people: Iterable[Participant], at: datetime) -> None:
    """Confirmed: what they wished is taken, or waited for where there is no place left."""
    slots = {slot.pk: slot for slot in counted_slots(roster.edition)}
    for one in people:
        for pk in one.wishes:
            if pk in slots and not clash_with_seats(one, slots[pk]):
                _take_or_wait(roster, one, slots[pk], by=None, at=at)
        note_wishes(one, [])


def _take_or_wait(
    roster: Roster, one: Participant, slot: Slot, *, by: User | None, at: datetime
) -> bool:
    """True when a place was taken, False when it is waited for. Somebody who has either keeps it."""
    if WorkshopSeat.objects.filter(slot=slot, participant=one).exists():
        return True
    if seat_in_workshop(one, slot):
        return True
    if not why_blocked(roster, at) and not _entry(one, slot):
        waiting.join(FORUM_SLOT, str(slot.pk), person=None, reference=str(one.pk), by=by, at=at)
    return False


def _entry(one: Participant, slot: Slot) -> WaitEntry | None:
    return waiting.live_entry(FORUM_SLOT, str(slot.pk), str(one.pk))


def _check_mine(roster: Roster, row: Registration, by: User | None, at: datetime) -> None:
    if by is None and is_frozen(roster, at):
        raise Refused(FROZEN)
    if row.state != RegistrationState.CONFIRMED:
        raise Refused(NOT_CONFIRMED)


@transaction.atomic
def take_workshop(
    participant: Participant, slot: Slot, *, by: User | None = None, at: datetime | None = None
) -> bool:
    """Give somebody a place in a workshop, or the next one: True when they have it now.

    Raises Refused when they are elsewhere at that time, and once the lists are frozen for the public.
    """
    now = at or timezone.now()
    roster, row, one = hold_participant(participant)
    _check_mine(roster, row, by, now)
    known = counted_slots(roster.edition).filter(pk=slot.pk).first()
    if known is None or one.left_at:
        raise Refused(UNKNOWN)
    if other := clash_with_seats(one, known):
        raise Refused(clash_words(other, known, str(one)))
    if _entry(one, known) is None and why_blocked(roster, now) and not _has_room(known):
        raise Refused("Cet atelier est complet, et sa liste d’attente est close.")
    taken = _take_or_wait(roster, one, known, by=by, at=now)
    note_change(row, ["workshops"], by=by, at=now)
    return taken


def _has_room(slot: Slot) -> bool:
    return WorkshopSeat.objects.filter(slot=slot, participant=None).exists()


@transaction.atomic
def leave_workshop(
    participant: Participant, slot: Slot, *, by: User | None = None, at: datetime | None = None
) -> None:
    """Give back somebody's place in a workshop, or their turn in its list. Done twice, nothing more happens."""
    now = at or timezone.now()
    roster, row, one = hold_participant(participant)
    if by is None and is_frozen(roster, now):
        raise Refused(FROZEN)
    freed = drop(one, [slot.pk], LEFT, by=by, at=now)
    if freed is not None:
        note_change(row, ["workshops"], by=by, at=now)
        promote_slots(freed, now)


def drop(
    one: Participant, slots: Iterable[int] | None, reason: str, *, by: User | None, at: datetime
) -> set[int] | None:
    """Take somebody out of workshops, all when None is told. Return those that have room now, None
    when there was nothing to leave. The roster is locked."""
    keys = None if slots is None else {str(pk) for pk in slots}
    entries = [
        entry for entry in entries_of([one]) if keys is None or entry.waiting_list.key in keys
    ]
    for entry in entries:
        leave_list(entry, reason, by=by, at=at)
    freed = give_workshops_back([one], slots)
    return freed if freed or entries else None


@transaction.atomic
def answer_workshop(
    participant: Participant,
    slot: Slot,
    *,
    accepted: bool,
    by: User | None = None,
    at: datetime | None = None,
) -> None:
    """Take the place that a workshop offers, or let it go to the next one. Raises Refused too late."""
    now = at or timezone.now()
    _, row, one = hold_participant(participant)
    entry = _entry(one, slot)
    if entry is None or entry.state != WaitState.OFFERED or entry.offer_expires_at is None:
        raise Refused("Aucune place n’est proposée à cet atelier.")
    if now > entry.offer_expires_at:
        raise Refused(LATE)
    if accepted:
        WorkshopSeat.objects.filter(slot=slot, participant=one).update(held_until=None)
        waiting.move(entry, WaitState.ACCEPTED, by=by, at=now)
    else:
        waiting.move(entry, WaitState.DECLINED, by=by, at=now)
        promote_slots(give_workshops_back([one], [slot.pk]), now)
    note_change(row, ["workshops"], by=by, at=now)


@transaction.atomic
def expire_workshop(entry: WaitEntry, *, at: datetime) -> bool:
    """End an offer whose time is over, in favour of the next one. False when somebody was faster."""
    one = Participant.objects.get(pk=int(entry.reference))
    _, row, one = hold_participant(one)
    found = WaitEntry.objects.filter(pk=entry.pk, state=WaitState.OFFERED, offer_expires_at__lt=at)
    late = found.select_related("waiting_list").first()
    if late is None:
        return False
    waiting.move(late, WaitState.EXPIRED, at=at)
    pk = int(late.waiting_list.key)
    promoted = give_workshops_back([one], [pk])
    slot = Slot.objects.filter(pk=pk).first()
    if slot is not None:
        letters.workshop_expired(row, one, slot, at)
    promote_slots(promoted, at)
    return True
