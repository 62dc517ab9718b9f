"""Files of the public: checked, kept apart, in a file once it is known whose they are, gone with what held them."""

import io
from datetime import timedelta
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from django.urls import reverse
from django.utils import timezone

from crm.applications import files, intake
from crm.applications.follow_links import FOLLOW_SUBMISSION
from crm.applications.models import (
    Application,
    ApplicationState,
    SentFile,
    Submission,
    SubmissionState,
)
from crm.applications.services import move
from crm.journal.models import Action, Entry
from crm.journal.refusal import Refused
from crm.letters import links
from crm.papers.models import HEAVIEST, Paper, PaperKind, private_storage
from crm.papers.services import add_paper
from tests.crm.applications.lives import brought_to
from tests.crm.applications.posted import drafted, make_postcodes, page_of, step_of
from tests.crm.factories import make_person
from tests.crm.papers.files import PDF, docx, odt, picture, upload

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _postcodes():
    make_postcodes()


def text(response) -> str:
    return response.content.decode()


def bomb() -> bytes:
    out = io.BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as packed:
        packed.writestr("[Content_Types].xml", b"<Types/>")
        packed.writestr("word/document.xml", b"0" * 160_000_000)
    return out.getvalue()


def sent_with_a_file(client, **changes):
    opened = drafted(**changes)
    files.add(opened.draft, PaperKind.CV, upload("Mon CV.pdf"))
    client.post(step_of(opened, "relire"), {})
    return Submission.objects.latest("pk")


KINDS = {
    "CV.pdf": PDF, "CV.docx": docx(), "CV.odt": odt(), "scan.png": picture(),
    "scan.jpg": picture("JPEG"),
}  # fmt: skip


@pytest.mark.parametrize(("name", "content"), KINDS.items(), ids=KINDS)
def test_what_people_write_with_is_accepted(client, name, content):
    opened = drafted()

    response = client.post(
        step_of(opened, "pieces"), {"kind": "cv", "file": upload(name, content), "go": "ajouter"}
    )

    assert response.headers["Location"] == step_of(opened, "pieces")
    assert opened.draft.files.get().name == name
    assert name in text(client.get(step_of(opened, "pieces")))


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("CV.pdf", b"MZ\x90\x00 un programme", "n’est pas ce que dit son nom"),
        ("CV.exe", b"MZ\x90\x00", "Seuls les fichiers"),
        ("CV.docx", bomb(), "abîmé, ou trop grand"),
        ("CV.docx", docx(**{"word/vbaProject.bin": b"x"}), "macros"),
        ("CV.pdf", b"", "vide"),
        ("CV.pdf", PDF + b"0" * HEAVIEST, "dépasse 10"),
    ],
    ids=["renamed exe", "exe", "zip bomb", "macros", "empty", "heavy"],
)
def test_what_is_not_a_document_is_refused_beside_the_field(client, name, content, sentence):
    opened = drafted()

    response = client.post(step_of(opened, "pieces"), {"kind": "cv", "file": upload(name, content)})

    assert sentence in text(response)
    assert not SentFile.objects.exists()


def test_the_button_of_the_step_adds_the_file_that_is_chosen(client):
    opened = drafted()

    response = client.post(step_of(opened, "pieces"), {"kind": "project", "file": upload()})

    assert response.headers["Location"] == step_of(opened, "relire")
    assert opened.draft.files.get().kind == "project"


def test_a_file_is_taken_away_and_its_content_with_it(client, django_capture_on_commit_callbacks):
    opened = drafted()
    row = files.add(opened.draft, PaperKind.CV, upload())
    other = files.add(drafted().draft, PaperKind.CV, upload())

    with django_capture_on_commit_callbacks(execute=True):
        for number in (row.pk, other.pk):
            client.post(step_of(opened, "pieces"), {"retirer": number})

    assert list(SentFile.objects.all()) == [other]
    assert not private_storage().exists(row.file.name)


def test_six_files_are_enough():
    draft = drafted().draft
    for _ in range(files.MOST_FILES):
        files.add(draft, PaperKind.CV, upload())

    with pytest.raises(Refused, match="déjà 6 pièces"):
        files.add(draft, PaperKind.CV, upload())


def test_a_file_joins_the_papers_of_somebody_new(client, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        submission = sent_with_a_file(client)

    paper = Paper.objects.get()
    assert (paper.person, paper.kind, paper.name) == (
        submission.matched_person, PaperKind.CV, "Mon CV.pdf",
    )  # fmt: skip
    assert submission.application.papers.get().paper == paper
    assert paper.file.read() == PDF
    assert not SentFile.objects.exists()


def test_a_form_to_review_keeps_its_files_apart_until_it_is_filed(client):
    known = make_person(email="connue@example.org")
    submission = sent_with_a_file(client, email="connue@example.org")
    assert submission.state == SubmissionState.REVIEW
    assert not Paper.objects.exists()

    intake.attach(submission, known, by=None)

    assert Paper.objects.get().person == known
    assert not SentFile.objects.exists()


def test_a_form_set_aside_loses_its_files(client, django_capture_on_commit_callbacks):
    make_person(email="connue@example.org")
    submission = sent_with_a_file(client, email="connue@example.org")
    stored = SentFile.objects.get().file.name

    with django_capture_on_commit_callbacks(execute=True):
        intake.dismiss(submission, by=None, reason="Répétition.")

    assert not SentFile.objects.exists()
    assert not private_storage().exists(stored)


def test_an_advisor_reads_a_file_that_waits_and_the_journal_says_so(client, advisor):
    make_person(email="connue@example.org")
    submission = sent_with_a_file(client, email="connue@example.org")
    row = SentFile.objects.get()
    assert "Mon CV.pdf" in text(client.get(reverse("crm_submission", args=[submission.pk])))

    answer = client.get(reverse("crm_submission_file", args=[submission.pk, row.pk]))

    assert b"".join(answer.streaming_content) == PDF
    assert "attachment" in answer.headers["Content-Disposition"]
    assert Entry.objects.filter(object_type="crm_applications.sentfile", action=Action.READ)


def test_the_desk_shows_the_files_of_an_application(client, advisor):
    submission = sent_with_a_file(client)

    page = text(client.get(reverse("crm_application", args=[submission.application.pk])))

    paper = Paper.objects.get()
    assert reverse("crm_paper", args=[paper.person_id, paper.pk]) in page


def test_a_file_is_added_and_taken_back_from_the_follow_up_page(client):
    application = brought_to(ApplicationState.SUBMITTED)
    heard = application.person.last_inbound_at
    address = page_of(application)

    client.post(f"{address}pieces/", {"kind": "project", "file": upload("Projet.pdf")})

    link = application.papers.get()
    application.person.refresh_from_db()
    assert application.person.last_inbound_at > heard
    assert "Projet.pdf" in text(client.get(address))
    client.post(f"{address}pieces/", {"retirer": link.pk})
    assert not Paper.objects.exists()


def test_a_paper_that_the_team_added_is_neither_shown_nor_taken_away(client):
    application = brought_to(ApplicationState.SUBMITTED)
    paper = add_paper(application.person, PaperKind.CV, upload("Interne.pdf"), by=None)
    address = page_of(application)

    client.post(f"{address}pieces/", {"retirer": paper.pk})

    assert Paper.objects.exists()
    assert "Interne.pdf" not in text(client.get(address))


def test_once_it_is_decided_what_was_sent_stays(client):
    application = brought_to(ApplicationState.UNDER_REVIEW)
    address = page_of(application)
    client.post(f"{address}pieces/", {"kind": "cv", "file": upload()})
    move(application, ApplicationState.REFUSED, reason="Projet à mûrir.")

    page = client.post(f"{address}pieces/", {"retirer": application.papers.get().pk})

    assert page.status_code == 409
    assert "n’est plus à l’étude" in text(page)
    assert Paper.objects.exists()
    client.post(f"{address}pieces/", {"kind": "cv", "file": upload()})
    assert Paper.objects.count() == 1


def test_a_file_waits_with_a_followed_form_too(client):
    make_person(email="connue@example.org")
    submission = sent_with_a_file(client, email="connue@example.org")

    address = f"/suivi/{links.make(FOLLOW_SUBMISSION, str(submission.pk))}/"
    assert "Mon CV.pdf" in text(client.get(address))

    client.post(f"{address}pieces/", {"kind": "project", "file": upload("Projet.pdf")})

    assert submission.files.count() == 2
    assert not Application.objects.exists()


def test_files_that_no_row_names_are_forgotten_after_a_day():
    row = files.add(drafted().draft, PaperKind.CV, upload())
    SentFile.objects.all().delete()

    assert files.forget_lost(timezone.now()) == 0
    assert files.forget_lost(timezone.now() + timedelta(days=2)) >= 1
    assert not private_storage().exists(row.file.name)
