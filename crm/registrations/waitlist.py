"""What an edition and its workshops answer to the machine of waiting lists."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from django.utils import timezone

from crm.journal.refusal import Refused
from crm.letters.services import outbox_is_shut
from crm.waiting import services as waiting
from crm.waiting.models import WaitEntry, WaitState
from crm.waiting.promoting import promote
from crm.waiting.takers import Taker
from editorial.plugins import FORUM_EDITION, FORUM_SLOT
from forum.models import Slot

from . import letters
from .clashes import clash_with_seats
from .models import Participant, Registration, RegistrationState, Roster, WorkshopSeat
from .moving import hold, hold_participant, move
from .seats import align, coming, places_left, seat_group, seat_in_workshop
from .windows import STOPPED, answer_before, is_frozen

if TYPE_CHECKING:
    from django.contrib.auth.models import User

GONE = "La demande n’attend plus de place."
FROZEN = "Les listes sont arrêtées : plus rien n’est proposé d’ici au Forum."
NO_ADDRESS = "Sans adresse électronique : appelez, une offre ne partirait pas."


def why_blocked(roster: Roster, at: datetime) -> str:
    state = roster.edition.state_on(timezone.localdate(at))
    if state in STOPPED:
        return f"Le Forum est {state.label.lower()}."
    return FROZEN if is_frozen(roster, at) else ""


def _edition_left(key: str) -> int:
    return places_left(align(int(key)))


def _edition_blocked(key: str, at: datetime) -> str:
    return why_blocked(align(int(key)), at)


def _refuse_group(entry: WaitEntry, at: datetime) -> str:
    row = Registration.objects.filter(pk=int(entry.reference)).first()
    if row is None or row.state != RegistrationState.WAITLISTED:
        return GONE
    return "" if row.email else NO_ADDRESS


def _offer_group(entry: WaitEntry, by: User | None, reason: str, at: datetime) -> None:
    """Keep a place for each of a group, and tell who answers for it."""
    roster, row = hold(Registration.objects.get(pk=int(entry.reference)))
    if not seat_group(roster, coming(row)):
        raise Refused("Il ne reste pas assez de places pour ce groupe.")
    move(row, RegistrationState.OFFERED, reason=reason, by=by, at=at)
    until = answer_before(roster, at)
    waiting.offer(entry, until, by=by, at=at)
    letters.offered(row, until, at)


EDITION_TAKER = Taker(
    hold=lambda key: align(int(key)),
    free=_edition_left,
    blocked=_edition_blocked,
    refuse=_refuse_group,
    offer=_offer_group,
)


def _slot(key: str) -> Slot:
    return Slot.objects.select_related("page", "room").get(pk=int(key))


def _roster_of(key: str) -> Roster:
    return align(_edition_of(_slot(key)))


def _edition_of(slot: Slot) -> int:
    pk: int = slot.page.edition_id
    return pk


def _slot_left(key: str) -> int:
    _roster_of(key)
    return WorkshopSeat.objects.filter(slot=int(key), participant=None).count()


def _refuse_participant(entry: WaitEntry, at: datetime) -> str:
    rows = Participant.objects.select_related("registration")
    one = rows.filter(pk=int(entry.reference), left_at=None).first()
    if one is None or one.registration.state != RegistrationState.CONFIRMED:
        return GONE
    if not one.registration.email:
        return NO_ADDRESS
    other = clash_with_seats(one, _slot(entry.waiting_list.key))
    return (
        f"Tient déjà une place à la même heure\u00a0: «\u00a0{other}\u00a0»."[:240] if other else ""
    )


def _offer_workshop(entry: WaitEntry, by: User | None, reason: str, at: datetime) -> None:
    roster, row, one = hold_participant(Participant.objects.get(pk=int(entry.reference)))
    slot, until = _slot(entry.waiting_list.key), answer_before(roster, at)
    if not seat_in_workshop(one, slot, held_until=until):
        raise Refused("Cet atelier est complet.")
    waiting.offer(entry, until, by=by, at=at)
    letters.workshop_offered(row, one, slot, until, at)


SLOT_TAKER = Taker(
    hold=_roster_of,
    free=_slot_left,
    blocked=lambda key, at: why_blocked(_roster_of(key), at),
    refuse=_refuse_participant,
    offer=_offer_workshop,
)


def promote_edition(pk: int, at: datetime) -> None:
    """Places of an edition are free again: they go to whoever waits, in the same transaction.

    Nobody is offered one without being told: while the outbox is shut, they wait for the job.
    """
    if not outbox_is_shut():
        promote(FORUM_EDITION, str(pk), at=at)


def promote_slots(slots: Iterable[int], at: datetime) -> None:
    if not outbox_is_shut():
        for pk in sorted(set(slots)):
            promote(FORUM_SLOT, str(pk), at=at)


def entry_of(row: Registration) -> WaitEntry | None:
    return waiting.live_entry(FORUM_EDITION, str(row.edition_id), str(row.pk))


def entries_of(people: Iterable[Participant]) -> list[WaitEntry]:
    """By which people wait for workshops, or hold an offer there."""
    rows = WaitEntry.objects.live().filter(waiting_list__kind=FORUM_SLOT)
    found = rows.filter(reference__in=[str(one.pk) for one in people])
    return list(found.select_related("waiting_list").order_by("joined_at", "pk"))


def leave_list(entry: WaitEntry, reason: str, *, by: User | None, at: datetime) -> None:
    waiting.move(entry, WaitState.REMOVED, reason=reason, by=by, at=at)
