"""The doors of exclusion lists: opened, changed, deleted, people and addresses put on them and taken off."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from crm.journal.models import Action
from crm.journal.refusal import Refused
from crm.journal.services import record
from crm.mailings.sorting import is_address
from crm.people.contacts import normalise_email
from crm.people.merging.rules import Merge
from crm.people.models import Person
from crm.registers.calendar import add_months

from .models import Campaign, CampaignState, Excluded, ExclusionList

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.contrib.auth.models import User

UNKNOWN = "Écrivez un n° de dossier du fichier, ou une adresse électronique."


@transaction.atomic
def open_list(
    name: str, why: str, *, always: bool, by: User | None, at: datetime | None = None
) -> ExclusionList:
    """Open a list. Raises Refused for a name taken."""
    _refuse_taken(name)
    row = ExclusionList.objects.create(
        name=name, why=why, always=always, created_by=by, created_at=at or timezone.now()
    )
    record(Action.CREATED, row, by=by, at=at)
    return row


@transaction.atomic
def change_list(
    row: ExclusionList, name: str, why: str, *, always: bool, by: User | None,
    at: datetime | None = None,
) -> None:  # fmt: skip
    row = ExclusionList.objects.select_for_update().get(pk=row.pk)
    _refuse_taken(name, but=row)
    row.name, row.why, row.always = name, why, always
    row.save(update_fields=["name", "why", "always"])
    record(Action.CHANGED, row, by=by, fields=["name", "why", "always"], at=at)


@transaction.atomic
def close_list(row: ExclusionList, *, by: User | None, at: datetime | None = None) -> None:
    """Delete a list and what is on it. Raises Refused while a draft counts on it."""
    row = ExclusionList.objects.select_for_update().get(pk=row.pk)
    if Campaign.objects.filter(lists=row, state=CampaignState.DRAFT).exists():
        raise Refused(
            "Un brouillon d’envoi compte sur cette liste\u00a0: ôtez-la d’abord du brouillon."
        )
    record(Action.DELETED, row, by=by, at=at)
    row.delete()


@transaction.atomic
def put(
    row: ExclusionList, typed: str, *, until: date | None = None, by: User | None,
    at: datetime | None = None,
) -> Excluded:  # fmt: skip
    """Put on a list the file that has a number, or an address alone, which then stays until a day.

    Raises Refused on what is neither, and on what is there already.
    """
    now, today = at or timezone.now(), timezone.localdate(at)
    if until is not None and until <= today:
        raise Refused("Cette date est passée.")
    ExclusionList.objects.select_for_update().get(pk=row.pk)
    words = typed.strip()
    person = Person.objects.alive().filter(file_number=words.upper()).first()
    email = "" if person else normalise_email(words)
    if not person and not is_address(email):
        raise Refused(UNKNOWN)
    if row.entries.filter(person=person, email=email).exists():
        raise Refused("C’est déjà sur la liste.")
    if not person:
        until = until or add_months(today, settings.SEGMENTS["address_months"])
    entry = Excluded.objects.create(
        list=row, person=person, email=email, until=until, added_at=now, added_by=by
    )
    record(Action.CREATED, entry, by=by, person_id=person.pk if person else None, at=now)
    return entry


@transaction.atomic
def take_off(entry: Excluded, *, by: User | None, at: datetime | None = None) -> None:
    record(Action.DELETED, entry, by=by, person_id=entry.person_id, at=at)
    entry.delete()


def forget(at: datetime) -> int:
    """Delete what a list holds no more. Safe to run twice."""
    return Excluded.objects.filter(until__lte=timezone.localdate(at)).delete()[0]


def forget_excluded(addresses: Iterable[str]) -> int:
    """Delete addresses alone, given normalised: those of somebody who is forgotten."""
    return Excluded.objects.filter(person__isnull=True, email__in=list(addresses)).delete()[0]


def merged(merge: Merge) -> None:
    """A list that holds both files holds the one that stays."""
    held = Excluded.objects.filter(person=merge.kept).values("list")
    Excluded.objects.filter(person=merge.ended, list__in=held).delete()


def _refuse_taken(name: str, but: ExclusionList | None = None) -> None:
    others = ExclusionList.objects.filter(name=name)
    if others.exclude(pk=but.pk if but else 0).exists():
        raise Refused(f"Une liste s’appelle déjà « {name} ».")
