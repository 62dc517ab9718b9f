"""Rows for the CRM's tests. People are made through the services, as everybody else makes them."""

from __future__ import annotations

from itertools import count

import factory
from django.contrib.auth.models import Group, User
from faker import Faker

from crm.applications.services import apply
from crm.people.models import Household, HouseholdMember, MemberRole, Person
from crm.people.services import Identity, open_file
from editorial.rights import grant
from territory.models import Commune, RegionDepartment, Territory, TerritoryKind

fake = Faker("fr_FR")
_numbers = count(1)


class UserFactory(factory.django.DjangoModelFactory):
    username = factory.Sequence("agent{}".format)
    first_name = "Élise"
    last_name = factory.Sequence("Chambon {}".format)
    is_staff = False

    class Meta:
        model = User
        skip_postgeneration_save = True

    @factory.post_generation
    def groups(self, create: bool, names: list[str] | None, **kwargs: object) -> None:
        for name in names or []:
            self.groups.add(group_named(name))  # type: ignore[attr-defined]


def group_named(name: str) -> Group:
    """Rights are granted once for the whole run: only tests that commit find the tables without them."""
    if not Group.objects.filter(name=name).exists():
        grant()
    return Group.objects.get(name=name)


def make_territory() -> dict[str, Commune]:
    """Return communes of every origin by a short name, the territory and the region being set."""
    rows = {
        "murat": ("15138", "Murat", "15"),
        "dienne": ("15061", "Dienne", "15"),
        "aurillac": ("15014", "Aurillac", "15"),
        "clermont": ("63113", "Clermont-Ferrand", "63"),
        "lyon": ("69123", "Lyon", "69"),
    }
    communes = {
        key: Commune.objects.get_or_create(
            insee=insee, defaults={"name": name, "department": department}
        )[0]
        for key, (insee, name, department) in rows.items()
    }
    home, _ = Territory.objects.get_or_create(
        kind=TerritoryKind.HOME,
        current=True,
        defaults={"code": "cc", "label": "Pays de Murat", "seat": communes["murat"]},
    )
    home.communes.add(communes["murat"], communes["dienne"])
    region, _ = Territory.objects.get_or_create(
        kind=TerritoryKind.REGION, current=True, defaults={"code": "region", "label": "Auvergne"}
    )
    for code in ("03", "15", "43", "63"):
        RegionDepartment.objects.get_or_create(territory=region, code=code)
    return communes


def make_person(**known: object) -> Person:
    """Open a file for somebody invented; `at` dates it, everything else is an Identity field."""
    number = next(_numbers)
    at = known.pop("at", None)
    identity = {
        "first_name": fake.first_name(),
        "last_name": f"{fake.last_name()}{number}",
        "email": f"personne{number}@example.org",
    } | known
    return open_file(Identity(**identity), at=at)  # type: ignore[arg-type]


def make_application(session: object = None, **known: object):  # type: ignore[no-untyped-def]
    """File an application of somebody new."""
    at = known.get("at")
    return apply(make_person(**known), session, project="Un projet", at=at)  # type: ignore[arg-type]


def make_household(person: Person) -> Household:
    household = Household.objects.create(label="Foyer", created_at=person.created_at)
    HouseholdMember.objects.create(
        household=household,
        person=person,
        role=MemberRole.REFERENCE,
        starts_on=person.created_at.date(),
    )
    return household
