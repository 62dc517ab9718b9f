"""The pages that leave the house: masked for everybody, one sheet of paper, a workbook without formulas."""

import io
from datetime import date
from html import unescape
from zipfile import ZipFile

import openpyxl
import pytest
from django.urls import reverse
from pypdf import PdfReader

from crm.applications.models import Attendance
from crm.indicators.definitions import DEFINITIONS
from crm.indicators.masking import POINTING
from crm.indicators.reports.contents import KINDS, counted, published
from crm.indicators.reports.paper import draw
from crm.indicators.reports.sheets import workbook
from crm.indicators.services import freeze, publish
from crm.journal.models import Action, Entry
from tests.crm.desk import at_the_desk, colleague
from tests.crm.indicators.analyses import cast
from tests.crm.indicators.factories import admit, applied, attend
from tests.training.factories import SessionFactory

pytestmark = pytest.mark.django_db

DAY = date(2010, 7, 31)
LIVE = {"source": "compte", "au": "2010-07-31"}


@pytest.fixture
def people(db):
    """The cast, and nine trainees more who came in a session of their own."""
    found = cast.play()
    session = SessionFactory(
        label="=printemps", starts_on=date(2010, 4, 5), ends_on=date(2010, 7, 2)
    )
    for _ in range(9):
        application = applied(session, date(2010, 3, 1), commune=found["ana"].commune)
        attend(admit(application, date(2010, 3, 20)), date(2010, 4, 5))
    return found


@pytest.fixture
def member(people):
    return at_the_desk(colleague("Élus"))


@pytest.mark.parametrize("kind", KINDS.values(), ids=list(KINDS))
def test_no_report_tells_of_one_or_two_people(people, kind):
    report = counted(kind, DAY)
    told = {line.entry.code: line for line in report.lines}

    # Eleven were welcomed, one created: neither that one nor the rate.
    assert (told["I2"].number, told["I3"].number, told["I3"].detail) == ("11", "moins de trois", "")
    for code, line in told.items():
        if DEFINITIONS[code].counted in POINTING:
            assert not {line.number, line.before} & {"1", "2"}
    assert report.prisms == []


def test_a_year_that_differs_by_one_or_two_people_is_kept_back(people):
    before = {line.entry.code: line.before for line in counted(KINDS["financeurs"], DAY).lines}
    near = counted(KINDS["financeurs"], date(2011, 1, 31))

    assert before["I1"] == "0"
    assert {line.entry.code: line.before for line in near.lines}["I2"] == "0"
    # Fourteen have applied; two of them already had on 5 January.
    late = counted(KINDS["financeurs"], date(2011, 1, 5))
    assert {line.entry.code: line.before for line in late.lines}["I1"] == "4"
    session = SessionFactory(starts_on=date(2011, 9, 5), ends_on=date(2011, 12, 5))
    applied(session, date(2011, 3, 1))
    after = counted(KINDS["financeurs"], date(2011, 7, 31))
    told = {line.entry.code: (line.number, line.before) for line in after.lines}
    assert told["I1"] == ("15", "retenu")


def test_a_report_of_a_publication_counts_nothing_again(people):
    snapshot = publish(freeze(DAY), by=None)
    before = [line.number for line in published(KINDS["elus"], snapshot).lines]
    Attendance.objects.all().delete()
    report = published(KINDS["elus"], snapshot)

    assert [line.number for line in report.lines] == before
    assert report.before is None
    assert "une fois pour toutes" in report.source


@pytest.mark.parametrize("kind", KINDS.values(), ids=list(KINDS))
def test_on_paper_it_is_one_page_that_can_be_heard(people, kind):
    document = PdfReader(
        io.BytesIO(draw(counted(kind, DAY), "https://exemple.fr/formations/resultats/"))
    )
    text = " ".join(document.pages[0].extract_text().split())

    assert len(document.pages) == 1
    assert document.trailer["/Root"]["/Lang"] == "fr"
    assert document.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert kind.title in text
    assert "31 juillet 2010" in text
    assert "Source" in text
    assert "I2 n° 1 du 23/03/2011" in text
    assert not [person for person in people.values() if person.last_name in text]


def test_the_workbook_holds_the_lines_the_sessions_and_the_definitions_and_no_formula(people):
    made = workbook(counted(KINDS["financeurs"], DAY), "Pays de Murat")
    book = openpyxl.load_workbook(io.BytesIO(made))

    assert book.sheetnames == ["Chiffres", "Sessions", "Définitions"]
    rows = {row[0]: row for row in book["Chiffres"].iter_rows(values_only=True)}
    assert rows["I2"][1:3] == ("Personnes accueillies au télécentre", "11")
    assert rows["I3"][2] == "moins de trois"
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert not [cell for cell in cells if cell.data_type == "f"]
    assert any("=printemps" in str(cell.value) for cell in cells)
    with ZipFile(io.BytesIO(made)) as archive:
        sheets = [archive.read(name) for name in archive.namelist() if "worksheets/" in name]
    assert not [sheet for sheet in sheets if b"<f>" in sheet]


def test_an_elected_member_sees_it_then_takes_it_away_and_the_journal_says_so(member):
    page = unescape(member.get(reverse("crm_reports"), LIVE).content.decode())
    paper = member.get(reverse("crm_report_pdf"), LIVE)
    sheet = member.get(reverse("crm_report_sheet"), LIVE | {"rapport": "financeurs"})
    left = (
        Entry.objects.filter(action=Action.EXPORTED).order_by("pk").values_list("fields", flat=True)
    )

    assert "Une page pour les élus, au 31" in page
    assert "rapport=elus&source=compte&au=2010-07-31" in page
    assert paper["Content-Type"] == "application/pdf"
    assert 'filename="rapport-financeurs-2010-07-31.xlsx"' in sheet["Content-Disposition"]
    assert list(left) == [
        ["rapports/elus", "2010-07-31", "pdf"],
        ["rapports/financeurs", "2010-07-31", "xlsx"],
    ]


def test_a_day_to_come_is_refused_with_a_sentence(member):
    answer = member.get(reverse("crm_report_pdf"), LIVE | {"au": "2999-01-01"})

    assert answer.status_code == 422
    assert "à venir" in answer.content.decode()


def test_a_report_takes_few_queries(member, django_assert_max_num_queries):
    member.get(reverse("crm_reports"), LIVE)

    with django_assert_max_num_queries(60):
        member.get(reverse("crm_reports"), LIVE)
