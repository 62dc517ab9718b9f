"""What leaves in a spreadsheet: behind its own right, for a purpose that is journalled, free of formulas."""

from __future__ import annotations

import csv
import io
from datetime import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from crm.applications.admin import ApplicationRegister
from crm.journal.models import Action, Entry
from crm.journeys.admin import JourneyRegister
from crm.people.admin import HouseholdRegister, PersonRegister
from crm.people.models import HouseholdMember, MemberRole
from crm.registers.spreadsheets import CSV, XLSX, stream
from editorial.cells import defuse, undefuse
from tests.crm.factories import make_application, make_household, make_person
from tests.crm.registers.readers import reader, url

RIGHTS = ("crm_people.view_person", "crm_people.export_person")
WHY = {"purpose": "Bilan annuel pour le conseil"}


def taken(client, register, kind="csv", query=""):
    response = client.post(f"{url(register)}?export={kind}{query}", WHY)
    assert response.status_code == 200
    return response.getvalue()


def lines(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))


@pytest.mark.django_db
def test_viewing_does_not_allow_exporting():
    make_person(last_name="Secrète")
    client = reader("crm_people.view_person")

    answers = [client.get(f"{url(PersonRegister)}?export=csv")]
    answers.append(client.post(f"{url(PersonRegister)}?export=csv", WHY))

    assert [response.status_code for response in answers] == [302, 302]
    # Asked twice within the hour, the same refusal is one line.
    assert Entry.objects.filter(action=Action.REFUSED).count() == 1
    assert not Entry.objects.filter(action=Action.EXPORTED).exists()


@pytest.mark.django_db
@pytest.mark.parametrize("said", ["", "   ", "abc"])
def test_nothing_leaves_before_its_purpose_is_said(said):
    make_person(last_name="Secrète")
    client = reader(*RIGHTS)

    asked = client.get(f"{url(PersonRegister)}?export=csv")
    refused = client.post(f"{url(PersonRegister)}?export=csv", {"purpose": said})

    assert "À quoi servira cet export" in asked.content.decode()
    assert refused.status_code == 422
    assert "Secr" not in (asked.content + refused.content).decode()
    assert not Entry.objects.filter(action=Action.EXPORTED).exists()


@pytest.mark.django_db
def test_an_export_is_journalled_with_its_purpose_its_filters_and_its_size():
    make_person(professional_status="employee")
    make_person(professional_status="employee")
    make_person()

    content = taken(reader(*RIGHTS), PersonRegister, "xlsx", "&professional_status__exact=employee")

    entry = Entry.objects.get(action=Action.EXPORTED)
    assert entry.reason == "2 lignes, xlsx : Bilan annuel pour le conseil"
    assert entry.fields == ["crm_people.person", "professional_status__exact"]
    assert load_workbook(io.BytesIO(content)).active.max_row == 3


@pytest.mark.django_db
def test_an_undeclared_filter_does_not_narrow_an_export():
    make_person(last_name="Visible")

    content = taken(reader(*RIGHTS), PersonRegister, "csv", "&last_name__startswith=Z")

    assert [line["Nom"] for line in lines(content)] == ["Visible"]


@pytest.mark.django_db
def test_an_export_runs_no_formula():
    make_person(first_name="=HYPERLINK(1)", last_name="@SUM(1)")
    client = reader(*RIGHTS)

    [row] = lines(taken(client, PersonRegister))
    sheet = load_workbook(io.BytesIO(taken(client, PersonRegister, "xlsx"))).active

    assert row["Prénom"] == "'=HYPERLINK(1)"
    assert row["Nom"] == "'@SUM(1)"
    assert sheet["D2"].value == "'=HYPERLINK(1)"
    assert sheet["D2"].data_type != "f"


@pytest.mark.django_db
def test_a_workbook_keeps_dates_numbers_and_telephones_as_they_are():
    person = make_person(birth_year=1978, phone="+49 30 901820")
    sheet = load_workbook(io.BytesIO(taken(reader(*RIGHTS), PersonRegister, "xlsx"))).active
    row = {sheet.cell(1, rank).value: sheet.cell(2, rank).value for rank in range(1, 20)}

    assert row["Année de naissance"] == 1978
    assert isinstance(row["Dossier ouvert le"], datetime)
    assert row["Dossier ouvert le"].date() == timezone.localdate(person.created_at)
    assert row["Téléphone"] == "'+49 30 901820"
    assert row["Situation"] == "non précisée"


@pytest.mark.django_db
def test_a_household_leaves_with_those_who_live_there_today():
    person = make_person(first_name="Camille", last_name="Vidal")
    home = make_household(person)
    day = timezone.localdate(person.created_at)
    HouseholdMember.objects.create(
        household=home, minor_birth_year=2015, role=MemberRole.CHILD, starts_on=day
    )
    HouseholdMember.objects.create(
        household=home, minor_birth_year=1999, role=MemberRole.CHILD, starts_on=day, ends_on=day
    )

    client = reader("crm_people.view_household", "crm_people.export_household")
    [row] = lines(taken(client, HouseholdRegister))

    assert row["Adulte référent"] == "Camille Vidal"
    assert row["N° de dossier"] == person.file_number
    assert row["Enfants (années de naissance)"] == "2015"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("register", "model"),
    [
        (PersonRegister, "crm_people.{}_person"),
        (JourneyRegister, "crm_journeys.{}_journey"),
        (ApplicationRegister, "crm_applications.{}_application"),
        (HouseholdRegister, "crm_people.{}_household"),
    ],
)
def test_queries_of_an_export_do_not_grow_with_rows(register, model):
    client = reader(model.format("view"), model.format("export"))

    def count(people: int) -> int:
        for _ in range(people):
            make_household(make_application().person)
        with CaptureQueriesContext(connection) as captured:
            taken(client, register)
        return len(captured)

    assert count(2) == count(20)


@pytest.mark.django_db
def test_what_is_written_freely_never_leaves():
    application = make_application()
    application.needs = application.reason = "Confidentiel"
    application.project = "Confidentiel"
    application.save()
    client = reader("crm_applications.view_application", "crm_applications.export_application")

    assert "Confidentiel" not in taken(client, ApplicationRegister).decode()


@given(st.text())
def test_a_cell_comes_back_as_it_was(text):
    safe = defuse(text)

    assert undefuse(safe) == text or text.startswith("'")
    assert not safe.lstrip().startswith(("=", "+", "@", "-"))


@pytest.mark.parametrize("kind", [CSV, XLSX])
def test_the_first_bytes_leave_before_the_rows_are_read(kind):
    def rows():
        raise AssertionError("read too early")
        yield []

    assert next(stream(kind, ["Nom"], rows()))


@given(
    st.lists(
        st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=40), min_size=1, max_size=5
    )
)
def test_a_workbook_holds_any_text(cells):
    content = b"".join(stream(XLSX, [f"C{rank}" for rank, _ in enumerate(cells)], [cells]))

    sheet = load_workbook(io.BytesIO(content)).active
    read = [sheet.cell(2, rank + 1).value or "" for rank, _ in enumerate(cells)]
    assert read == [defuse(cell).replace("\ufffe", "").replace("\uffff", "") for cell in cells]
