"""An import stopped while it is written: all or nothing, so nothing; and what is given is among one's works."""

from __future__ import annotations

import pytest
from django.db import connection
from django.urls import reverse

from crm.imports import jobs, states
from crm.imports.models import BatchState
from crm.imports.services import confirm, stop
from crm.journal.models import Action, Entry
from crm.journal.refusal import Refused
from crm.people.models import Person
from tests.crm.desk import colleague
from tests.crm.factories import make_territory
from tests.crm.imports.files import checked

pytestmark = pytest.mark.django_db

LINES = [{"Nom": name, "Prénom": "Paul", "Projet": "Dessiner"} for name in ("Vidal", "Roche")]


@pytest.fixture
def by():
    make_territory()
    return colleague()


@pytest.fixture
def confirmed(by):
    batch = checked(LINES, by)
    confirm(batch, batch.token, by=by)
    batch.refresh_from_db()
    return batch


def test_stopped_on_the_way_it_writes_nothing_and_may_be_confirmed_again(by, confirmed):
    def stop_once_somebody_is_written(execute, sql, params, many, context):
        result = execute(sql, params, many, context)
        if sql.startswith('INSERT INTO "crm_people_person"'):
            states.ask_to_stop(confirmed)
        return result

    with connection.execute_wrapper(stop_once_somebody_is_written):
        jobs.write(confirmed.pk)

    confirmed.refresh_from_db()
    assert confirmed.state == BatchState.CHECKED
    assert "Rien n’a été écrit" in confirmed.failure
    assert not Person.objects.exists()

    confirm(confirmed, confirmed.token, by=by)
    jobs.write(confirmed.pk)
    confirmed.refresh_from_db()
    assert confirmed.state == BatchState.DONE
    assert Person.objects.count() == 2


def test_its_page_offers_to_stop_it_and_the_journal_says_who_did(client, by, confirmed):
    client.force_login(by)
    address = reverse("crm_import_stop", args=[confirmed.pk])
    assert address in client.get(reverse("crm_import", args=[confirmed.pk])).content.decode()

    client.post(address)
    assert states.stop_asked(confirmed)
    assert Entry.objects.about(confirmed).filter(action=Action.CHANGED, actor=by).exists()


def test_what_is_not_being_written_is_not_stopped(by):
    with pytest.raises(Refused):
        stop(checked(LINES, by), by=by)


def test_an_import_is_among_the_works_of_who_gave_it_alone(client, by, confirmed):
    states.tell_progress(confirmed, 1)
    client.force_login(by)
    shown = client.get(reverse("crm_works")).content.decode()
    assert confirmed.file_name in shown
    assert "1 sur 2" in shown

    client.force_login(colleague("Responsables"))
    assert confirmed.file_name not in client.get(reverse("crm_works")).content.decode()
