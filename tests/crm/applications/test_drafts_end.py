"""A draft ends: given up at once, or forgotten after ninety days, with its files, its letters and its links."""

from datetime import timedelta

import pytest
from django.utils import timezone

from crm.applications import files
from crm.applications.drafts import expiry, services
from crm.applications.drafts.steps import PROJECT
from crm.applications.job_hooks import close_drafts
from crm.applications.models import Draft, SentFile
from crm.journal.models import Action, Entry
from crm.letters.models import Letter, SecretLink
from crm.papers.models import PaperKind, private_storage
from tests.crm.applications.posted import drafted, make_postcodes, step_of
from tests.crm.papers.files import upload

pytestmark = pytest.mark.django_db

BEGUN = timezone.now() - timedelta(days=100)


@pytest.fixture(autouse=True)
def _postcodes():
    make_postcodes()


def with_a_file(at=BEGUN):
    opened = drafted(at=at)
    return opened, files.add(opened.draft, PaperKind.CV, upload(), at=at)


def test_one_gives_up_and_nothing_is_left(client, django_capture_on_commit_callbacks):
    opened, file = with_a_file(timezone.now())
    assert private_storage().exists(file.file.name)

    with django_capture_on_commit_callbacks(execute=True):
        page = client.post(f"/candidater/suite/{opened.token}/effacer/").content.decode()

    assert "Votre candidature est effacée" in page
    assert not Draft.objects.exists()
    assert not Letter.objects.exists()
    assert not SecretLink.objects.exists()
    assert not private_storage().exists(file.file.name)


def test_ninety_days_later_the_draft_is_gone_with_its_files(django_capture_on_commit_callbacks):
    _, file = with_a_file()
    end = BEGUN + timedelta(days=90)

    with django_capture_on_commit_callbacks(execute=True):
        assert expiry.forget_old(end - timedelta(minutes=1)) == 0
        assert expiry.forget_old(end) == 1
        assert expiry.forget_old(end) == 0

    assert not Draft.objects.exists()
    assert not SentFile.objects.exists()
    assert not private_storage().exists(file.file.name)
    assert not Letter.objects.exists()
    assert Entry.objects.filter(object_type="crm_applications.draft", action=Action.DELETED)


def test_its_writer_is_told_once_a_week_before():
    drafted(at=BEGUN)
    week_before = BEGUN + timedelta(days=83)

    assert expiry.announce(week_before - timedelta(minutes=1)) == 0
    assert [expiry.announce(week_before + timedelta(days=day)) for day in range(3)] == [1, 0, 0]

    letter = Letter.objects.get(template__endswith="draft_soon.txt")
    assert letter.link_purpose == "candidature-reprise"


def test_whoever_writes_again_starts_the_ninety_days_again():
    opened = drafted(at=BEGUN)
    expiry.announce(BEGUN + timedelta(days=84))

    services.keep(opened, PROJECT, {"project": "X"}, done=True, at=BEGUN + timedelta(days=85))

    assert expiry.forget_old(BEGUN + timedelta(days=90)) == 0
    assert expiry.announce(BEGUN + timedelta(days=85 + 84)) == 1


def test_the_job_may_be_run_twice_and_takes_the_drafts_that_were_sent_too(client):
    opened = drafted(at=BEGUN)
    client.post(step_of(opened, "relire"), {})

    for _ in range(2):
        close_drafts(timezone.now() + timedelta(days=91))

    assert not Draft.objects.exists()
    assert Letter.objects.filter(template__endswith="received.txt").exists()
