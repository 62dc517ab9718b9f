"""Many files opened at once: the same rows, numbers and lines of the journal as one by one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, TypeVar

from django.db import transaction
from django.utils import timezone

from crm.journal.models import Action
from crm.journal.refusal import Refused
from crm.journal.services import line, record_all

from .contacts import normalise_email, normalise_phone
from .models import (
    ContactKind,
    ContactPoint,
    Household,
    HouseholdMember,
    MemberRole,
    Person,
    StatusSpell,
)
from .names import name_key
from .provenance import TYPED, Origin, came_from_all, told_fields
from .provenance import line as source_of
from .services import Identity, Minor, hold_new_files

if TYPE_CHECKING:
    from django.contrib.auth.models import User

T = TypeVar("T")
# Rows written, or primary keys asked for, in one statement.
AT_ONCE = 500


@dataclass(frozen=True)
class Newcomer:
    """Somebody new: the day of their file, and what reaches them beside the contacts of the identity."""

    identity: Identity
    at: datetime
    more_contacts: Sequence[tuple[ContactKind, str]] = ()
    origin: Origin = TYPED


@dataclass(frozen=True)
class Home:
    """Who lives with somebody that has no household yet."""

    reference: Person
    adults: Sequence[Person]
    minors: Sequence[Minor]
    at: datetime


def in_lots(rows: Iterable[T], size: int = AT_ONCE) -> Iterable[list[T]]:
    lot: list[T] = []
    for row in rows:
        lot.append(row)
        if len(lot) == size:
            yield lot
            lot = []
    if lot:
        yield lot


@transaction.atomic
def open_files(newcomers: Sequence[Newcomer], *, by: User | None) -> list[Person]:
    """Open the files of people who are all new, in their order. Raises Refused as open_file() does."""
    people = _numbered(newcomers)
    Person.objects.bulk_create(people, batch_size=AT_ONCE)
    ContactPoint.objects.bulk_create(
        (
            point
            for person, newcomer in zip(people, newcomers, strict=True)
            for point in _contacts(person, newcomer)
        ),
        batch_size=AT_ONCE,
    )
    StatusSpell.objects.bulk_create(
        (
            StatusSpell(
                person=person,
                status=person.professional_status,
                starts_on=timezone.localdate(person.created_at),
            )
            for person in people
            if person.professional_status
        ),
        batch_size=AT_ONCE,
    )
    record_all(
        line(Action.CREATED, person, by=by, person_id=person.pk, at=person.created_at)
        for person in people
    )
    now = timezone.now()
    came_from_all(
        source_of(person, _told(newcomer), newcomer.origin, by=by, at=now)
        for person, newcomer in zip(people, newcomers, strict=True)
    )
    return people


def _told(newcomer: Newcomer) -> list[str]:
    return [*told_fields(newcomer.identity), *(kind for kind, _ in newcomer.more_contacts)]


def _numbered(newcomers: Sequence[Newcomer]) -> list[Person]:
    """Give each a number of its year. The years are held in one order: nobody waits in a ring."""
    years = {timezone.localtime(newcomer.at).year: newcomer.at for newcomer in newcomers}
    counters = {year: hold_new_files(at=years[year]) for year in sorted(years)}
    people = []
    for newcomer in newcomers:
        counter = counters[timezone.localtime(newcomer.at).year]
        counter.last += 1
        people.append(_person(newcomer, f"{counter.year}-{counter.last:04d}"))
    for counter in counters.values():
        counter.save(update_fields=["last"])
    return people


def _person(newcomer: Newcomer, number: str) -> Person:
    told = newcomer.identity
    if not told.last_name.strip():
        raise Refused("Un dossier s’ouvre avec au moins un nom de famille.")
    return Person(
        file_number=number,
        civility=told.civility,
        first_name=told.first_name.strip(),
        last_name=told.last_name.strip(),
        name_key=name_key(told.first_name, told.last_name),
        birth_year=told.birth_year,
        commune=told.commune,
        country=told.country,
        professional_status=told.professional_status,
        trade=told.trade.strip(),
        preferred_channel=told.preferred_channel,
        created_at=newcomer.at,
        last_inbound_at=newcomer.at,
    )


def _contacts(person: Person, newcomer: Newcomer) -> list[ContactPoint]:
    told = newcomer.identity
    typed = [
        (ContactKind.EMAIL, told.email),
        (ContactKind.PHONE, told.phone),
        *newcomer.more_contacts,
    ]
    forms = {ContactKind.EMAIL: normalise_email, ContactKind.PHONE: normalise_phone}
    points: dict[tuple[ContactKind, str], ContactPoint] = {}
    for kind, value in typed:
        if not value.strip():
            continue
        normalised = forms.get(kind, str.strip)(value)
        if not normalised:
            raise Refused("Ce numéro de téléphone est incomplet ou comporte une erreur.")
        points.setdefault(
            (kind, normalised),
            ContactPoint(
                person=person,
                kind=kind,
                value=value.strip(),
                normalised=normalised,
                is_primary=all(known != kind for known, _ in points),
            ),
        )
    return list(points.values())


@transaction.atomic
def found_households(homes: Sequence[Home], *, by: User | None) -> list[Household]:
    """Found the households of people who have none, in their order.

    Raises Refused when one of the adults already lives in a household.
    """
    adults = [adult for home in homes for adult in (home.reference, *home.adults)]
    for lot in in_lots(adults):
        housed = HouseholdMember.objects.filter(person__in=lot, ends_on__isnull=True)
        if member := housed.select_related("person").first():
            raise Refused(f"{member.person} appartient déjà à un foyer.")
    households = [
        Household(label=f"Foyer {home.reference.last_name}", created_at=home.at) for home in homes
    ]
    Household.objects.bulk_create(households, batch_size=AT_ONCE)
    HouseholdMember.objects.bulk_create(
        (
            member
            for household, home in zip(households, homes, strict=True)
            for member in _members(household, home)
        ),
        batch_size=AT_ONCE,
    )
    record_all(
        line(
            Action.CHANGED, household, by=by, person_id=home.reference.pk, fields=["members"],
            at=home.at,
        )
        for household, home in zip(households, homes, strict=True)
    )  # fmt: skip
    return households


def _members(household: Household, home: Home) -> Iterable[HouseholdMember]:
    day = timezone.localdate(home.at)
    roles = [(home.reference, MemberRole.REFERENCE)]
    for person, role in [*roles, *((adult, MemberRole.ADULT) for adult in home.adults)]:
        yield HouseholdMember(household=household, person=person, role=role, starts_on=day)
    for minor in home.minors:
        yield HouseholdMember(
            household=household,
            minor_birth_year=minor.birth_year,
            school_level=minor.school_level,
            role=MemberRole.CHILD,
            starts_on=day,
        )
