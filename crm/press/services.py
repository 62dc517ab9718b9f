"""The doors of a journalist's sheet: added, corrected, objecting, in error, erased."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from crm.consents import suppression
from crm.consents.models import SuppressionReason
from crm.journal.models import Action
from crm.journal.refusal import Refused
from crm.journal.services import record
from crm.organisations.models import Organisation
from crm.people.contacts import normalise_email, normalise_phone
from crm.people.names import name_key

from . import audience, traces
from .models import Beat, Language, PressContact

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.contrib.auth.models import User

KNOWN_TO_OBJECT = "adresse déjà opposée"


@dataclass(frozen=True)
class Sheet:
    """What is known of a journalist; the beats aside."""

    last_name: str
    source: str
    organisation: Organisation | None = None
    civility: str = ""
    first_name: str = ""
    function: str = ""
    email: str = ""
    phone: str = ""
    area: str = ""
    language: str = Language.FRENCH
    respects_embargo: bool = False


@transaction.atomic
def add_contact(
    sheet: Sheet, beats: Sequence[Beat] = (), *, by: User | None, at: datetime | None = None
) -> PressContact:
    """Add a journalist. An address that objected before stays so. Raises Refused without a name."""
    now = at or timezone.now()
    row = PressContact(created_at=now, last_exchange_at=now)
    _write(row, sheet)
    if row.email_key and suppression.is_suppressed(row.email_key, audience.CODE):
        row.opted_out_at, row.opted_out_how = now, KNOWN_TO_OBJECT
    row.save()
    row.beats.set(beats)
    record(Action.CREATED, row, by=by, at=now)
    return row


@transaction.atomic
def correct_contact(
    contact: PressContact,
    sheet: Sheet,
    beats: Sequence[Beat] = (),
    *,
    by: User | None,
    at: datetime | None = None,
) -> list[str]:
    """Write what is known now. Return the names of what changed. A new address is tried again."""
    now = at or timezone.now()
    locked = PressContact.objects.select_for_update().get(pk=contact.pk)
    before = locked.email_key
    changed = _write(locked, sheet)
    if locked.email_key != before:
        locked.bounced_at = None
        changed.append("bounced_at")
        if locked.email_key and suppression.is_suppressed(locked.email_key, audience.CODE):
            locked.opted_out_at, locked.opted_out_how = now, KNOWN_TO_OBJECT
            changed += ["opted_out_at", "opted_out_how"]
    if changed:
        locked.save(update_fields=[*changed, "name_key", "email_key"])
    if set(locked.beats.values_list("pk", flat=True)) != {beat.pk for beat in beats}:
        locked.beats.set(beats)
        changed.append("beats")
    if changed:
        record(Action.CHANGED, locked, by=by, fields=sorted(changed), at=now)
    contact.refresh_from_db()
    return changed


def _write(row: PressContact, sheet: Sheet) -> list[str]:
    told = {one.name: getattr(sheet, one.name) for one in fields(sheet)}
    told |= {name: value.strip() for name, value in told.items() if isinstance(value, str)}
    told["phone"] = normalise_phone(told["phone"]) or told["phone"]
    changed = [name for name, value in told.items() if getattr(row, name) != value]
    for name in changed:
        setattr(row, name, told[name])
    row.name_key = name_key(row.first_name, row.last_name)[:220]
    row.email_key = normalise_email(row.email)
    if not row.name_key:
        raise Refused("Un contact a un nom, celui de la rédaction à défaut.")
    if not row.email_key and not row.phone:
        raise Refused("Donnez un courriel ou un téléphone.")
    return changed


def look_alikes(sheet: Sheet, *, but: PressContact | None = None) -> list[PressContact]:
    """The contacts of the same address, or of the same name; five at most."""
    key = name_key(sheet.first_name, sheet.last_name)
    same = Q(name_key=key) if key else Q(pk=None)
    if address := normalise_email(sheet.email):
        same |= Q(email_key=address)
    rows = PressContact.objects.filter(same).select_related("organisation")
    return list((rows.exclude(pk=but.pk) if but else rows)[:5])


@transaction.atomic
def object_to_mail(
    contact: PressContact, how: str, *, by: User | None, at: datetime | None = None
) -> PressContact:
    """The journalist wants nothing more, and said how. Their address is remembered as a digest."""
    now = at or timezone.now()
    if not how.strip():
        raise Refused("Dites comment cette personne l’a demandé.")
    locked = PressContact.objects.select_for_update().get(pk=contact.pk)
    if locked.opted_out_at:
        raise Refused("Cette opposition est déjà notée.")
    locked.opted_out_at, locked.opted_out_how = now, how.strip()[:120]
    locked.save(update_fields=["opted_out_at", "opted_out_how"])
    record(Action.CHANGED, locked, by=by, fields=["opted_out_at"], reason=how.strip(), at=now)
    if locked.email_key:
        audience.leave(locked.email_key, how.strip(), now)
    contact.refresh_from_db()
    return contact


@transaction.atomic
def welcome_back(
    contact: PressContact, how: str, *, by: User | None, at: datetime | None = None
) -> PressContact:
    """The journalist asks for our releases again, and said how."""
    now = at or timezone.now()
    if not how.strip():
        raise Refused("Dites comment cette personne l’a demandé.")
    locked = PressContact.objects.select_for_update().get(pk=contact.pk)
    if not locked.opted_out_at:
        raise Refused("Cette personne reçoit déjà nos envois.")
    locked.opted_out_at, locked.opted_out_how = None, ""
    locked.save(update_fields=["opted_out_at", "opted_out_how"])
    if locked.email_key:
        suppression.lift(locked.email_key, audience.CODE)
    record(Action.CHANGED, locked, by=by, fields=["opted_out_at"], reason=how.strip(), at=now)
    contact.refresh_from_db()
    return contact


@transaction.atomic
def note_bounce(
    contact: PressContact, *, by: User | None = None, at: datetime | None = None
) -> PressContact:
    """The address of a journalist does not answer: nothing leaves for it until it is corrected."""
    now = at or timezone.now()
    locked = PressContact.objects.select_for_update().get(pk=contact.pk)
    if not locked.email_key:
        raise Refused("Cette fiche n’a pas de courriel.")
    if locked.bounced_at is None:
        locked.bounced_at = now
        locked.save(update_fields=["bounced_at"])
        record(Action.CHANGED, locked, by=by, fields=["bounced_at"], at=now)
    contact.refresh_from_db()
    return contact


@transaction.atomic
def answers_again(
    contact: PressContact, *, by: User | None, at: datetime | None = None
) -> PressContact:
    """The address of a journalist answers again: releases leave for it."""
    locked = PressContact.objects.select_for_update().get(pk=contact.pk)
    if locked.bounced_at is not None:
        locked.bounced_at = None
        locked.save(update_fields=["bounced_at"])
        suppression.lift(locked.email_key, reasons=[SuppressionReason.BOUNCED])
        record(Action.CHANGED, locked, by=by, fields=["bounced_at"], at=at)
    contact.refresh_from_db()
    return contact


@transaction.atomic
def erase(
    contact: PressContact, reason: str, *, by: User | None = None, at: datetime | None = None
) -> None:
    """Delete a sheet, its exchanges and the letters sent to it. Its articles stay, without its name."""
    if not reason.strip():
        raise Refused("Dites pourquoi cette fiche est effacée.")
    locked = PressContact.objects.select_for_update().get(pk=contact.pk)
    traces.forget(locked)
    record(Action.DELETED, locked, by=by, reason=reason.strip(), at=at)
    locked.delete()
