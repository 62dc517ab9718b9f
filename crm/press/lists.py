"""The press lists, and whom a choice of lists, beats and people makes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.db.models import Q

from crm.journal.models import Action
from crm.journal.refusal import Refused
from crm.journal.services import record

from .models import Beat, PressContact, PressList, ReleaseDispatch

if TYPE_CHECKING:
    from django.contrib.auth.models import User

    from .models.contacts import PressContactQuerySet


TAKEN = "Une liste porte déjà ce nom."


@dataclass(frozen=True)
class ListSheet:
    """A list as it is written down."""

    name: str
    purpose: str = ""
    media_kind: str = ""
    beats: Iterable[Beat] = ()
    contacts: Iterable[PressContact] = ()


def members(lists: Iterable[PressList]) -> Q:
    """Who is in any of some lists: by their beats, by the kind of their medium, or chosen."""
    held = list(lists)
    found = Q(pk__in=PressContact.objects.filter(lists__in=held).order_by().values("pk"))
    for row in held:
        beats = list(row.beats.all())
        if beats:
            by_beat = PressContact.objects.filter(beats__in=beats).order_by().values("pk")
            kind = Q(organisation__outlet__kind=row.media_kind) if row.media_kind else Q()
            found |= Q(pk__in=by_beat) & kind
        elif row.media_kind:
            found |= Q(organisation__outlet__kind=row.media_kind)
    return found


def chosen(
    lists: Iterable[PressList], beats: Iterable[Beat], contacts: Iterable[PressContact]
) -> PressContactQuerySet:
    """Everybody of some lists, of some beats, and some people more, each once."""
    by_beat = PressContact.objects.filter(beats__in=list(beats)).order_by().values("pk")
    one_by_one = Q(pk__in=[contact.pk for contact in contacts])
    return PressContact.objects.filter(members(lists) | Q(pk__in=by_beat) | one_by_one)


@transaction.atomic
def save_list(
    sheet: ListSheet, row: PressList | None = None, *, by: User | None, at: datetime | None = None
) -> PressList:
    """Add a list, or write one again. Raises Refused for a name that is taken."""
    new = row is None
    held = PressList() if row is None else PressList.objects.select_for_update().get(pk=row.pk)
    taken = PressList.objects.filter(name__iexact=sheet.name.strip()).exclude(pk=held.pk)
    if not sheet.name.strip():
        raise Refused("Une liste a un nom.")
    if taken.exists():
        raise Refused(TAKEN)
    held.name, held.purpose = sheet.name.strip(), sheet.purpose.strip()
    held.media_kind = sheet.media_kind
    names = None if new else ["name", "purpose", "media_kind"]
    try:
        with transaction.atomic():
            held.save(update_fields=names)
    except IntegrityError as error:
        raise Refused(TAKEN) from error
    held.beats.set(sheet.beats)
    held.contacts.set(sheet.contacts)
    record(Action.CREATED if new else Action.CHANGED, held, by=by, at=at)
    return held


@transaction.atomic
def delete_list(row: PressList, *, by: User | None, at: datetime | None = None) -> None:
    """Delete a list; the contacts stay, and what was sent to it too."""
    held = PressList.objects.select_for_update().get(pk=row.pk)
    if ReleaseDispatch.objects.open().filter(lists=held).exists():
        raise Refused("Un envoi prévu s’adresse à cette liste\u00a0: annulez-le d’abord.")
    record(Action.DELETED, held, by=by, reason=held.name, at=at)
    held.delete()
