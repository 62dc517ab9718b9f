"""The files themselves: heard as well as read, the same words on all, the fund named only when it pays."""

import re
from datetime import date

import pytest

from crm.applications.attendance import credit_module, note_attendance
from crm.applications.models import EnrolmentState, HalfDay
from crm.documents.models import DocumentKind
from crm.documents.services import content_of, made_again, produce
from tests.crm.applications.lives import noon
from training.models import Course, Module

from .conftest import START, finished
from .pdf import alternatives, read, tags, text_of

pytestmark = pytest.mark.django_db
AT = noon(date(2011, 4, 20))
BADLY_SPACED = re.compile(r"[^\s] [;:!?»]|« ")


def made(kind, session, enrolment):
    personal = kind not in {DocumentKind.PROGRAMME, DocumentKind.SHEET}
    if kind in {DocumentKind.CERTIFICATE, DocumentKind.ATTENDANCE}:
        ends = "completed" if kind == DocumentKind.CERTIFICATE else "abandoned"
        enrolment = finished(enrolment, EnrolmentState(ends))
    return produce(kind, session, enrolment if personal else None, by=None, at=AT)


@pytest.mark.parametrize("kind", DocumentKind)
def test_a_document_is_heard_spaced_and_made_again(session, enrolment, operation, kind):
    document = made(kind, session, enrolment)
    content = content_of(document)
    root = read(content).trailer["/Root"]

    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "fr"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert "n° 2011-0001" in read(content).metadata.title
    assert 'pdfuaid:part="1"' in root["/Metadata"].get_object().get_data().decode()
    assert {"/H1", "/P", "/Table", "/TH", "/TD"} <= set(tags(content))
    assert alternatives(content) == ["Emblème de l’Union européenne"]
    assert BADLY_SPACED.findall(text_of(content)) == []
    document.refresh_from_db()
    assert made_again(document) == content


def test_the_fund_is_named_only_when_it_pays(session, enrolment):
    text = text_of(content_of(made(DocumentKind.CALL, session, enrolment)))

    assert "Union européenne" not in text


def test_the_mention_names_the_fund_and_its_agreement(session, enrolment, operation):
    text = text_of(content_of(made(DocumentKind.CALL, session, enrolment)))

    assert "Cofinancé par l’Union européenne" in text
    assert "convention n°\u00a02011-042" in text


def test_every_document_says_the_titles_of_the_first(session, enrolment):
    first = made(DocumentKind.AGREEMENT, session, enrolment)
    Course.objects.update(title="Un autre intitulé")
    Module.objects.update(title="Un autre module")

    text = text_of(content_of(made(DocumentKind.PROGRAMME, session, enrolment)))

    assert "Devenir télétravailleur indépendant" in text
    assert "Module à distance 7" in text
    assert "Un autre" not in text
    assert made_again(first) == content_of(first)


def test_the_certificate_adds_the_hours_up(session, enrolment):
    """Two half-days of 210 minutes on site, one module of 14 hours: 7 + 14 = 21 of 210 hours."""
    for half in HalfDay:
        note_attendance(enrolment, START, half, at=noon(date(2011, 5, 10)))
    module = session.course.modules.get(number=3)
    credit_module(enrolment, module, at=noon(date(2011, 6, 1)))
    enrolment.refresh_from_db()
    document = made(DocumentKind.ATTENDANCE, session, enrolment)

    facts = document.facts
    assert (facts["followed_on_site"], facts["followed_distance"], facts["followed"]) == (7, 14, 21)
    assert facts["share"] == 10
    assert "21\u00a0heures sur 210\u00a0heures" in text_of(content_of(document))


def test_a_sheet_says_who_signed_and_leaves_the_rest_to_sign(session, enrolment):
    at = noon(START)
    note_attendance(enrolment, START, HalfDay.MORNING, at=at)

    facts = made(DocumentKind.SHEET, session, enrolment).facts

    assert len(facts["sheets"]) == 20
    assert facts["sheets"][0]["people"][0]["signed"] == "signé le 09/05/2011 à 12:00"
    assert facts["sheets"][1]["people"][0]["signed"] == ""
