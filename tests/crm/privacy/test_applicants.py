"""What the public form left goes with a person: drafts, files that wait, the names that others gave."""

import uuid
from datetime import timedelta

import pytest
from django.utils import timezone

from crm.applications import files
from crm.applications.answers import Answers
from crm.applications.drafts import services
from crm.applications.intake import dismiss, receive
from crm.applications.messages import write
from crm.applications.models import Coming, Companion, Draft, Message, SentFile, Submission
from crm.letters.models import Letter, SecretLink
from crm.papers.models import Paper, PaperKind, private_storage
from crm.privacy.purges import purge
from crm.privacy.services import anonymise
from tests.crm.factories import make_person, make_territory
from tests.crm.papers.files import upload

pytestmark = pytest.mark.django_db

SENT = timezone.now() - timedelta(days=10)


def received(email: str = "ana@example.org", companions: str = "") -> Submission:
    make_territory()
    answers = Answers(
        first_name="Ana", last_name="Rey", email=email, companions=companions,
        lodging=True, people=2, accessibility="Un accès de plain-pied",
    )  # fmt: skip
    return receive(uuid.uuid4(), answers, None, at=SENT)


def test_what_the_form_left_goes_with_the_person(django_capture_on_commit_callbacks):
    application = received().application
    files.add_later(application, PaperKind.CV, upload())
    write(application, "Bonjour", uuid.uuid4())
    again = received()
    waiting = files.add(again, PaperKind.CV, upload())
    services.begin(uuid.uuid4(), "Ana", "ANA@example.org")
    received("bo@example.org", companions="ana@example.org")
    stored = [waiting.file.name, Paper.objects.get().file.name]

    with django_capture_on_commit_callbacks(execute=True):
        anonymise(application.person)

    for model in (Draft, SentFile, Message, Companion, Paper, SecretLink):
        assert not model.objects.exists(), model
    assert not [name for name in stored if private_storage().exists(name)]
    assert not Letter.objects.filter(to__iexact="ana@example.org").exists()
    coming = Coming.objects.get(application=application)
    assert (coming.people, coming.accessibility) == (2, "")


def test_the_draft_of_somebody_else_stays():
    services.begin(uuid.uuid4(), "Bo", "bo@example.org")

    anonymise(make_person(email="ana@example.org"))

    assert Draft.objects.get().email == "bo@example.org"


def test_six_months_later_a_form_names_nobody_and_keeps_no_message():
    make_person(email="ana@example.org")
    form = received(companions="bo@example.org")
    write(form, "Bonjour", uuid.uuid4())
    dismiss(form, by=None, reason="Répétition.")

    purge(SENT + timedelta(days=200))

    assert not Companion.objects.exists()
    assert not Message.objects.exists()
