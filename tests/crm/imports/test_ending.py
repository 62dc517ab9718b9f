"""How an import ends: confirmed once, given up, cut off, taken back, forgotten."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.core.files.storage import storages
from django.db import connections
from django.utils import timezone

from crm.applications.models import Application
from crm.imports import jobs, removing, services
from crm.imports.models import BatchState, ImportBatch, ImportLine, Trace
from crm.imports.services import confirm, discard, map_columns, take_up, tidy
from crm.journal.models import Action, Entry
from crm.journal.refusal import Refused
from crm.journeys.exchanges import log
from crm.journeys.models import InteractionKind, Journey
from crm.people.editing import correct_identity
from crm.people.models import Household, Person
from crm.privacy.services import anonymise
from tests.crm.desk import colleague
from tests.crm.factories import make_person, make_territory
from tests.crm.imports.files import checked, given, imported

pytestmark = pytest.mark.django_db

LINES = [
    {"Nom": "Vidal", "Prénom": "Camille", "Mail": "camille@example.org", "Enfants": "2015",
     "Projet": "Traduire", "Date de candidature": "14/03/2011"},
    {"Nom": "Roche", "Prénom": "Paul", "Mail": "paul@example.org", "Projet": "Dessiner"},
]  # fmt: skip


@pytest.fixture
def by():
    make_territory()
    return colleague()


def test_a_confirmation_serves_once(by):
    batch = checked(LINES, by)
    token = batch.token
    confirm(batch, token, by=by)

    with pytest.raises(Refused, match="déjà servi"):
        confirm(batch, token, by=by)


@pytest.mark.parametrize("token", ["", "x", "é"])
def test_a_confirmation_needs_the_token_of_the_preview(by, token):
    with pytest.raises(Refused, match="déjà servi"):
        confirm(checked(LINES, by), token, by=by)


def test_nobody_else_confirms(by):
    batch = checked(LINES, by)

    with pytest.raises(Refused, match="Seule la personne"):
        confirm(batch, batch.token, by=colleague("Responsables"))


def test_reading_again_changes_the_token(by):
    batch = checked(LINES, by)
    token = batch.token
    map_columns(batch, jobs.mapping_of(batch), by=by)
    jobs.check(batch.pk)

    with pytest.raises(Refused, match="relisez"):
        confirm(batch, token, by=by)


def test_the_file_is_deleted_once_it_is_written(by, django_capture_on_commit_callbacks):
    batch = checked(LINES, by)
    stored = batch.stored_as
    assert storages["private"].exists(stored)

    with django_capture_on_commit_callbacks(execute=True):
        confirm(batch, batch.token, by=by)
    with django_capture_on_commit_callbacks(execute=True):
        jobs.write(batch.pk)

    batch.refresh_from_db()
    assert (batch.state, batch.stored_as) == (BatchState.DONE, "")
    assert not storages["private"].exists(stored)
    assert [heading["sample"] for heading in batch.headings] == [[]] * len(batch.headings)


def test_an_import_given_up_leaves_nothing(by, django_capture_on_commit_callbacks):
    batch = checked(LINES, by)
    stored = batch.stored_as

    with django_capture_on_commit_callbacks(execute=True):
        discard(batch, by=by)

    assert not storages["private"].exists(stored)
    assert not ImportLine.objects.exists()
    with pytest.raises(Refused):
        confirm(batch, "x", by=by)


def test_an_import_that_something_stops_writes_nothing_and_may_be_confirmed_again(by):
    batch = checked(LINES, by)
    confirm(batch, batch.token, by=by)
    # A column that the file does not have.
    ImportBatch.objects.filter(pk=batch.pk).update(mapping={"99": "last_name"})

    jobs.write(batch.pk)

    batch.refresh_from_db()
    assert batch.state == BatchState.CHECKED
    assert batch.token
    assert "rien n’a été écrit" in batch.failure
    assert not Person.objects.exists()


def test_a_file_that_has_gone_is_asked_for_again(by):
    batch = given(LINES, by)
    storages["private"].delete(batch.stored_as)
    map_columns(batch, jobs.mapping_of(batch), by=by)

    jobs.check(batch.pk)

    batch.refresh_from_db()
    assert (batch.state, batch.failure) == (
        BatchState.UPLOADED,
        "Le fichier n’est plus là : redonnez-le.",
    )


def test_what_was_cut_off_is_taken_up_again(by, django_capture_on_commit_callbacks):
    batch = checked(LINES, by)
    confirm(batch, batch.token, by=by)
    later = timezone.now() + services.CUT_OFF_AFTER + timedelta(minutes=1)

    assert not take_up(batch, timezone.now())
    with django_capture_on_commit_callbacks(execute=True):
        tidy(later)

    batch.refresh_from_db()
    assert batch.state == BatchState.DONE
    assert batch.counts == {"new": 2}


def test_a_week_later_files_and_lines_are_forgotten(by):
    waiting = checked(LINES, by)
    done = imported([*LINES, {"Nom": "", "Mail": "sans@example.org"}], by)
    assert done.lines.count() == 1

    tidy(timezone.now() + services.KEPT + timedelta(hours=1))

    waiting.refresh_from_db()
    done.refresh_from_db()
    assert (waiting.state, waiting.stored_as) == (BatchState.DISCARDED, "")
    assert (done.state, done.headings) == (BatchState.DONE, [])
    assert not ImportLine.objects.exists()


def test_an_import_is_taken_back_whole(by):
    before = make_person()
    batch = imported(LINES, by)
    assert (Person.objects.count(), Journey.objects.count(), Application.objects.count()) == (
        3,
        2,
        1,
    )

    assert removing.remove(batch, by=by) == 2

    batch.refresh_from_db()
    assert batch.state == BatchState.REMOVED
    assert Person.objects.get() == before
    assert not Household.objects.exists()
    assert not Journey.objects.exists()
    assert not Trace.objects.exists()
    assert Entry.objects.filter(action=Action.DELETED, object_type="crm_people.person").count() == 2


def test_an_import_on_which_something_hangs_stays(by):
    batch = imported(LINES, by)
    person = Person.objects.get(first_name="Paul")
    log(person, InteractionKind.CALL, by=by, text="A rappelé")

    with pytest.raises(Refused, match="1 échange"):
        removing.remove(batch, by=by)

    assert Person.objects.count() == 2


@pytest.mark.parametrize(
    "work",
    [
        lambda person, by: correct_identity(person, by=by, trade="potier"),
        lambda person, by: anonymise(person, by=by),
    ],
)
def test_an_import_whose_people_were_worked_on_stays(by, work):
    batch = imported(LINES, by)
    work(Person.objects.get(first_name="Paul"), by)

    with pytest.raises(Refused, match="1 fiche modifiée depuis"):
        removing.remove(batch, by=by)


def test_what_was_completed_stays_completed(by):
    person = make_person(first_name="Paul", last_name="Roche", email="paul@example.org")
    batch = imported([LINES[1] | {"Métier": "potier"}], by)

    removing.remove(batch, by=by)

    person.refresh_from_db()
    assert person.trade == "potier"
    assert not Journey.objects.exists()


def test_anonymising_forgets_the_lines_and_keeps_the_provenance(by):
    person = make_person(first_name="Paul", last_name="Roche", email="paul@example.org")
    imported([LINES[1]], by)
    checked([LINES[1]], by)

    anonymise(person, by=by)

    assert not ImportLine.objects.filter(name__contains="Roche").exists()
    assert Trace.objects.filter(person=person).exists()


@pytest.mark.django_db(transaction=True)
def test_the_same_file_confirmed_twice_at_once_makes_its_people_once():
    make_territory()
    by = colleague()
    batches = [checked(LINES, by) for _ in range(2)]

    def write(batch):
        try:
            confirm(batch, batch.token, by=by)
            jobs.write(batch.pk)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(max_workers=2) as agents:
        list(agents.map(write, batches))

    assert Person.objects.count() == 2
    assert sorted(str(sorted(batch.counts)) for batch in ImportBatch.objects.all()) == [
        "['new']",
        "['same']",
    ]
