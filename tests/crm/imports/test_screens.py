"""From the file to the confirmation, as an advisor does it; closed to all others."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from crm.imports.columns import COLUMNS
from crm.imports.models import BatchState, ImportBatch
from crm.journal.models import Action, Entry
from crm.people.models import Person
from tests.crm.desk import at_the_desk, colleague
from tests.crm.factories import make_person, make_territory
from tests.crm.imports.files import as_csv, as_workbook, checked, given, imported

pytestmark = pytest.mark.django_db
LINES = [
    {"Nom": "Vidal", "Prénom": "Camille", "Mail": "camille@example.org", "Ville": "Lyon"},
    {"Nom": "Roche", "Prénom": "Paul", "Mail": "pas-une-adresse", "Ville": ""},
]


@pytest.fixture
def by():
    make_territory()
    return colleague()


@pytest.fixture
def client(by):
    return at_the_desk(by)


def post_file(client, content: bytes, name: str = "registre.csv"):
    return client.post(reverse("crm_imports"), {"file": SimpleUploadedFile(name, content)})


@pytest.mark.parametrize("make", [as_csv, as_workbook])
def test_a_file_becomes_people_in_four_gestures(client, make, django_capture_on_commit_callbacks):
    given_ = post_file(client, make(LINES))
    batch = ImportBatch.objects.get()
    assert given_.url == reverse("crm_import_columns", args=[batch.pk])

    page = client.get(given_.url).content.decode()
    assert "camille@example.org" in page
    chosen = {f"colonne-{rank}": key for rank, key in batch.mapping.items()}
    with django_capture_on_commit_callbacks(execute=True):
        client.post(given_.url, chosen)

    preview = client.get(reverse("crm_import", args=[batch.pk])).content.decode()
    assert "Camille Vidal" in preview
    assert not Person.objects.exists()
    refused = client.get(reverse("crm_import", args=[batch.pk]) + "?lignes=refused")
    assert "n’est pas une adresse électronique" in refused.content.decode()

    batch.refresh_from_db()
    with (
        django_capture_on_commit_callbacks(execute=True),
        django_capture_on_commit_callbacks(execute=True),
    ):
        client.post(reverse("crm_import_confirm", args=[batch.pk]), {"token": batch.token})
    result = client.get(reverse("crm_import", args=[batch.pk])).content.decode()
    assert Person.objects.get().first_name == "Camille"
    assert "Camille Vidal" in result
    assert "1 ligne à corriger" in result


def test_a_file_that_is_no_table_gets_a_sentence_beside_the_field(client):
    answers = [post_file(client, b"%PDF-1.7", "registre.csv"), post_file(client, b"")]
    answers.append(client.post(reverse("crm_imports"), {}))
    answers.append(client.post(reverse("crm_imports"), {"file": "x"}))
    answers.append(post_file(client, b"x" * (5 * 1024 * 1024 + 1)))

    assert [answer.status_code for answer in answers] == [422] * 5
    assert "Ce fichier est un PDF" in answers[0].content.decode()
    assert all(
        'role="alert"' in answer.content.decode() or "Erreur" in answer.content.decode()
        for answer in answers
    )
    assert not ImportBatch.objects.exists()


def test_a_name_of_file_never_leads_elsewhere(client):
    post_file(client, as_csv(LINES), "../../etc/pass\\wd.csv")

    batch = ImportBatch.objects.get()
    assert batch.file_name == "wd.csv"
    assert batch.stored_as.startswith("imports/")


@pytest.mark.parametrize(
    ("chosen", "sentence"),
    [
        ({"colonne-0": "first_name"}, "Aucune colonne ne donne le nom"),
        ({"colonne-0": "last_name", "colonne-1": "last_name"}, "gardez-en une"),
        ({"colonne-0": "last_name", "colonne-1": "zut"}, "Choisissez une colonne de la liste."),
        ({}, "Aucune colonne ne donne le nom"),
    ],
)
def test_columns_that_make_no_sense_get_a_sentence(client, by, chosen, sentence):
    batch = given(LINES, by)

    answer = client.post(reverse("crm_import_columns", args=[batch.pk]), chosen)

    assert answer.status_code == 422
    assert sentence in answer.content.decode()


def test_lines_that_resemble_are_decided_on_the_page(client, by):
    known = make_person(first_name="Camille", last_name="Vidal", email="autre@example.org")
    batch = checked([{"Nom": "Vidale", "Prénom": "Camille"}], by)
    page = client.get(reverse("crm_import", args=[batch.pk]) + "?lignes=like").content.decode()
    assert known.file_number in page

    answer = client.post(
        reverse("crm_import_decide", args=[batch.pk]),
        {
            "resembling": "attach",
            "ligne-2": "open",
            "ligne-²": "open",
            "ligne-99999999": "x",
            "page": "1",
        },
    )

    assert answer.url.endswith("?lignes=like&page=1")
    batch.refresh_from_db()
    assert batch.resembling == "attach"
    assert batch.lines.get().decision == "open"


@pytest.mark.parametrize(
    "posted", [{}, {"resembling": "zut"}, {"resembling": "aside", "ligne-2": "zut"}]
)
def test_decisions_that_make_no_sense_change_nothing(client, by, posted):
    make_person(first_name="Camille", last_name="Vidal", email="autre@example.org")
    batch = checked([{"Nom": "Vidale", "Prénom": "Camille"}], by)

    assert client.post(reverse("crm_import_decide", args=[batch.pk]), posted).status_code == 302

    batch.refresh_from_db()
    assert batch.resembling == "aside"
    assert batch.lines.get().decision == ""


def test_a_long_file_shows_its_progress_and_asks_for_news(client, by):
    batch = given([{"Nom": f"Nom{rank}"} for rank in range(301)], by)
    chosen = {f"colonne-{rank}": key for rank, key in batch.mapping.items()}
    client.post(reverse("crm_import_columns", args=[batch.pk]), chosen)

    answer = client.get(reverse("crm_import", args=[batch.pk]))

    batch.refresh_from_db()
    assert batch.state == BatchState.CHECKING
    assert answer.headers["Refresh"] == "3"
    assert "Chaque ligne est comparée" in answer.content.decode()
    assert client.post(reverse("crm_import_take_up", args=[batch.pk])).status_code == 302


def test_the_lines_to_correct_are_journalled_when_they_leave(client, by):
    batch = imported(LINES, by)

    answer = client.get(reverse("crm_import_refused", args=[batch.pk]))

    assert "pas-une-adresse" in answer.content.decode("utf-8-sig")
    assert "no-store" in answer.headers["Cache-Control"]
    assert Entry.objects.get(action=Action.EXPORTED).reason == "1 lignes à corriger, csv"


def test_an_import_is_taken_back_from_its_page(client, by):
    batch = imported(LINES, by)

    client.post(reverse("crm_import_remove", args=[batch.pk]))

    assert not Person.objects.exists()
    assert "a été retiré" in client.get(reverse("crm_import", args=[batch.pk])).content.decode()


def test_queries_do_not_grow_with_lines(client, by):
    def count(size: int, turn: int) -> list[int]:
        lines = [
            {"Nom": f"N{turn}{rank}", "Mail": f"n{turn}-{rank}@example.org"} for rank in range(size)
        ]
        found = []
        for batch in (checked(lines, by), imported(lines, by)):
            address = reverse("crm_import", args=[batch.pk])
            client.get(address)
            with CaptureQueriesContext(connection) as captured:
                client.get(address)
            found.append(len(captured))
        with CaptureQueriesContext(connection) as captured:
            client.get(reverse("crm_imports"))
        return [*found, len(captured)]

    assert count(2, 1) == count(40, 2)


def test_the_model_to_fill_has_every_column(client):
    text = client.get(reverse("crm_import_model_csv")).content.decode("utf-8-sig")

    assert text.splitlines()[0].split(";") == [column.label for column in COLUMNS.values()]
    assert client.get(reverse("crm_import_model_xlsx")).content.startswith(b"PK")
