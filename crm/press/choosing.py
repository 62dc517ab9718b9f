"""Whom a dispatch goes to, and who is left out of it before the mailings look at it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from crm.mailings.audiences import Addressee
from news.models import ReleasePage

from . import audience
from .lists import chosen
from .models import Beat, PressContact, PressList, Received, ReleaseDispatch

NO_ADDRESS = "n’a pas de courriel"
OBJECTS = "ne veut plus rien recevoir"
BOUNCES = "courriel en erreur"
HAD_IT = "a déjà reçu ce communiqué"
NO_EMBARGO = "ne s’est pas engagé à respecter l’embargo"


@dataclass(frozen=True)
class Choice:
    """kept: those to write to, in order. left_out: how many are not, by reason in French."""

    kept: list[PressContact]
    left_out: dict[str, int] = field(default_factory=dict)

    @property
    def addressees(self) -> list[Addressee]:
        return [audience.addressee(contact) for contact in self.kept]


def choose(
    release: ReleasePage | None,
    lists: Iterable[PressList],
    beats: Iterable[Beat],
    contacts: Iterable[PressContact],
    *,
    held: bool,
) -> Choice:
    """Sort who is chosen. held: the release is still under embargo, and leaves before its hour."""
    rows = chosen(lists, beats, contacts).select_related("organisation").order_by("name_key", "pk")
    had = Received.objects.filter(dispatch__release=release) if release else Received.objects.none()
    had_it = set(had.order_by().values_list("contact", flat=True))
    kept: list[PressContact] = []
    left: Counter[str] = Counter()
    for contact in rows:
        why = _why_not(contact, had_it, held)
        if why:
            left[why] += 1
        else:
            kept.append(contact)
    return Choice(kept, dict(left))


def _why_not(contact: PressContact, had_it: set[int], held: bool) -> str:
    if not contact.email_key:
        return NO_ADDRESS
    if contact.opted_out_at:
        return OBJECTS
    if contact.bounced_at:
        return BOUNCES
    if contact.pk in had_it:
        return HAD_IT
    return NO_EMBARGO if held and not contact.respects_embargo else ""


def of_dispatch(dispatch: ReleaseDispatch, *, held: bool) -> Choice:
    return choose(
        dispatch.release,
        dispatch.lists.prefetch_related("beats"),
        dispatch.beats.all(),
        dispatch.contacts.all(),
        held=held,
    )
