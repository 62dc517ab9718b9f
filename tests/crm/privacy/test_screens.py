import pytest
from django.core.management import call_command
from django.urls import reverse

from crm.privacy.file_panel import conservation
from tests.crm.factories import UserFactory, make_person

OFFICER = "Délégué à la protection des données"


@pytest.fixture
def rights(db):
    call_command("rights", verbosity=0)


@pytest.fixture
def officer(rights, client):
    user = UserFactory(groups=[OFFICER])
    client.force_login(user)
    return user


def test_the_officer_finds_a_file_by_its_number(client, officer):
    person = make_person()
    answer = client.get(reverse("crm_retention"), {"number": person.file_number})

    assert answer.url == reverse("crm_anonymise", args=[person.pk])


@pytest.mark.parametrize("number", ["", "2026-9999", "x" * 400, "' OR 1"])
def test_an_unknown_number_is_told_beside_the_field(client, officer, number):
    answer = client.get(reverse("crm_retention"), {"number": number})

    assert answer.status_code == 200
    assert 'class="error"' in answer.content.decode()


def test_the_first_step_shows_and_changes_nothing(client, officer):
    person = make_person()
    answer = client.get(reverse("crm_anonymise", args=[person.pk]))

    person.refresh_from_db()
    assert "C’est définitif" in answer.content.decode()
    assert person.anonymised_at is None


def test_the_number_typed_again_forgets_the_person(client, officer):
    person = make_person()
    address = reverse("crm_anonymise", args=[person.pk])
    client.post(address, {"number": "autre"})
    person.refresh_from_db()
    assert person.anonymised_at is None

    client.post(address, {"number": person.file_number})
    person.refresh_from_db()
    assert person.anonymised_at is not None
    assert client.get(address).status_code == 404


def test_an_adviser_anonymises_nobody(client, rights):
    client.force_login(UserFactory(groups=["Conseillers"]))
    person = make_person()
    client.post(reverse("crm_anonymise", args=[person.pk]), {"number": person.file_number})

    person.refresh_from_db()
    assert person.anonymised_at is None


def test_the_panel_of_a_file_is_for_those_who_may_anonymise(rf, rights):
    request = rf.get("/")
    person = make_person()
    request.user = UserFactory(groups=["Conseillers"])
    assert conservation(request, person) == ""

    request.user = UserFactory(groups=[OFFICER])
    assert reverse("crm_anonymise", args=[person.pk]) in conservation(request, person)
