"""What was exported can be imported: nothing changes here, the same people appear elsewhere."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone

from crm.applications.models import Application
from crm.imports.columns import COLUMNS, guess
from crm.journal.models import Entry
from crm.journal.services import gate_open
from crm.journeys.models import Journey
from crm.people.admin import PersonRegister
from crm.people.models import ContactKind, ContactPoint, Household, HouseholdMember, Person
from crm.people.resources import PersonResource
from crm.people.services import Minor, add_contact, household_of
from tests.crm.factories import make_person, make_territory
from tests.crm.imports.files import checked, imported
from tests.crm.registers.readers import url

pytestmark = pytest.mark.django_db


@pytest.fixture
def by():
    return User.objects.create_superuser("chef", "chef@example.org", "x")


@pytest.fixture
def people():
    """Two who live together with a child, one abroad, one of whom hardly anything is known."""
    places = make_territory()
    first = make_person(
        first_name="=Camille", last_name="Vidal-Mérieux", civility="f", birth_year=1978,
        commune=places["murat"], professional_status="self_employed", trade="+traductrice",
        phone="06 39 98 01 42", preferred_channel="phone",
    )  # fmt: skip
    add_contact(first, ContactKind.PHONE, "+49 30 901820")
    add_contact(first, ContactKind.EMAIL, "autre@example.org")
    second = make_person(first_name="Sacha", last_name="Vidal", commune=places["lyon"])
    household_of(first, adults=[second], minors=[Minor(2015), Minor(2018)])
    make_person(first_name="Ingrid", last_name="Van den Bossche", country="BE")
    make_person(first_name="", last_name="Sansrien", email="", country="")
    return Person.objects.count()


def exported(kind: str, by: User) -> bytes:
    client = Client()
    client.force_login(by)
    response = client.post(
        f"{url(PersonRegister)}?export={kind}", {"purpose": "Essai de relecture"}
    )
    return response.getvalue()


def told(person: Person) -> tuple[object, ...]:
    return (
        person.civility, person.first_name, person.last_name, person.birth_year, person.commune_id,
        person.country, person.professional_status, person.trade, person.preferred_channel,
        timezone.localdate(person.created_at),
        sorted((point.kind, point.normalised, point.is_primary) for point in person.contact_points.all()),
        sorted(str(member) for member in Household.objects.filter(members__person=person).get().members.all())
        if person.memberships.exists() else [],
    )  # fmt: skip


def forget_everybody() -> None:
    for model in (Application, Journey, HouseholdMember, Household, ContactPoint):
        model.objects.all().delete()
    with gate_open():
        Entry.objects.all().delete()
    Person.objects.all().delete()


def test_an_import_understands_every_column_of_the_export():
    headings = PersonResource().headings()

    assert {COLUMNS[key].label for key in guess(headings).values()} == set(headings)


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_importing_an_export_changes_nothing(kind, by, people):
    batch = checked(exported(kind, by), by)

    assert batch.counts == {"same": people}


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_an_export_makes_the_same_people_elsewhere(kind, by, people):
    content = exported(kind, by)
    before = sorted(map(told, Person.objects.all()), key=str)
    forget_everybody()

    batch = imported(content, by)

    assert batch.counts == {"new": people}
    assert sorted(map(told, Person.objects.all()), key=str) == before
