"""What leaves in a spreadsheet: behind its own right, journalled, free of formulas."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from crm.journal.models import Action, Entry
from crm.people.admin import PersonRegister
from editorial.cells import defuse, undefuse
from tests.crm.factories import make_person
from tests.crm.registers.readers import reader, url


@pytest.mark.django_db
def test_viewing_does_not_allow_exporting():
    make_person(last_name="Secrète")
    client = reader("crm_people.view_person")

    response = client.get(f"{url(PersonRegister)}?export=csv")

    assert response.status_code == 302
    assert "Secr" not in response.content.decode()
    assert Entry.objects.filter(action=Action.REFUSED).count() == 1


@pytest.mark.django_db
def test_an_export_is_journalled_with_its_size():
    make_person()
    make_person()
    client = reader("crm_people.view_person", "crm_people.export_person")

    client.get(f"{url(PersonRegister)}?export=xlsx")

    entry = Entry.objects.get(action=Action.EXPORTED)
    assert entry.reason == "2 lignes, xlsx"
    assert entry.fields == ["crm_people.person"]


@pytest.mark.django_db
def test_an_export_runs_no_formula():
    make_person(first_name="=HYPERLINK(1)", last_name="@SUM(1)")
    client = reader("crm_people.view_person", "crm_people.export_person")

    plain = client.get(f"{url(PersonRegister)}?export=csv").content.decode("utf-8-sig")
    row = next(csv.DictReader(io.StringIO(plain), delimiter=";"))
    book = load_workbook(io.BytesIO(client.get(f"{url(PersonRegister)}?export=xlsx").content))

    assert row["Prénom"] == "'=HYPERLINK(1)"
    assert row["Nom"] == "'@SUM(1)"
    assert book.active["C2"].value == "'=HYPERLINK(1)"


@given(st.text())
def test_a_cell_comes_back_as_it_was(text):
    safe = defuse(text)

    assert undefuse(safe) == text or text.startswith("'")
    assert not safe.lstrip().startswith(("=", "+", "@", "-"))
