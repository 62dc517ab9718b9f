"""The doors of what changes about a known person: identity, contact points, household."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone

from crm.journal.models import Action
from crm.journal.refusal import Refused
from crm.journal.services import record

from .models import (
    ContactPoint,
    Household,
    HouseholdMember,
    MemberRole,
    Person,
    ProfessionalStatus,
)
from .names import name_key
from .services import note_status

if TYPE_CHECKING:
    from django.contrib.auth.models import User

IDENTITY = frozenset(
    {
        "civility",
        "first_name",
        "last_name",
        "birth_year",
        "preferred_channel",
        "commune",
        "country",
        "trade",
    }
)


@transaction.atomic
def correct_identity(
    person: Person,
    *,
    professional_status: str | None = None,
    by: User | None,
    at: datetime | None = None,
    **changes: Any,
) -> list[str]:
    """Change who somebody is and where they live. Return the names of the fields that changed.

    The origin frozen on journeys and applications does not follow. A new professional situation
    is dated, the former one closed.
    """
    if unknown := set(changes) - IDENTITY:
        raise TypeError(f"correct_identity() does not change {unknown}")
    locked = Person.objects.select_for_update().get(pk=person.pk)
    if locked.anonymised_at or locked.merged_into_id:
        raise Refused("Ce dossier ne se modifie plus : il est anonymisé ou fusionné.")
    if not str(changes.get("last_name", locked.last_name)).strip():
        raise Refused("Un dossier garde au moins un nom de famille.")
    changed = [name for name, value in changes.items() if getattr(locked, name) != value]
    for name in changed:
        setattr(locked, name, changes[name])
    if changed:
        locked.name_key = name_key(locked.first_name, locked.last_name)
        locked.save(update_fields=[*changed, "name_key"])
    if professional_status is not None and professional_status != locked.professional_status:
        note_status(locked, ProfessionalStatus(professional_status), at=at)
        changed.append("professional_status")
    if changed:
        record(Action.CHANGED, locked, by=by, person_id=locked.pk, fields=sorted(changed), at=at)
    return changed


@transaction.atomic
def make_primary(point: ContactPoint, *, by: User | None, at: datetime | None = None) -> None:
    """Make a contact point the one used first among those of its kind."""
    same = ContactPoint.objects.filter(person=point.person_id, kind=point.kind)
    same.exclude(pk=point.pk).update(is_primary=False)
    same.filter(pk=point.pk).update(is_primary=True)
    _contacts_changed(point.person, by, at)


@transaction.atomic
def drop_contact(point: ContactPoint, *, by: User | None, at: datetime | None = None) -> None:
    """Take a contact point away; another of its kind becomes the primary one."""
    person, kind, was_primary = point.person, point.kind, point.is_primary
    point.delete()
    if was_primary and (heir := person.contact_points.filter(kind=kind).first()):
        ContactPoint.objects.filter(pk=heir.pk).update(is_primary=True)
    _contacts_changed(person, by, at)


def _contacts_changed(person: Person, by: User | None, at: datetime | None) -> None:
    record(Action.CHANGED, person, by=by, person_id=person.pk, fields=["contact_points"], at=at)


@transaction.atomic
def note_dwelling_need(
    household: Household,
    *,
    rooms_wanted: int | None,
    rent_max: int | None,
    wanted_from: date | None,
    by: User | None,
    at: datetime | None = None,
) -> None:
    household.rooms_wanted = rooms_wanted
    household.rent_max = rent_max
    household.wanted_from = wanted_from
    household.save(update_fields=["rooms_wanted", "rent_max", "wanted_from"])
    record(
        Action.CHANGED, household, by=by, person_id=reference_of(household),
        fields=["rooms_wanted", "rent_max", "wanted_from"], at=at,
    )  # fmt: skip


@transaction.atomic
def leave_household(
    member: HouseholdMember, *, by: User | None, at: datetime | None = None
) -> None:
    """End a membership today. When the reference adult leaves, the next adult takes the role."""
    today = timezone.localdate(at or timezone.now())
    Household.objects.select_for_update().get(pk=member.household_id)
    others = HouseholdMember.objects.filter(
        household=member.household_id, ends_on__isnull=True
    ).exclude(pk=member.pk)
    heir = others.filter(role=MemberRole.ADULT).first()
    if member.role == MemberRole.REFERENCE and heir is None and others.exists():
        raise Refused("Un foyer garde au moins un adulte : retirez d’abord les autres membres.")
    if member.ends_on is not None:
        raise Refused("Cette personne a déjà quitté le foyer.")
    member.ends_on = max(today, member.starts_on)
    member.save(update_fields=["ends_on"])
    if member.role == MemberRole.REFERENCE and heir is not None:
        HouseholdMember.objects.filter(pk=heir.pk).update(role=MemberRole.REFERENCE)
    record(Action.CHANGED, member, by=by, person_id=member.person_id, fields=["ends_on"], at=at)


def reference_of(household: Household) -> int | None:
    """Return the person id of the reference adult, None when the household is empty."""
    return (
        HouseholdMember.objects.filter(
            household=household, role=MemberRole.REFERENCE, ends_on__isnull=True
        )
        .values_list("person_id", flat=True)
        .first()
    )
