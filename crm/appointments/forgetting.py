"""What goes with a person who is forgotten, and the coordinates of bookings that nobody filed."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db.models import Q

from crm.letters.models import SecretLink
from crm.letters.services import letters_of
from crm.people.models import ContactPoint

from .letters import key_of
from .links import BOOKING, INVITATION
from .models import AppointmentParty, AppointmentState, Invitation, PartyQuerySet
from .outcomes import cancel_party

if TYPE_CHECKING:
    from django.contrib.auth.models import User

NOBODY: dict[str, Any] = {
    "payload": {}, "email_key": "", "phone_key": "", "note": "", "forgotten": True,
}  # fmt: skip
REASON = "Dossier anonymisé."


def let_go(ids: Sequence[int], *, by: User | None, at: datetime) -> None:
    """Give back the hours of people who are about to be forgotten, without a letter."""
    coming = AppointmentParty.objects.filter(
        Q(person__in=ids) | Q(pk__in=unfiled(ids).values("pk")), state=AppointmentState.PLANNED
    )
    for row in coming.select_related("appointment"):
        cancel_party(row, by_person=False, note=REASON, by=by, letter=False, at=at)
    waiting = Invitation.objects.filter(
        person__in=ids, party__isnull=True, withdrawn_at__isnull=True
    )
    waiting.update(withdrawn_at=at)


def forget_addresses(known: Collection[str], *, by: User | None, at: datetime) -> int:
    """Cancel and empty what was booked without a file, found by addresses and numbers as compared."""
    rows = list(unfiled_at(known).select_related("appointment"))
    for row in rows:
        if row.state == AppointmentState.PLANNED:
            cancel_party(row, by_person=True, note="", by=by, letter=False, at=at)
        letters_of(key_of(row)).delete()
    keys = [row.pk for row in rows]
    _forget_links(BOOKING, keys)
    return AppointmentParty.objects.filter(pk__in=keys).update(**NOBODY)


def forget_people(ids: Sequence[int]) -> None:
    """Delete the links of people, given by primary key, and empty what they booked without a file.

    In the caller's transaction, while their addresses are still known.
    """
    parties = AppointmentParty.objects.filter(person__in=ids)
    invitations = Invitation.objects.filter(person__in=ids)
    unknown = unfiled(ids)
    for row in unknown:
        letters_of(key_of(row)).delete()
    gone = [*parties.values_list("pk", flat=True), *unknown.values_list("pk", flat=True)]
    _forget_links(BOOKING, gone)
    _forget_links(INVITATION, invitations.values_list("pk", flat=True))
    unknown.update(**NOBODY)


def _forget_links(purpose: str, targets: Any) -> None:
    SecretLink.objects.filter(purpose=purpose, target__in=[str(pk) for pk in targets]).delete()


def unfiled(ids: Sequence[int]) -> PartyQuerySet:
    """The bookings that nobody filed, found by the addresses and numbers of some people."""
    known = ContactPoint.objects.filter(person__in=ids).values_list("normalised", flat=True)
    return unfiled_at(list(known))


def unfiled_at(known: Collection[str]) -> PartyQuerySet:
    """The bookings that nobody filed and that give one of these addresses or numbers, as compared."""
    return AppointmentParty.objects.filter(person__isnull=True, forgotten=False).filter(
        Q(email_key__in=known) | Q(phone_key__in=known)
    )


def old_ones(before: datetime) -> PartyQuerySet:
    """Those whose appointment is too old for their coordinates to be kept beside it."""
    return AppointmentParty.objects.filter(
        forgotten=False, appointment__ends_at__lt=before
    ).exclude(payload={})


def forget_old(before: datetime) -> int:
    """Empty the coordinates that were typed; what a file keeps stays in the file."""
    rows = old_ones(before)
    _forget_links(BOOKING, rows.values_list("pk", flat=True))
    return rows.update(payload={}, email_key="", phone_key="", forgotten=True)
