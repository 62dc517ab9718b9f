"""Where each value of a file came from: typed, from a form, from a file, from a merging. Never the value."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from crm.imports.removing import remove
from crm.people.editing import correct_identity
from crm.people.merging.rules import Choices
from crm.people.merging.services import merge
from crm.people.models import ContactKind, Person, Provenance, SourceKind
from crm.people.provenance import came_from, in_file, latest, on_form
from crm.people.reaching import note_contact
from crm.people.services import Identity, open_file
from crm.privacy.services import anonymise
from tests.crm.desk import colleague
from tests.crm.factories import make_person, make_territory
from tests.crm.imports.files import imported

pytestmark = pytest.mark.django_db


def told(person: Person) -> dict[str, tuple[str, str]]:
    return {label: (row.kind, row.ref) for label, row in latest(person)}


def test_what_an_agent_types_is_theirs_and_what_is_not_said_has_no_origin():
    by = colleague()

    person = open_file(Identity(last_name="Vidal", email="a@example.org"), by=by)

    rows = dict(latest(person))
    assert set(rows) == {"Nom", "Courriel"}
    assert {(row.kind, row.by) for row in rows.values()} == {(SourceKind.TYPED, by)}


def test_a_form_of_the_site_is_named_even_when_an_agent_opens_its_file():
    person = open_file(Identity(last_name="Vidal"), origin=on_form("candidature"), by=colleague())

    assert told(person) == {"Nom": ("form", "candidature")}


def test_a_correction_takes_the_place_of_the_former_origin_for_its_field_alone():
    person = open_file(Identity(last_name="Vidal", trade="graphiste"), origin=on_form("bureau"))

    correct_identity(person, trade="traductrice", by=colleague())

    assert told(person) == {"Nom": ("form", "bureau"), "Métier": ("typed", "")}


def test_a_new_way_to_reach_somebody_has_its_origin():
    person = open_file(Identity(last_name="Vidal"), origin=on_form("bureau"))

    note_contact(person, ContactKind.PHONE, "06 39 98 01 42", by=colleague())

    assert told(person)["Téléphone"] == ("typed", "")


def test_an_import_says_its_file_and_its_line():
    make_territory()

    imported([{"Nom": "Vidal", "Prénom": "Camille", "Métier": "graphiste"}], colleague())

    person = Person.objects.get(last_name="Vidal")
    assert told(person)["Métier"] == ("import", "registre.csv, ligne 2")


def test_an_import_is_still_taken_back_whole():
    make_territory()
    by = colleague()
    batch = imported([{"Nom": "Vidal", "Prénom": "Camille"}], by)

    assert remove(batch, by=by) == 1
    assert not Provenance.objects.exists()


def test_a_merging_says_from_which_file_and_only_what_was_taken():
    kept = make_person(first_name="Ana", trade="graphiste")
    ended = make_person(first_name="Anna", trade="traductrice")
    number = ended.file_number

    merge(kept, ended, choices=Choices(taken=frozenset({"trade"})), by=colleague())

    found = told(kept)
    assert found["Métier"] == ("merge", f"dossier n°\N{NO-BREAK SPACE}{number}")
    assert found["Prénom"][0] == "form"
    assert not Provenance.objects.filter(person=ended).exists()


def test_nothing_is_left_once_the_person_is_forgotten():
    person = make_person()

    anonymise(person)

    assert not Provenance.objects.filter(person=person).exists()


def test_a_long_name_of_a_file_still_says_its_line():
    assert in_file("x" * 300, 12).ref.endswith(", ligne 12")
    assert len(in_file("x" * 300, 12).ref) <= 180


def test_no_value_is_kept():
    open_file(Identity(last_name="Introuvable", trade="souffleuse de verre"))

    row = Provenance.objects.get()
    assert "souffleuse" not in str(row.fields) + row.ref


def test_the_file_shows_it_in_one_query_whatever_its_length(client):
    client.force_login(colleague())
    person = make_person()
    for _ in range(20):
        came_from(person, ["trade"], on_form("x"), by=None, at=person.created_at)

    with CaptureQueriesContext(connection) as asked:
        latest(person)
    count = len(asked)
    page = client.get(reverse("crm_person", args=[person.pk])).content.decode()

    assert count == 1
    assert "D’où viennent ces informations" in page
    assert "Formulaire du site" in page
