"""Seats of an edition and of its workshops. The roster's row is the lock of them all.

Whoever takes, gives back or offers a place locks it before any registration: nobody waits in a ring.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Count, IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from forum.models import Edition, Slot

from .models import EditionSeat, Participant, Registration, RegistrationState, Roster, WorkshopSeat
from .words import edition_words, slot_words

# Where an edition counts no places there is always one left.
NOT_COUNTED = 10_000


def lock_roster(edition: Edition | int) -> Roster:
    """Return the roster of an edition, made when it is missing, locked until the transaction ends.

    Its edition is read again behind the lock.
    """
    pk = edition if isinstance(edition, int) else edition.pk
    locked = Roster.objects.select_for_update().filter(edition=pk).first()
    if locked is None:
        told = edition_words(Edition.objects.get(pk=pk))
        Roster.objects.get_or_create(edition_id=pk, defaults={"told": told})
        locked = Roster.objects.select_for_update().get(edition=pk)
    locked.edition = Edition.objects.get(pk=pk)
    return locked


@transaction.atomic
def align(edition: Edition | int) -> Roster:
    """Bring the seats of an edition and of its workshops in line with what the site says of them.

    Only free seats are ever taken away. An edition without capacity, a slot without seats have none.
    """
    roster = lock_roster(edition)
    _align_edition(roster, roster.edition.capacity)
    for slot in _slots_out_of_line(roster.edition):
        _align_slot(slot)
    return roster


def _align_edition(roster: Roster, capacity: int | None) -> None:
    if capacity is None:
        roster.seats.all().delete()
        return
    if roster.seats.count() == capacity:
        return
    numbers = set(roster.seats.values_list("number", flat=True))
    wanted = range(1, capacity + 1)
    EditionSeat.objects.bulk_create(
        EditionSeat(roster=roster, number=number) for number in wanted if number not in numbers
    )
    for one, seat in zip(
        holders(roster.edition).filter(seat__isnull=True), free_seats(roster), strict=False
    ):
        _give(seat, one)
    surplus = max(roster.seats.count() - capacity, 0)
    free = list(free_seats(roster).order_by("-number").values_list("pk", flat=True)[:surplus])
    EditionSeat.objects.filter(pk__in=free).delete()


def counted_slots(edition: Edition) -> QuerySet[Slot]:
    """The workshops and visits of an edition of which the places are counted, in the order of the day."""
    rows = Slot.objects.filter(page__edition=edition, seats__isnull=False, day__isnull=False)
    rows = rows.filter(starts_at__isnull=False, ends_at__isnull=False)
    return rows.select_related("room").order_by("day", "starts_at", "pk")


def _slots_out_of_line(edition: Edition) -> list[Slot]:
    slots = list(Slot.objects.filter(page__edition=edition))
    counts = WorkshopSeat.objects.filter(slot__in=slots).order_by()
    laid = dict(counts.values_list("slot").annotate(n=Count("pk")))
    return [slot for slot in slots if laid.get(slot.pk, 0) != (slot.seats or 0)]


def _align_slot(slot: Slot) -> None:
    rows = WorkshopSeat.objects.filter(slot=slot)
    numbers = set(rows.values_list("number", flat=True))
    wanted = slot.seats or 0
    WorkshopSeat.objects.bulk_create(
        WorkshopSeat(slot=slot, number=number)
        for number in range(1, wanted + 1)
        if number not in numbers
    )
    surplus = max(rows.count() - wanted, 0)
    free = rows.filter(participant=None).order_by("-number").values_list("pk", flat=True)
    WorkshopSeat.objects.filter(pk__in=list(free[:surplus])).delete()


def holders(edition: Edition) -> QuerySet[Participant]:
    """Who has a place, counted or not."""
    return Participant.objects.filter(
        registration__edition=edition,
        registration__state__in=[RegistrationState.CONFIRMED, RegistrationState.OFFERED],
        left_at=None,
    ).order_by("registration__registered_at", "pk")


def coming(registration: Registration) -> list[Participant]:
    """Those of a group who come, in the order in which they were named."""
    rows = Participant.objects.filter(registration=registration, left_at=None)
    return list(rows.order_by("rank"))


def free_seats(roster: Roster) -> QuerySet[EditionSeat]:
    return EditionSeat.objects.filter(roster=roster, participant=None).order_by("number")


def places_left(roster: Roster) -> int:
    """Behind the lock."""
    return NOT_COUNTED if roster.edition.capacity is None else free_seats(roster).count()


def seat_group(roster: Roster, people: Sequence[Participant]) -> bool:
    """Give each person of a group a place, or nobody. True when they all have one."""
    if roster.edition.capacity is None:
        return True
    seated = EditionSeat.objects.filter(participant__in=people)
    known = set(seated.values_list("participant", flat=True))
    lacking = [one for one in people if one.pk not in known]
    found = list(free_seats(roster)[: len(lacking)])
    if len(found) < len(lacking):
        return False
    for seat, one in zip(found, lacking, strict=True):
        _give(seat, one)
    return True


def _give(seat: EditionSeat, participant: Participant) -> None:
    seat.participant = participant
    seat.save(update_fields=["participant"])


def give_back(people: Iterable[Participant]) -> None:
    EditionSeat.objects.filter(participant__in=list(people)).update(participant=None)


def seat_in_workshop(
    participant: Participant, slot: Slot, *, held_until: datetime | None = None
) -> bool:
    """Give somebody a place in a workshop. False when there is none. The roster is locked."""
    seat = WorkshopSeat.objects.filter(slot=slot, participant=None).order_by("number").first()
    if seat is None:
        return False
    seat.participant, seat.held_until, seat.told = participant, held_until, slot_words(slot)
    seat.save(update_fields=["participant", "held_until", "told"])
    return True


def give_workshops_back(
    people: Iterable[Participant], slots: Iterable[int] | None = None
) -> set[int]:
    """Free the places that people have in workshops. Return the numbers of those that have room now."""
    rows = WorkshopSeat.objects.filter(participant__in=list(people), slot__isnull=False)
    if slots is not None:
        rows = rows.filter(slot__in=list(slots))
    freed = set(rows.values_list("slot", flat=True))
    rows.update(participant=None, held_until=None, told="")
    return freed


def _counted(rows: QuerySet[Any], path: str) -> Coalesce:
    """How many of some seats each row has, in the query that reads it."""
    mine = rows.filter(**{path: OuterRef("pk"), "participant__isnull": False}).order_by()
    counts = mine.values(path).annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(counts, output_field=IntegerField()), 0)


def with_left(ids: Iterable[int]) -> dict[int, tuple[Edition, int | None]]:
    """Return editions by id, each with the places that nobody holds, None where uncounted: one query."""
    rows = Edition.objects.filter(pk__in=list(ids)).annotate(
        taken=_counted(EditionSeat.objects.all(), "roster__edition")
    )
    return {
        row.pk: (row, None if row.capacity is None else max(row.capacity - row.taken, 0))
        for row in rows
    }


def left(edition_ids: Iterable[int]) -> dict[int, int | None]:
    """Return, per edition id, how many places nobody holds, None where they are not counted."""
    return {pk: free for pk, (_, free) in with_left(edition_ids).items()}


def slots_with_left(ids: Iterable[int]) -> dict[int, tuple[Slot, int]]:
    """Return the slots that count their places, each with those that nobody holds: one query."""
    rows = Slot.objects.filter(pk__in=list(ids), seats__isnull=False).annotate(
        taken=_counted(WorkshopSeat.objects.all(), "slot")
    )
    return {
        row.pk: (row, max((row.seats or 0) - row.taken, 0))
        for row in rows.select_related("page__edition")
    }


def slots_left(slot_ids: Iterable[int]) -> dict[int, int]:
    return {pk: free for pk, (_, free) in slots_with_left(slot_ids).items()}
