"""Every register, walked through the hooks that serve it, with good and bad parameters."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from crm.applications.admin import ApplicationRegister
from crm.journal.models import Action, Entry
from crm.journeys.admin import JourneyRegister
from crm.people.admin import PersonRegister
from tests.crm.factories import make_application, make_person, make_territory
from tests.crm.registers.readers import reader, url
from tests.crm.registers.registers import REGISTERS
from tests.training.factories import SessionFactory

JUNK = [
    "p=abc",
    "p=99999999999999999999999",
    "o=99.-x",
    "q=" + "a" * 5000,
    "person__email__startswith=a",
    "anonymised_at__isnull=zut",
    "unknown=1",
    "state__exact=nowhere",
    "export=pdf",
    "session__id__exact=abc",
    "session__id__exact=999999999999999999999999",
    "owner__id__exact=abc",
    "given__exact=peut-être",
]


@pytest.fixture
def superuser_client(db: None) -> Client:
    client = Client()
    client.force_login(User.objects.create_superuser("chef", "chef@example.org", "x"))
    return client


@pytest.mark.parametrize("register", REGISTERS)
def test_no_parameter_breaks_a_register(superuser_client, register):
    answers = {junk: superuser_client.get(f"{url(register)}?{junk}").status_code for junk in JUNK}

    assert {junk: code for junk, code in answers.items() if code not in {200, 302}} == {}


@pytest.mark.parametrize("register", REGISTERS)
def test_an_unknown_row_is_not_found(superuser_client, register):
    actions = ["inspect", "history"] if register.history_view_enabled else ["inspect"]
    for action in actions:
        for pk in ("abc", "0", "99999999999999999999999", "1_2"):
            assert superuser_client.get(url(register, action, pk)).status_code == 404


@pytest.mark.django_db
@pytest.mark.parametrize("register", REGISTERS)
def test_a_register_is_closed_to_those_without_its_right(register):
    response = reader().get(url(register))

    assert response.status_code == 302
    assert response.url == reverse("wagtailadmin_home")


@pytest.mark.django_db
@pytest.mark.parametrize("register", REGISTERS)
def test_no_address_edits_or_deletes_a_row(superuser_client, register):
    opts = register.model._meta
    base = url(register)

    for action in ("edit", "delete"):
        assert superuser_client.get(f"{base}{action}/1/").status_code == 404, opts


@pytest.mark.django_db
def test_an_undeclared_filter_filters_nothing():
    make_person(last_name="Visible")
    client = reader("crm_people.view_person")

    for lookup in ("last_name__startswith=Z", "contact_points__value__startswith=z"):
        assert "Visible" in client.get(f"{url(PersonRegister)}?{lookup}").content.decode()


@pytest.mark.django_db
def test_a_declared_filter_filters():
    make_person(last_name="Salariée", professional_status="employee")
    make_person(last_name="Demandeuse", professional_status="unemployed")
    client = reader("crm_people.view_person")

    page = client.get(f"{url(PersonRegister)}?professional_status__exact=employee")

    assert "Salariée" in page.content.decode()
    assert "Demandeuse" not in page.content.decode()


@pytest.mark.django_db
def test_the_search_does_not_mind_accents():
    make_person(first_name="Éloïse", last_name="Lefèvre")
    client = reader("crm_people.view_person")

    assert "Éloïse" in client.get(f"{url(PersonRegister)}?q=eloise lefev").content.decode()
    assert "Éloïse" not in client.get(f"{url(PersonRegister)}?q=personne d'autre").content.decode()


@pytest.mark.django_db
def test_history_asks_for_the_right_to_the_journal():
    person = make_person()
    address = url(PersonRegister, "history", person.pk)

    assert reader("crm_people.view_person").get(address).status_code == 302
    allowed = reader("crm_people.view_person", "crm_journal.view_entry").get(address)
    assert "création" in allowed.content.decode()


@pytest.mark.django_db
def test_opening_a_row_about_a_person_is_journalled():
    person = make_person()

    reader("crm_people.view_person").get(url(PersonRegister, "inspect", person.pk))

    assert Entry.objects.filter(action=Action.READ, person_id=person.pk).count() == 1


@pytest.mark.django_db
def test_the_address_of_a_merged_file_leads_to_the_one_that_stayed():
    merged = make_person()
    kept = make_person()
    merged.merged_into = kept
    merged.save(update_fields=["merged_into"])
    client = reader("crm_people.view_person", "crm_journal.view_entry")

    for action in ("inspect", "history"):
        there = client.get(url(PersonRegister, action, merged.pk))
        assert there.url == url(PersonRegister, action, kept.pk)


def count_queries(client: Client, address: str, counter: Any) -> int:
    client.get(address)
    with counter as captured:
        assert client.get(address).status_code == 200
    return len(captured)


@pytest.mark.django_db
@pytest.mark.parametrize("register", [PersonRegister, JourneyRegister, ApplicationRegister])
def test_queries_do_not_grow_with_rows(superuser_client, register):
    make_territory()
    session = SessionFactory(seats_max=200)

    def fill(number: int) -> int:
        for _ in range(number):
            make_application(session)
        return count_queries(superuser_client, url(register), CaptureQueriesContext(connection))

    few = fill(25)
    many = fill(225)

    assert many == few
    assert many <= 15
