"""The files themselves: heard as well as read, the same words on all, the fund named only when it pays."""

import re
from datetime import date

import pytest

from crm.applications.models import EnrolmentState
from crm.documents.models import DocumentKind
from crm.documents.services import content_of, made_again, produce
from tests.crm.applications.lives import noon
from training.models import Course, Module

from .conftest import finished
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
def test_a_document_is_made_for_those_who_listen_to_it(session, enrolment, operation, kind):
    content = content_of(made(kind, session, enrolment))
    root = read(content).trailer["/Root"]
    said = root["/Metadata"].get_object().get_data().decode()

    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "fr"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert "n° 2011-0001" in read(content).metadata.title
    assert 'pdfuaid:part="1"' in said
    assert {"/H1", "/P"} <= set(tags(content))
    if kind != DocumentKind.CALL:
        assert {"/Table", "/TH", "/TD"} <= set(tags(content))
    assert alternatives(content) == ["Emblème de l’Union européenne"]


@pytest.mark.parametrize("kind", DocumentKind)
def test_no_ordinary_space_stands_where_french_wants_another(session, enrolment, operation, kind):
    assert BADLY_SPACED.findall(text_of(content_of(made(kind, session, enrolment)))) == []


def test_the_fund_is_named_only_when_it_pays(session, enrolment):
    text = text_of(content_of(made(DocumentKind.CALL, session, enrolment)))

    assert "Union européenne" not in text


def test_the_mention_names_the_fund_and_its_agreement(session, enrolment, operation):
    text = text_of(content_of(made(DocumentKind.CALL, session, enrolment)))

    assert "Cofinancé par l’Union européenne" in text
    assert "convention n°\u00a02011-042" in text


def test_every_document_says_the_titles_of_the_first(session, enrolment):
    made(DocumentKind.AGREEMENT, session, enrolment)
    Course.objects.update(title="Un autre intitulé")
    Module.objects.update(title="Un autre module")

    text = text_of(content_of(made(DocumentKind.PROGRAMME, session, enrolment)))

    assert "Devenir télétravailleur indépendant" in text
    assert "Module à distance 7" in text
    assert "autre" not in text


@pytest.mark.parametrize("kind", DocumentKind)
def test_the_same_facts_make_the_same_file(session, enrolment, operation, kind):
    document = made(kind, session, enrolment)
    Course.objects.update(title="Un autre intitulé")

    document.refresh_from_db()
    assert made_again(document) == content_of(document)
