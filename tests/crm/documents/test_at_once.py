"""Two desks that press the same button at once: one document, one number, and a sentence for the other."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from django.db import connection

from crm.documents.models import Document, DocumentKind
from crm.documents.services import produce
from crm.journal.refusal import Refused
from tests.crm.applications.lives import confirmed, noon

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)
AT = noon(date(2011, 4, 20))


def pressed(kind, session, enrolment):
    try:
        return produce(kind, session, enrolment, by=None, at=AT).number
    except Refused as refusal:
        return str(refusal)
    finally:
        connection.close()


def test_a_document_asked_twice_at_once_is_made_once(session, enrolment):
    with ThreadPoolExecutor(4) as desks:
        told = list(desks.map(lambda _: pressed(DocumentKind.CALL, session, enrolment), range(4)))

    assert Document.objects.count() == 1
    assert sorted(told).count("2011-0001") == 1
    assert sum("remplacez-le" in one for one in told) == 3


def test_numbers_asked_at_once_follow_each_other_without_a_hole(session, enrolment):
    session.seats_max = 6
    session.save()
    people = [enrolment, *(confirmed(session) for _ in range(3))]

    with ThreadPoolExecutor(4) as desks:
        told = list(desks.map(lambda row: pressed(DocumentKind.CALL, session, row), people))

    assert sorted(told) == [f"2011-000{rank}" for rank in range(1, 5)]
