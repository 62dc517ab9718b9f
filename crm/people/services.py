"""Who writes people: every new file, contact point and household passes here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from crm.journal.models import Action
from crm.journal.refusal import Refused
from crm.journal.services import record
from territory.models import Commune

from .contacts import normalise_email, normalise_phone
from .models import (
    Channel,
    ContactKind,
    ContactPoint,
    FileNumberCounter,
    Household,
    HouseholdMember,
    MemberRole,
    Person,
    ProfessionalStatus,
    StatusSpell,
)
from .names import name_key
from .provenance import TYPED, Origin, came_from, on_form, told_fields

if TYPE_CHECKING:
    from django.contrib.auth.models import User


@dataclass(frozen=True)
class Identity:
    """What is known of somebody when their file is opened. `country` is an ISO code of two letters."""

    last_name: str
    first_name: str = ""
    civility: str = ""
    email: str = ""
    phone: str = ""
    birth_year: int | None = None
    commune: Commune | None = None
    country: str = "FR"
    professional_status: str = ""
    trade: str = ""
    preferred_channel: str = Channel.EMAIL


@dataclass(frozen=True)
class Minor:
    """A child of a household: no name, no contact."""

    birth_year: int
    school_level: str = ""


def hold_new_files(*, at: datetime | None = None) -> FileNumberCounter:
    """Let nobody else open a file until the transaction ends: what was looked for stays true."""
    year = timezone.localtime(at).year
    FileNumberCounter.objects.get_or_create(year=year)
    return FileNumberCounter.objects.select_for_update().get(year=year)


def _next_file_number(at: datetime) -> str:
    year = timezone.localtime(at).year
    counter = hold_new_files(at=at)
    counter.last += 1
    counter.save(update_fields=["last"])
    return f"{year}-{counter.last:04d}"


@transaction.atomic
def open_file(
    identity: Identity,
    *,
    origin: Origin | None = None,
    by: User | None = None,
    at: datetime | None = None,
) -> Person:
    """Open the file of somebody new. Raises Refused when the name or a contact point is unusable.

    `origin` is where what is told comes from: typed by whoever opens the file unless said.
    """
    now = at or timezone.now()
    if not identity.last_name.strip():
        raise Refused("Un dossier s’ouvre avec au moins un nom de famille.")
    person = Person.objects.create(
        file_number=_next_file_number(now),
        civility=identity.civility,
        first_name=identity.first_name.strip(),
        last_name=identity.last_name.strip(),
        name_key=name_key(identity.first_name, identity.last_name),
        birth_year=identity.birth_year,
        commune=identity.commune,
        country=identity.country,
        trade=identity.trade.strip(),
        preferred_channel=identity.preferred_channel,
        created_at=now,
        last_inbound_at=now,
    )
    if identity.email:
        add_contact(person, ContactKind.EMAIL, identity.email)
    if identity.phone:
        add_contact(person, ContactKind.PHONE, identity.phone)
    if identity.professional_status:
        note_status(person, ProfessionalStatus(identity.professional_status), at=now)
    record(Action.CREATED, person, by=by, person_id=person.pk, at=now)
    told = origin or (TYPED if by else on_form(""))
    came_from(person, told_fields(identity), told, by=by, at=now)
    return person


def read_contact(kind: ContactKind, value: str) -> tuple[str, str]:
    """Return a contact point as typed and as compared. Raises Refused on a number that cannot exist."""
    value = value.strip()
    forms = {ContactKind.EMAIL: normalise_email, ContactKind.PHONE: normalise_phone}
    normalised = forms.get(kind, str.strip)(value)
    if not normalised:
        raise Refused("Ce numéro de téléphone est incomplet ou comporte une erreur.")
    return value, normalised


def add_contact(person: Person, kind: ContactKind, value: str) -> ContactPoint:
    """Add a contact point, primary when it is the first of its kind. Raises Refused on a bad number."""
    value, normalised = read_contact(kind, value)
    first = not person.contact_points.filter(kind=kind, is_primary=True).exists()
    point, _ = ContactPoint.objects.get_or_create(
        person=person,
        kind=kind,
        normalised=normalised,
        defaults={"value": value, "is_primary": first},
    )
    return point


@transaction.atomic
def note_status(
    person: Person, status: ProfessionalStatus, *, at: datetime | None = None
) -> StatusSpell:
    """Close the current professional situation and open another."""
    day = timezone.localdate(at or timezone.now())
    StatusSpell.objects.filter(person=person, ends_on__isnull=True).update(ends_on=day)
    person.professional_status = status
    person.save(update_fields=["professional_status"])
    return StatusSpell.objects.create(person=person, status=status, starts_on=day)


def heard_from(person: Person, *, at: datetime | None = None) -> None:
    """The person gave a sign of life: the retention clock starts again from there, never backwards."""
    now = at or timezone.now()
    Person.objects.filter(pk=person.pk, last_inbound_at__lt=now).update(last_inbound_at=now)


@transaction.atomic
def household_of(
    person: Person,
    *,
    adults: Sequence[Person] = (),
    minors: Sequence[Minor] = (),
    on: date | None = None,
    by: User | None = None,
    at: datetime | None = None,
) -> Household:
    """Return the current household of somebody, opened when there is none, with newcomers added.

    `on` is the day they join, today unless told. Raises Refused when an adult already lives in a
    household.
    """
    day = on or timezone.localdate(at or timezone.now())
    Person.objects.select_for_update().get(pk=person.pk)
    member = current_membership(person)
    if member is None:
        household = Household.objects.create(
            label=f"Foyer {person.last_name}", created_at=at or timezone.now()
        )
        HouseholdMember.objects.create(
            household=household, person=person, role=MemberRole.REFERENCE, starts_on=day
        )
    else:
        household = member.household
    for adult in adults:
        if current_membership(adult) is not None:
            raise Refused(f"{adult} appartient déjà à un foyer.")
        HouseholdMember.objects.create(
            household=household, person=adult, role=MemberRole.ADULT, starts_on=day
        )
    HouseholdMember.objects.bulk_create(
        HouseholdMember(
            household=household,
            minor_birth_year=minor.birth_year,
            school_level=minor.school_level,
            role=MemberRole.CHILD,
            starts_on=day,
        )
        for minor in minors
    )
    if member is None or adults or minors:
        record(Action.CHANGED, household, by=by, person_id=person.pk, fields=["members"], at=at)
    return household


def current_membership(person: Person) -> HouseholdMember | None:
    return memberships_of(person).first()


def memberships_of(person: Person) -> QuerySet[HouseholdMember]:
    """Where somebody lives now: one row at most."""
    rows = HouseholdMember.objects.select_related("household")
    return rows.filter(person=person, ends_on__isnull=True)
