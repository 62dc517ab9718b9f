"""Who may import, and whose imports they see."""

from __future__ import annotations

import pytest
from django.urls import reverse

from crm.imports.models import BatchState
from tests.crm.desk import at_the_desk, colleague
from tests.crm.factories import make_territory
from tests.crm.imports.files import checked

pytestmark = pytest.mark.django_db
LINES = [{"Nom": "Vidal", "Prénom": "Camille", "Mail": "camille@example.org"}]
OTHERS = ["Formateurs", "Accueil du télécentre", "Délégué à la protection des données", "Élus"]


@pytest.fixture
def by():
    make_territory()
    return colleague()


@pytest.fixture
def client(by):
    return at_the_desk(by)


def addresses(pk: int) -> list[tuple[str, str]]:
    posts = ["confirm", "decide", "discard", "remove", "take_up"]
    return [
        ("get", reverse("crm_imports")),
        ("post", reverse("crm_imports")),
        ("get", reverse("crm_import_model_csv")),
        ("get", reverse("crm_import_model_xlsx")),
        *(
            ("get", reverse(name, args=[pk]))
            for name in ("crm_import", "crm_import_columns", "crm_import_refused")
        ),
        *(("post", reverse(f"crm_import_{name}", args=[pk])) for name in posts),
    ]


@pytest.mark.parametrize(
    "group", ["Formateurs", "Accueil du télécentre", "Délégué à la protection des données", "Élus"]
)
def test_imports_are_closed_to_other_groups(by, group):
    batch = checked(LINES, by)
    stranger = at_the_desk(colleague(group))

    for method, address in addresses(batch.pk):
        answer = getattr(stranger, method)(address)
        assert (answer.status_code, answer.url) == (302, reverse("wagtailadmin_home"))

    batch.refresh_from_db()
    assert batch.state == BatchState.CHECKED


def test_an_advisor_sees_their_own_imports_alone_and_a_manager_all(by):
    batch = checked(LINES, by)
    other = at_the_desk(colleague())

    for method, address in addresses(batch.pk)[4:]:
        assert getattr(other, method)(address).status_code == 404
    assert "registre.csv" not in other.get(reverse("crm_imports")).content.decode()

    manager = at_the_desk(colleague("Responsables"))
    assert "registre.csv" in manager.get(reverse("crm_imports")).content.decode()
    assert (
        "Seule la personne" in manager.get(reverse("crm_import", args=[batch.pk])).content.decode()
    )


@pytest.mark.parametrize("pk", [0, 999_999, 10**25])
def test_an_import_that_does_not_exist_is_not_found(client, pk):
    for method, address in addresses(pk)[4:]:
        assert getattr(client, method)(address).status_code == 404


def test_nothing_changes_by_reading_an_address(client, by):
    batch = checked(LINES, by)

    for method, address in addresses(batch.pk):
        if method == "post" and address != reverse("crm_imports"):
            assert client.get(address).status_code == 405


@pytest.mark.parametrize(
    "query", ["?lignes=zut", "?page=abc", "?page=999999999999999999999", "?lignes=same&page=-1"]
)
def test_no_parameter_breaks_a_preview(client, by, query):
    batch = checked(LINES, by)

    assert client.get(reverse("crm_import", args=[batch.pk]) + query).status_code == 200
    assert client.get(reverse("crm_imports") + query).status_code == 200
