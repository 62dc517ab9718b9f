"""Documents made for a group, stopped on the way: what is made stays, the others can be made later."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.urls import reverse

from crm.documents.models import Document, DocumentKind, Production
from crm.documents.production import produce_for_group, run, stop
from crm.journal.models import Action, Entry
from crm.journal.refusal import Refused
from tests.crm.applications.lives import noon
from tests.crm.documents.test_desk import group

pytestmark = pytest.mark.django_db
AT = noon(date(2011, 4, 20))


def test_stopped_after_one_document_the_others_are_not_made(session, advisor):
    group(session, 3)
    row = produce_for_group(session, DocumentKind.CALL, by=advisor, at=AT)

    def stop_once_one_is_shared(execute, sql, params, many, context):
        result = execute(sql, params, many, context)
        if sql.startswith('UPDATE "crm_documents_document"'):
            stop(row, by=advisor)
        return result

    with connection.execute_wrapper(stop_once_one_is_shared):
        run(row.pk, AT)

    row.refresh_from_db()
    assert Document.objects.count() == 1
    assert (row.done, row.total, bool(row.ended_at)) == (1, 3, True)
    assert Entry.objects.about(row).get(action=Action.CHANGED).actor == advisor
    again = produce_for_group(session, DocumentKind.CALL, by=advisor, at=AT)
    run(again.pk, AT)
    assert Document.objects.count() == 3


def test_the_screen_says_how_many_were_made_and_refuses_what_is_over(client, session, advisor):
    group(session, 6)
    row = produce_for_group(session, DocumentKind.CALL, by=advisor, at=AT)
    client.force_login(advisor)
    address = reverse("crm_production_stop", args=[session.pk, row.pk])
    screen = reverse("crm_session_documents", args=[session.pk])
    assert address in client.get(screen).content.decode()
    assert "0 sur 6" in client.get(reverse("crm_works")).content.decode()

    assert "0 sur 6" in client.post(address, follow=True).content.decode()
    assert address not in client.get(screen).content.decode()
    with pytest.raises(Refused):
        stop(Production.objects.get(pk=row.pk), by=advisor)
