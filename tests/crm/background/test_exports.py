"""A long export: asked, made apart, taken by whoever asked for it and nobody else."""

from __future__ import annotations

import csv
import io
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from openpyxl import load_workbook

from crm.background import files, running, services
from crm.background.exports import GONE
from crm.background.models import ActionState, LongAction
from crm.journal.models import Action, Entry
from crm.people.admin import PersonRegister
from crm.privacy.services import anonymise
from tests.crm.factories import UserFactory, make_person
from tests.crm.registers.readers import reader, url

pytestmark = pytest.mark.django_db

RIGHTS = ("crm_people.view_person", "crm_people.export_person", "crm_background.view_longaction")
WHY = {"purpose": "Bilan annuel pour le conseil"}


@pytest.fixture(autouse=True)
def two_rows_are_many(settings):
    settings.EXPORT_AT_ONCE_ROWS = 2


def three_people():
    return [make_person(last_name=name) for name in ("Arnal", "=SOMME(1)", "Chambon")]


def asked(client, kind="csv", query=""):
    return client.post(f"{url(PersonRegister)}?export={kind}{query}", WHY)


def body(answer) -> bytes:
    return b"".join(answer.streaming_content)


def lines(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))


def test_a_short_export_leaves_at_once(settings):
    settings.EXPORT_AT_ONCE_ROWS = 3
    three_people()

    assert asked(reader(*RIGHTS)).headers["Content-Disposition"].startswith("attachment")
    assert not LongAction.objects.exists()


def test_a_long_one_waits_for_a_worker_and_gives_what_the_list_would_have(settings):
    three_people()
    client = reader(*RIGHTS)
    settings.EXPORT_AT_ONCE_ROWS = 3
    at_once = lines(asked(client).getvalue())
    settings.EXPORT_AT_ONCE_ROWS = 2

    answer = asked(client)
    action = LongAction.objects.get()
    assert answer.url == f"/admin/travaux/{action.pk}/"
    assert (action.state, action.total, DBTaskResult.objects.count()) == ("waiting", 3, 1)
    assert "Il attend son tour" in client.get(answer.url).content.decode()

    running.run(action.pk)
    action.refresh_from_db()
    assert (action.state, action.done, action.details) == ("done", 3, {})
    taken = client.get(f"{answer.url}fichier/")
    assert "no-store" in taken.headers["Cache-Control"]
    assert action.file_name in taken.headers["Content-Disposition"]
    assert lines(body(taken)) == at_once
    assert len(at_once) == 3


def test_a_workbook_is_made_the_same_way():
    three_people()
    client = reader(*RIGHTS)
    address = asked(client, "xlsx").url
    running.run(LongAction.objects.get().pk)

    book = load_workbook(io.BytesIO(body(client.get(f"{address}fichier/"))))
    assert book.active.max_row == 4


def test_what_narrows_the_list_narrows_the_file():
    for _ in range(3):
        make_person(professional_status="employee")
    make_person()
    client = reader(*RIGHTS)
    address = asked(client, query="&professional_status__exact=employee").url
    running.run(LongAction.objects.get().pk)

    assert len(lines(body(client.get(f"{address}fichier/")))) == 3


def test_whoever_asked_that_their_file_only_be_kept_is_left_out():
    people = [*three_people(), make_person()]
    people[0].restricted_at = timezone.now()
    people[0].restricted_because = "Exactitude contestée"
    people[0].save(update_fields=["restricted_at", "restricted_because"])
    client = reader(*RIGHTS)
    address = asked(client).url
    running.run(LongAction.objects.get().pk)

    assert len(lines(body(client.get(f"{address}fichier/")))) == 3


def test_asking_and_taking_are_journalled_with_the_purpose_and_never_what_was_searched():
    three_people()
    client = reader(*RIGHTS)
    address = asked(client, query="&ot=asc").url
    action = LongAction.objects.get()
    running.run(action.pk)
    assert not Entry.objects.filter(action=Action.EXPORTED).exists()
    client.get(f"{address}fichier/")

    created = Entry.objects.about(action).get(action=Action.CREATED)
    assert created.reason == WHY["purpose"]
    exported = Entry.objects.get(action=Action.EXPORTED)
    assert exported.reason == f"3 lignes, csv\N{NO-BREAK SPACE}: {WHY['purpose']}"
    assert exported.fields == ["crm_people.person"]


def test_nobody_else_knows_that_it_exists():
    three_people()
    address = asked(reader(*RIGHTS)).url
    running.run(LongAction.objects.get().pk)
    other = reader(*RIGHTS)

    for part in ("", "fichier/", "avancement/"):
        assert other.get(f"{address}{part}").status_code == 404
    assert other.post(f"{address}annuler/").status_code == 404
    assert "Export" not in other.get("/admin/travaux/").content.decode().partition("<h1>")[2]


def test_a_right_that_was_withdrawn_neither_makes_nor_gives_the_file():
    three_people()
    client = reader(*RIGHTS)
    address = asked(client).url
    action = LongAction.objects.get()
    running.run(action.pk)
    asked(client)
    action.asked_by.user_permissions.remove(
        action.asked_by.user_permissions.get(codename="export_person")
    )

    assert client.get(f"{address}fichier/").status_code == 302
    assert not Entry.objects.filter(action=Action.EXPORTED).exists()
    second = LongAction.objects.exclude(pk=action.pk).get()
    running.run(second.pk)
    second.refresh_from_db()
    assert (second.state, second.error, second.stored_as) == ("failed", GONE, "")


def test_who_it_is_is_asked_again_before_the_file_leaves(settings):
    three_people()
    client = reader(*RIGHTS)
    address = asked(client).url
    running.run(LongAction.objects.get().pk)
    settings.SUDO_MINUTES = 10

    assert "Content-Disposition" not in client.get(f"{address}fichier/").headers
    assert not Entry.objects.filter(action=Action.EXPORTED).exists()


def test_the_file_goes_after_a_day_and_its_line_after_a_month(django_capture_on_commit_callbacks):
    three_people()
    client = reader(*RIGHTS)
    address = asked(client).url
    action = LongAction.objects.get()
    running.run(action.pk)
    action.refresh_from_db()
    name, now = action.stored_as, timezone.now()

    with django_capture_on_commit_callbacks(execute=True):
        services.tend(now + timedelta(hours=23))
    assert files.private().exists(name)
    with django_capture_on_commit_callbacks(execute=True):
        services.tend(now + timedelta(hours=25))
    assert not files.private().exists(name)
    assert "n’est plus gardé" in client.get(f"{address}fichier/", follow=True).content.decode()

    services.tend(now + timedelta(days=31))
    assert not LongAction.objects.exists()


def test_forgetting_somebody_forgets_the_lists_that_may_name_them(
    django_capture_on_commit_callbacks,
):
    person, *_ = three_people()
    asked(reader(*RIGHTS))
    action = LongAction.objects.get()
    running.run(action.pk)
    action.refresh_from_db()
    name = action.stored_as

    with django_capture_on_commit_callbacks(execute=True):
        anonymise(person)
    assert not files.private().exists(name)


@pytest.mark.django_db(transaction=True)
def test_the_worker_of_the_letters_makes_it():
    three_people()
    client = reader(*RIGHTS)
    address = asked(client).url
    assert "ne donne pas signe de vie" in client.get(address).content.decode()

    call_command("worker", "--once")

    assert LongAction.objects.get().state == ActionState.DONE
    assert len(lines(body(client.get(f"{address}fichier/")))) == 3


@pytest.mark.django_db(transaction=True)
def test_without_a_worker_it_is_made_at_once(settings):
    settings.LETTERS_IN_PROCESS = True
    three_people()

    shown = reader_follows(reader(*RIGHTS))
    assert "Télécharger" in shown
    assert not DBTaskResult.objects.exists()


def reader_follows(client) -> str:
    return client.get(asked(client).url).content.decode()


def test_the_menu_of_an_account_without_long_actions_does_not_offer_them(client):
    client.force_login(UserFactory(groups=["Élus"]))

    assert client.get("/admin/travaux/").status_code == 302
