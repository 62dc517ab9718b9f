"""A letter commits with what it speaks of, or not at all."""

import pytest
from django.core import mail
from django.core.management import call_command
from django.db import transaction
from django_tasks_db.models import DBTaskResult

from crm.letters import services as outbox
from crm.letters.delivery import send
from crm.letters.models import Letter, LetterState, SecretLink
from crm.letters.services import Link
from tests.training.factories import SessionFactory

pytestmark = pytest.mark.django_db

TEMPLATE = "crm_applications/letters/received.txt"


def write(key: str = "essai", **more) -> Letter:
    context = {"person": "Élise", "follow": "https://exemple.fr/suivi/{jeton}/"}
    return outbox.write(
        TEMPLATE, to="elise@example.org", key=key, context=context | more.pop("context", {}), **more
    )


@pytest.mark.django_db(transaction=True)
def test_letter_and_task_are_written_in_the_caller_s_transaction_and_go_with_it():
    with transaction.atomic():
        write()
        written = (Letter.objects.count(), DBTaskResult.objects.count())
        transaction.set_rollback(True)

    assert written == (1, 1)
    assert (Letter.objects.count(), DBTaskResult.objects.count()) == (0, 0)


def test_the_same_key_is_one_letter_and_one_task():
    assert write() == write()

    assert Letter.objects.count() == DBTaskResult.objects.count() == 1


def test_a_shut_outbox_writes_nothing():
    with outbox.outbox_shut():
        assert write() is None

    assert not Letter.objects.exists()


def test_the_first_line_is_the_subject_and_the_rest_the_text():
    letter = write()

    assert letter.subject == "Votre candidature est arrivée"
    assert letter.body.startswith("Bonjour Élise,")


@pytest.mark.django_db(transaction=True)
def test_the_worker_sends_what_waits():
    write("un")
    write("deux")

    call_command("worker", "--once")

    assert len(mail.outbox) == 2
    assert set(Letter.objects.values_list("state", flat=True)) == {LetterState.SENT}


@pytest.mark.django_db(transaction=True)
def test_the_worker_run_twice_sends_once():
    write()

    call_command("worker", "--once")
    call_command("worker", "--once")

    assert len(mail.outbox) == 1


def test_in_process_a_letter_leaves_after_the_commit_and_not_before(
    settings, django_capture_on_commit_callbacks
):
    settings.LETTERS_IN_PROCESS = True

    with django_capture_on_commit_callbacks(execute=True):
        write()
        assert mail.outbox == []

    assert [message.to for message in mail.outbox] == [["elise@example.org"]]
    assert not DBTaskResult.objects.exists()


def test_in_process_a_broken_server_is_not_the_visitor_s_fault(
    settings, django_capture_on_commit_callbacks
):
    settings.LETTERS_IN_PROCESS = True
    settings.EMAIL_BACKEND = "tests.crm.letters.servers.Unreachable"

    with django_capture_on_commit_callbacks(execute=True):
        write()

    assert Letter.objects.get().state == LetterState.QUEUED


@pytest.mark.django_db(transaction=True)
def test_a_link_is_made_when_the_letter_leaves_and_is_written_nowhere():
    letter = write(link=Link("suivi", "12"))
    assert not SecretLink.objects.exists()

    call_command("worker", "--once")

    sent = mail.outbox[0].body
    token = sent.split("/suivi/")[1].split("/")[0]
    letter.refresh_from_db()
    assert "{jeton}" in letter.body
    assert token not in letter.body
    link = SecretLink.objects.get()
    assert (link.purpose, link.target) == ("suivi", "12")
    assert token not in link.digest


@pytest.mark.parametrize("trick", ["A\r\nBcc: autre@example.org", "A\nB", "A\u2028B", "A\x0bB"])
def test_no_name_puts_a_line_into_the_headers(trick):
    subject, _ = outbox.compose("crm_applications/letters/admitted.txt", tricked(trick))

    assert len(subject.splitlines()) == 1


def tricked(label: str) -> dict[str, object]:
    return {"session": SessionFactory.build(label=label, course__title="Formation")}


@pytest.mark.parametrize("trick", ["A\r\nBcc: autre@example.org\r\n\r\nTexte", "A\nB"])
def test_a_letter_with_a_tricked_name_goes_to_one_address(trick):
    send(write(context={"person": trick}).pk)

    assert mail.outbox[0].recipients() == ["elise@example.org"]
    assert "Bcc" not in mail.outbox[0].message()
