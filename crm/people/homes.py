"""The doors of a known household: who joins, who leaves and when, who answers for it, what dwelling it seeks."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from crm.journal.models import Action
from crm.journal.refusal import Refused
from crm.journal.services import record
from editorial.dates import day as written

from .models import Household, HouseholdMember, MemberRole, Person
from .services import Minor, current_membership, household_of

if TYPE_CHECKING:
    from django.contrib.auth.models import User

ADULTS = [MemberRole.REFERENCE, MemberRole.ADULT]


@transaction.atomic
def join_household(
    person: Person,
    newcomer: Person | Minor,
    *,
    on: date | None = None,
    moving: bool = False,
    by: User | None,
    at: datetime | None = None,
) -> Household:
    """Bring somebody into the household of a person on a day, today unless told.

    `moving` takes an adult out of their present household on that day. Raises Refused for a day to
    come, and for an adult who lived elsewhere on that day.
    """
    today = timezone.localdate(at or timezone.now())
    on = on or today
    if on > today:
        raise Refused(
            "Notez l’arrivée dans le foyer quand elle a eu lieu : cette date est à venir."
        )
    if current_membership(person) is None:
        _check_free(person, on)
    if isinstance(newcomer, Minor):
        return household_of(person, minors=[newcomer], on=on, by=by, at=at)
    if newcomer.pk == person.pk:
        raise Refused("C’est le dossier de cette personne.")
    _make_free(newcomer, on, moving, by, at)
    return household_of(person, adults=[newcomer], on=on, by=by, at=at)


def _make_free(adult: Person, on: date, moving: bool, by: User | None, at: datetime | None) -> None:
    """Nobody lives in two households on the same day."""
    Person.objects.select_for_update().get(pk=adult.pk)
    present = current_membership(adult)
    if present is not None and moving:
        leave_household(present, on=on, by=by, at=at)
    _check_free(adult, on)


def _check_free(adult: Person, on: date) -> None:
    former = HouseholdMember.objects.filter(person=adult, ends_on__gt=on).order_by("-ends_on")
    if (last := former.first()) and last.ends_on:
        raise Refused(f"{adult} vivait dans un autre foyer jusqu’au {written(last.ends_on)}.")


@transaction.atomic
def leave_household(
    member: HouseholdMember,
    *,
    on: date | None = None,
    by: User | None,
    at: datetime | None = None,
) -> None:
    """End a membership on a day, today unless told. The next adult takes the place of the reference one.

    Raises Refused for a day to come or before the arrival, and when children would remain alone.
    """
    today = timezone.localdate(at or timezone.now())
    Household.objects.select_for_update().get(pk=member.household_id)
    member.refresh_from_db()
    others = HouseholdMember.objects.filter(
        household=member.household_id, ends_on__isnull=True
    ).exclude(pk=member.pk)
    heir = others.filter(role=MemberRole.ADULT).first()
    if member.role == MemberRole.REFERENCE and heir is None and others.exists():
        raise Refused("Un foyer garde au moins un adulte : retirez d’abord les autres membres.")
    if member.ends_on is not None:
        raise Refused("Cette personne a déjà quitté le foyer.")
    if on is not None and on > today:
        raise Refused("Notez la sortie du foyer quand elle a eu lieu : cette date est à venir.")
    if on is not None and on < member.starts_on:
        raise Refused(f"La sortie suit l’entrée, notée le {written(member.starts_on)}.")
    member.ends_on = on or max(today, member.starts_on)
    member.save(update_fields=["ends_on"])
    if member.role == MemberRole.REFERENCE and heir is not None:
        HouseholdMember.objects.filter(pk=heir.pk).update(role=MemberRole.REFERENCE)
    record(Action.CHANGED, member, by=by, person_id=member.person_id, fields=["ends_on"], at=at)


@transaction.atomic
def make_reference(member: HouseholdMember, *, by: User | None, at: datetime | None = None) -> None:
    """Make an adult the one who answers for the household; the former one stays, as an adult."""
    Household.objects.select_for_update().get(pk=member.household_id)
    member.refresh_from_db()
    if member.ends_on is not None or member.role not in ADULTS:
        raise Refused("L’adulte référent est un adulte qui vit dans le foyer.")
    if member.role == MemberRole.REFERENCE:
        return
    present = HouseholdMember.objects.filter(household=member.household_id, ends_on__isnull=True)
    present.filter(role=MemberRole.REFERENCE).update(role=MemberRole.ADULT)
    member.role = MemberRole.REFERENCE
    member.save(update_fields=["role"])
    record(Action.CHANGED, member, by=by, person_id=member.person_id, fields=["role"], at=at)


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


def reference_of(household: Household) -> int | None:
    """Return the person id of the reference adult, None when the household is empty."""
    return (
        HouseholdMember.objects.filter(
            household=household, role=MemberRole.REFERENCE, ends_on__isnull=True
        )
        .values_list("person_id", flat=True)
        .first()
    )
