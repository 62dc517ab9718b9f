"""The site decides dates, places, cancellations and the programme; this brings those who come in line with them.

Nothing of the site calls this room when an edition is changed: a job comes by often enough, and finds
nothing to do when it has come already.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from crm.waiting.models import WaitEntry, WaitingList, WaitState
from crm.waiting.services import close_list
from crm.waiting.services import move as move_entry
from editorial.plugins import FORUM_EDITION, FORUM_SLOT
from forum.models import Edition, Slot

from . import letters
from .models import (
    LIVE,
    Participant,
    Registration,
    RegistrationState,
    Roster,
    Stop,
    WorkshopSeat,
)
from .moving import move
from .releasing import release_all
from .seats import align, counted_slots
from .waitlist import promote_edition, promote_slots
from .windows import is_frozen
from .words import NBSP, edition_words, slot_words

CANCELLED = "Le Forum est annulé."
GONE = "Cet atelier n’a plus lieu."
CLOSED = "Les listes sont arrêtées avant le Forum."


def follow_editions(at: datetime) -> None:
    """Each edition to come in a transaction of its own, behind its lock."""
    for pk in _to_come(at):
        follow(pk, at)


def _to_come(at: datetime) -> list[int]:
    rows = Roster.objects.filter(edition__ends_on__gte=timezone.localdate(at))
    return list(rows.order_by("edition").values_list("edition", flat=True))


@transaction.atomic
def follow(edition: Edition | int, at: datetime) -> None:
    roster = align(edition)
    row = roster.edition
    if row.cancelled_on:
        _stop(roster, Stop.CANCELLED, at)
        return
    if row.postponed:
        _stop(roster, Stop.POSTPONED, at)
        return
    if roster.stop_told:
        roster.stop_told = ""
        roster.save(update_fields=["stop_told"])
    _tell_changes(roster, at)
    _close_vanished(at)
    if is_frozen(roster, at):
        _close_lists(roster, at)
        return
    promote_edition(row.pk, at)
    promote_slots(counted_slots(row).values_list("pk", flat=True), at)


def _stop(roster: Roster, stop: Stop, at: datetime) -> None:
    """Tell everybody once. Cancelled, nobody comes; postponed, their registrations wait for the new date."""
    if roster.stop_told == stop:
        return
    roster.stop_told = stop
    roster.save(update_fields=["stop_told"])
    rows = Registration.objects.filter(edition=roster.edition, state__in=LIVE)
    for row in rows.select_for_update():
        row.edition = roster.edition
        if row.address_proven_at:
            letters.edition_stopped(row, at)
        if stop == Stop.CANCELLED:
            release_all(row, CANCELLED, by=None, at=at)
            move(row, RegistrationState.CANCELLED, reason=CANCELLED, at=at)
    if stop == Stop.CANCELLED:
        _close_lists(roster, at, reason=CANCELLED)


def _close_lists(roster: Roster, at: datetime, *, reason: str = CLOSED) -> None:
    """Whoever still waits learns that no place came. A list whose offers run closes once they are answered."""
    lists = WaitingList.objects.filter(_of(roster), closed_at=None).order_by("kind", "key")
    for one in lists:
        entries = WaitEntry.objects.filter(waiting_list=one)
        if entries.filter(state=WaitState.OFFERED).exists():
            continue
        if one.kind == FORUM_EDITION:
            _end_waits(roster, reason, at)
        else:
            _tell_in_vain(entries.live(), "l’atelier est resté complet", at)
        close_list(one.kind, one.key, reason=reason, at=at)


def _of(roster: Roster) -> Q:
    slots = [str(pk) for pk in counted_slots(roster.edition).values_list("pk", flat=True)]
    mine = Q(kind=FORUM_EDITION, key=str(roster.edition_id))
    return mine | Q(kind=FORUM_SLOT, key__in=slots)


def _end_waits(roster: Roster, reason: str, at: datetime) -> None:
    rows = Registration.objects.filter(edition=roster.edition, state=RegistrationState.WAITLISTED)
    for row in rows.select_for_update():
        row.edition = roster.edition
        release_all(row, reason, by=None, at=at)
        move(row, RegistrationState.CANCELLED, reason=reason, at=at)
        letters.never_came(row, at)


def _tell_in_vain(entries: Iterable[WaitEntry], why: str, at: datetime) -> None:
    """One letter a registration to those who wait for a workshop that nothing will give them."""
    people = Participant.objects.filter(pk__in=[int(entry.reference) for entry in entries])
    lines: dict[Registration, list[str]] = {}
    for one in people.select_related("registration__edition"):
        if one.registration.state in LIVE:
            lines.setdefault(one.registration, []).append(f"{one}{NBSP}: {why}")
    for row, told in lines.items():
        letters.practical(row, told, at)


def _close_vanished(at: datetime) -> None:
    """The lists of workshops that left the programme: their target is gone, nothing of it can be locked."""
    known = {str(pk) for pk in Slot.objects.values_list("pk", flat=True)}
    for one in WaitingList.objects.filter(kind=FORUM_SLOT, closed_at=None).select_for_update():
        if one.key in known:
            continue
        entries = list(WaitEntry.objects.filter(waiting_list=one).live())
        _tell_in_vain(entries, "l’atelier attendu n’a plus lieu", at)
        for entry in entries:
            move_entry(entry, WaitState.REMOVED, reason=GONE, at=at)
        one.closed_at = at
        one.save(update_fields=["closed_at"])


def _tell_changes(roster: Roster, at: datetime) -> None:
    """Tell those who come what is not what they were told: one letter a registration, whatever changed."""
    lines: dict[int, list[str]] = {}
    everybody = _edition_line(roster)
    for seat, line in _workshop_lines(roster):
        pk = seat.participant.registration_id if seat.participant else None
        if pk is not None:
            lines.setdefault(pk, []).append(f"{seat.participant}{NBSP}: {line}")
    rows = Registration.objects.filter(
        edition=roster.edition, state__in=LIVE, address_proven_at__isnull=False
    )
    for row in rows if everybody else rows.filter(pk__in=lines):
        row.edition = roster.edition
        told = ([everybody] if everybody else []) + lines.get(row.pk, [])
        letters.practical(row, told, at)


def _edition_line(roster: Roster) -> str:
    """What changed of the dates and the place, noted as told; "" when nothing did."""
    now, was = edition_words(roster.edition), roster.told
    if now == was:
        return ""
    roster.told = now
    roster.save(update_fields=["told"])
    return f"le Forum a lieu {now} (et non {was})" if was else ""


def _workshop_lines(roster: Roster) -> list[tuple[WorkshopSeat, str]]:
    """The seats whose workshop moved or is no more, with the words for it; noted as told, freed if gone."""
    seats = WorkshopSeat.objects.filter(participant__registration__edition=roster.edition)
    found = []
    for seat in seats.select_related("slot__room", "participant").order_by("pk"):
        if seat.slot is None:
            found.append((seat, f"{seat.told} n’a plus lieu"))
            continue
        now = slot_words(seat.slot)
        if now != seat.told:
            found.append((seat, f"{now} (et non {seat.told})"))
            seat.told = now
            seat.save(update_fields=["told"])
    WorkshopSeat.objects.filter(slot=None).delete()
    return found
