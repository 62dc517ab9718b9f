"""What the public may know of the places of an edition and of its workshops, and where to register."""

from __future__ import annotations

from django.urls import reverse
from django.utils import timezone

from editorial.plugins import FORUM_EDITION, FORUM_SLOT, Availability
from forum.models import Edition, Slot
from forum.models.editions import EditionState

from .seats import left, slots_with_left, with_left
from .words import NBSP

LAST_PLACES = 5


def availability(kind: str, ids: list[int]) -> dict[int, Availability]:
    """Answer the site's question for a list, in a constant number of queries."""
    if kind == FORUM_EDITION:
        return _editions(ids)
    return _slots(ids) if kind == FORUM_SLOT else {}


def of_edition(edition: Edition) -> Availability:
    return _of(edition, left([edition.pk]).get(edition.pk))


def _editions(ids: list[int]) -> dict[int, Availability]:
    return {pk: _of(edition, free) for pk, (edition, free) in with_left(ids).items()}


def _of(edition: Edition, free: int | None) -> Availability:
    state = edition.state_on(timezone.localdate())
    capacity = edition.capacity
    if state == EditionState.OPEN:
        url = reverse("forum_register", args=[edition.number])
        mark, label = _while_open(free)
        action = "S’inscrire" if mark != "waiting" else "Entrer sur la liste d’attente"
        return Availability(free, capacity, label, mark, url, action)
    if state in {EditionState.ANNOUNCED, EditionState.CLOSED, EditionState.UNDERWAY}:
        mark = "full" if free == 0 else "closed"
        return Availability(free, capacity, str(state.label), mark)
    return Availability(free, capacity, str(state.label), "ended")


def _while_open(free: int | None) -> tuple[str, str]:
    if free is None:
        return "open", "Inscriptions ouvertes"
    if free == 0:
        return "waiting", f"Complet{NBSP}: liste d’attente possible"
    if free == 1:
        return "last", "Dernière place"
    if free <= LAST_PLACES:
        return "last", f"{free}{NBSP}dernières places"
    return "open", f"Inscriptions ouvertes, {free}{NBSP}places"


def _slots(ids: list[int]) -> dict[int, Availability]:
    return {pk: _of_slot(slot, free) for pk, (slot, free) in slots_with_left(ids).items()}


def _of_slot(slot: Slot, free: int) -> Availability:
    edition = slot.page.edition
    is_open = edition is not None and edition.state == EditionState.OPEN
    url = reverse("forum_register", args=[edition.number]) if is_open else ""
    action = "S’inscrire" if is_open else ""
    if free:
        label = f"{free}{NBSP}place{'s' if free > 1 else ''}"
        mark = "last" if free <= LAST_PLACES else "open"
        return Availability(free, slot.seats, label, mark if is_open else "closed", url, action)
    mark, label = ("waiting", "Complet, liste d’attente") if is_open else ("full", "Complet")
    return Availability(free, slot.seats, label, mark, url, action)
