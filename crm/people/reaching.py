"""The doors of the ways to reach somebody: added, corrected, verified, in error, used first, taken away."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from crm.consents.models import SuppressionReason
from crm.consents.suppression import lift
from crm.journal.models import Action
from crm.journal.refusal import Refused
from crm.journal.services import record

from .contacts import normalise_email
from .models import ContactKind, ContactPoint, Person
from .provenance import TYPED, came_from
from .services import add_contact, read_contact

if TYPE_CHECKING:
    from django.contrib.auth.models import User

ALREADY_THERE = "Cette coordonnée est déjà au dossier."


class LastWay(Refused):
    """Nothing else would reach the person: the same is asked twice before it goes."""


def mail_address(person: Person) -> str:
    """The address to which letters go: the main one, or another when it is in error; "" for nowhere.

    Says in Python what `ContactPoint.objects.for_letters()` says to the database: those who write to
    many at once have read the addresses together.
    """
    usable = [p for p in person.contact_points.all() if p.kind == ContactKind.EMAIL]
    usable = [point for point in usable if point.bounced_at is None]
    return next((point.value for point in sorted(usable, key=_main_first)), "")


def _main_first(point: ContactPoint) -> tuple[bool, int]:
    return not point.is_primary, point.pk


@transaction.atomic
def note_contact(
    person: Person, kind: ContactKind, value: str, *, by: User | None, at: datetime | None = None
) -> ContactPoint:
    """Add a contact point to a known file. Raises Refused on what cannot be used or is there already."""
    _hold(person)
    _, normalised = read_contact(kind, value)
    if person.contact_points.filter(kind=kind, normalised=normalised).exists():
        raise Refused(ALREADY_THERE)
    point = add_contact(person, kind, value)
    _changed(person, by, at)
    came_from(person, [kind], TYPED, by=by, at=at or timezone.now())
    return point


@transaction.atomic
def correct_contact(
    point: ContactPoint, value: str, *, by: User | None, at: datetime | None = None
) -> ContactPoint:
    """Write a contact point again. What was known of the former one, verified or in error, is forgotten."""
    _hold(point.person)
    value, normalised = read_contact(ContactKind(point.kind), value)
    others = ContactPoint.objects.filter(person=point.person_id, kind=point.kind)
    if others.exclude(pk=point.pk).filter(normalised=normalised).exists():
        raise Refused(ALREADY_THERE)
    if value == point.value:
        return point
    if normalised != point.normalised:
        point.verified_at = point.bounced_at = None
    point.value, point.normalised = value, normalised
    point.save(update_fields=["value", "normalised", "verified_at", "bounced_at"])
    _changed(point.person, by, at)
    came_from(point.person, [point.kind], TYPED, by=by, at=at or timezone.now())
    return point


@transaction.atomic
def verify_contact(point: ContactPoint, *, by: User | None, at: datetime | None = None) -> None:
    """Somebody answered there: the contact point is good, whatever was noted before."""
    _say(point, verified_at=at or timezone.now(), bounced_at=None)
    if point.kind == ContactKind.EMAIL:
        lift(point.normalised, reasons=[SuppressionReason.BOUNCED])
    _changed(point.person, by, at)


@transaction.atomic
def contact_fails(point: ContactPoint, *, by: User | None, at: datetime | None = None) -> None:
    """A letter came back, or the number does not ring."""
    _say(point, verified_at=None, bounced_at=at or timezone.now())
    _changed(point.person, by, at)


def _say(point: ContactPoint, *, verified_at: datetime | None, bounced_at: datetime | None) -> None:
    point.verified_at, point.bounced_at = verified_at, bounced_at
    point.save(update_fields=["verified_at", "bounced_at"])


def confirm_address(person: Person, address: str, *, at: datetime | None = None) -> bool:
    """The person acted through a letter sent to this address: it is theirs. True when that was not known."""
    point = ContactPoint.objects.filter(
        person=person, kind=ContactKind.EMAIL, normalised=normalise_email(address)
    ).first()
    if point is None or point.verified_at is not None:
        return False
    verify_contact(point, by=None, at=at)
    return True


@transaction.atomic
def make_primary(point: ContactPoint, *, by: User | None, at: datetime | None = None) -> None:
    """Make a contact point the one used first among those of its kind."""
    _hold(point.person)
    same = ContactPoint.objects.filter(person=point.person_id, kind=point.kind)
    same.exclude(pk=point.pk).update(is_primary=False)
    same.filter(pk=point.pk).update(is_primary=True)
    _changed(point.person, by, at)


@transaction.atomic
def drop_contact(
    point: ContactPoint, *, by: User | None, sure: bool = False, at: datetime | None = None
) -> None:
    """Take a contact point away; another of its kind becomes the primary one.

    Raises LastWay when no other contact point works, unless the caller is sure.
    """
    person, kind, was_primary = point.person, point.kind, point.is_primary
    _hold(person)
    others = ContactPoint.objects.filter(person=person).exclude(pk=point.pk)
    if not sure and not others.filter(bounced_at__isnull=True).exists():
        raise LastWay(f"{point} est le dernier moyen de joindre {person}.")
    point.delete()
    if was_primary and (heir := others.filter(kind=kind).order_by("bounced_at", "pk").first()):
        ContactPoint.objects.filter(pk=heir.pk).update(is_primary=True)
    _changed(person, by, at)


def _hold(person: Person) -> None:
    """The file is the lock: two advisors write its contact points one after the other."""
    Person.objects.select_for_update().get(pk=person.pk)


def _changed(person: Person, by: User | None, at: datetime | None) -> None:
    record(Action.CHANGED, person, by=by, person_id=person.pk, fields=["contact_points"], at=at)
