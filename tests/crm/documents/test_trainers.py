"""A trainer prints the sheet and the programme of their own sessions, and reaches nothing else."""

from datetime import date

import pytest
from django.urls import reverse

from crm.applications.calendar.whose import name_trainers
from crm.documents.models import Document, DocumentKind
from crm.documents.services import produce
from tests.crm.applications.lives import noon
from tests.crm.factories import UserFactory
from tests.training.factories import SessionFactory

from .pdf import text_of

pytestmark = pytest.mark.django_db
PRINTED = ["crm_session_sheet", "crm_session_programme"]


@pytest.fixture
def trainer(client):
    user = UserFactory(groups=["Formateurs"])
    client.force_login(user)
    return user


@pytest.mark.parametrize("name", PRINTED)
def test_their_own_session_is_printed_and_nothing_is_kept(
    client, session, enrolment, trainer, name
):
    name_trainers(session, [trainer], by=None)

    answer = client.get(reverse(name, args=[session.pk]))

    assert answer["Content-Type"] == "application/pdf"
    assert not Document.objects.exists()


def test_a_sheet_is_that_of_one_day_when_told(client, session, enrolment, trainer):
    name_trainers(session, [trainer], by=None)
    address = reverse("crm_session_sheet", args=[session.pk])

    text = text_of(client.get(f"{address}?jour=2011-05-10").content)

    assert "Mardi\u00a010\u00a0mai\u00a02011" in text
    assert "Lundi" not in text
    assert client.get(f"{address}?jour=jamais").status_code == 200


@pytest.mark.parametrize("name", PRINTED)
def test_another_session_is_not_found(client, session, trainer, name):
    answer = client.get(reverse(name, args=[SessionFactory().pk]))

    assert answer.status_code == 404


def test_the_documents_of_a_person_are_closed_to_them(client, session, enrolment, trainer):
    name_trainers(session, [trainer], by=None)
    document = produce(DocumentKind.CALL, session, enrolment, by=None, at=noon(date(2011, 4, 20)))

    for name, pk in [
        ("crm_session_documents", session.pk),
        ("crm_document", document.pk),
        ("crm_document_file", document.pk),
        ("crm_session_results", session.pk),
    ]:
        answer = client.get(reverse(name, args=[pk]))
        assert (answer.status_code, b"Rey" in answer.content) == (302, False), name
