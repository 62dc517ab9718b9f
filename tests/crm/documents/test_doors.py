"""Made, numbered, shared, replaced, signed, forgotten: a file is never changed."""

import hashlib
from datetime import date

import pytest
from django.core.files.base import ContentFile
from django.db import DatabaseError, transaction

from crm.applications.models import EnrolmentState
from crm.documents.models import Document, DocumentKind, DocumentTemplate
from crm.documents.models.document import private_storage
from crm.documents.services import content_of, produce, replace, share, take_signed
from crm.documents.templates_door import current_template, write_version
from crm.journal.models import Action, Entry
from crm.journal.refusal import Refused
from crm.letters.models import Letter
from crm.papers.models import Paper
from crm.privacy.services import anonymise
from tests.crm.applications.lives import confirmed as confirm
from tests.crm.applications.lives import noon, offered

from .conftest import finished
from .pdf import text_of

pytestmark = pytest.mark.django_db
AT = noon(date(2011, 4, 20))
CALL, AGREEMENT = DocumentKind.CALL, DocumentKind.AGREEMENT


def called(session, enrolment):
    return produce(CALL, session, enrolment, by=None, at=AT)


def test_numbers_follow_each_other_in_a_year(session, enrolment):
    first = called(session, enrolment)
    second = produce(AGREEMENT, session, enrolment, by=None, at=AT)
    later = produce(DocumentKind.PROGRAMME, session, by=None, at=noon(date(2012, 1, 1)))

    assert [row.number for row in (first, second, later)] == ["2011-0001", "2011-0002", "2012-0001"]


def test_the_print_of_the_file_is_kept_and_checked(session, enrolment):
    document = called(session, enrolment)
    content = content_of(document)
    assert document.digest == hashlib.sha256(content).hexdigest()
    assert document.file.name.count("rey") == 0

    storage = private_storage()
    storage.delete(document.file.name)
    storage.save(document.file.name, ContentFile(content.replace(b"PDF", b"PDX", 1)))
    with pytest.raises(Refused, match="altéré"):
        content_of(document)


@pytest.mark.parametrize("change", [{"digest": "0" * 64}, {"rank": 9}, {"kind": "agreement"}])
def test_the_database_refuses_to_change_a_document(session, enrolment, change):
    document = called(session, enrolment)

    with pytest.raises(DatabaseError, match="se remplace"), transaction.atomic():
        Document.objects.filter(pk=document.pk).update(**change)


def test_the_database_refuses_to_change_a_version(db):
    with pytest.raises(DatabaseError, match="une autre la suit"), transaction.atomic():
        DocumentTemplate.objects.update(opening="Autre chose")


def test_a_second_call_is_a_replacement(session, enrolment):
    called(session, enrolment)

    with pytest.raises(Refused, match="remplacez-le"):
        called(session, enrolment)
    assert Document.objects.count() == 1


@pytest.mark.parametrize(
    ("kind", "sentence"),
    [
        (DocumentKind.CERTIFICATE, "menée à terme"),
        (DocumentKind.ATTENDANCE, "a été interrompue"),
    ],
)
def test_what_ends_a_training_waits_for_its_end(session, enrolment, kind, sentence):
    with pytest.raises(Refused, match=sentence):
        produce(kind, session, enrolment, by=None, at=AT)


def test_an_offer_is_not_called(session):
    with pytest.raises(Refused, match="place confirmée"):
        called(session, offered(session))


def test_who_left_gets_a_statement_and_no_certificate(session, enrolment):
    finished(enrolment, EnrolmentState.ABANDONED)

    with pytest.raises(Refused):
        produce(DocumentKind.CERTIFICATE, session, enrolment, by=None)
    assert produce(DocumentKind.ATTENDANCE, session, enrolment, by=None).pk


def test_sharing_writes_one_letter_with_a_link_and_without_the_document(session, enrolment):
    document = called(session, enrolment)
    Letter.objects.all().delete()

    assert share(document, by=None, at=AT)
    assert not share(document, by=None, at=AT)

    letter = Letter.objects.get()
    assert letter.subject == "Votre convocation à la formation"
    assert letter.link_target == str(enrolment.application_id)
    assert "{jeton}" in letter.body


def test_the_programme_goes_to_all_who_come(session, enrolment):
    session.seats_max = 5
    session.save()
    confirm(session)
    Letter.objects.all().delete()

    share(produce(DocumentKind.PROGRAMME, session, by=None, at=AT), by=None, at=AT)

    assert Letter.objects.count() == 2


def test_replacing_needs_a_reason_and_leaves_the_old_one_readable(session, enrolment):
    old = called(session, enrolment)
    share(old, by=None, at=AT)
    with pytest.raises(Refused, match="Dites pourquoi"):
        replace(old, "  ", by=None, at=AT)

    new = replace(old, "La salle a changé.", by=None, at=AT)

    old.refresh_from_db()
    assert content_of(old) != content_of(new)
    assert old.replaced_at == AT
    assert (new.replaces, new.reason, bool(new.shared_at)) == (old, "La salle a changé.", True)
    letter = Letter.objects.get(key__startswith=f"document-{new.pk}-")
    assert "remplace le précédent" in letter.body
    with pytest.raises(Refused, match="déjà remplacé"):
        replace(old, "Encore.", by=None)


def test_a_signed_agreement_comes_into_the_file(session, enrolment):
    document = produce(AGREEMENT, session, enrolment, by=None, at=AT)
    scan = ContentFile(b"%PDF-1.4\n%%EOF\n", name="scan.pdf")

    take_signed(document, scan, by=None, at=AT)

    paper = Paper.objects.get()
    assert document.signed_on == date(2011, 4, 20)
    assert (paper.title, document.signed_paper) == ("Convention n° 2011-0001, signée", paper)
    with pytest.raises(Refused, match="déjà au dossier"):
        take_signed(document, scan, by=None)


def test_a_text_that_changes_is_another_version(session, enrolment):
    before = called(session, enrolment)
    written = write_version(
        CALL, title="Convocation de {personne}", opening="Venez à <b>{lieu}</b>.", closing="",
        why="Plus court.", after=1, by=None, at=AT,
    )  # fmt: skip

    new = replace(before, "Nouveau modèle.", by=None, at=AT)

    text = text_of(content_of(new))
    assert (written.version, new.template_id, before.template.version) == (2, written.pk, 1)
    assert "Convocation de Ana Rey" in text
    assert "<b>Télécentre, Maison des services</b>" in text


@pytest.mark.parametrize(
    ("text", "sentence"),
    [("Bonjour {prenom}", "« {prenom} » n’est pas"), ("Bonjour {personne", "Une accolade")],
)
def test_a_merge_field_is_checked(db, text, sentence):
    said = {"title": "Convocation", "closing": "", "why": "", "after": 1, "by": None}
    with pytest.raises(Refused, match=sentence):
        write_version(CALL, opening=text, **said)


def test_two_versions_written_at_once_do_not_hide_each_other(db):
    said = {"title": "Convocation", "opening": "", "closing": "", "why": "", "by": None}
    write_version(CALL, after=1, **said)

    with pytest.raises(Refused, match="autre version"):
        write_version(CALL, after=1, **said)
    assert current_template(CALL).version == 2


def test_each_act_is_journalled(session, enrolment):
    document = called(session, enrolment)
    share(document, by=None, at=AT)

    told = Entry.objects.filter(object_type="crm_documents.document").values_list(
        "action", flat=True
    )
    assert list(told) == [Action.CREATED, Action.PUBLISHED]


def test_forgetting_somebody_deletes_the_files_that_name_them(
    session, enrolment, django_capture_on_commit_callbacks
):
    document = called(session, enrolment)
    sheet = produce(DocumentKind.SHEET, session, by=None, at=AT)
    other = confirm(session)
    theirs = produce(CALL, session, other, by=None, at=AT)
    names = [document.file.name, sheet.file.name]

    with django_capture_on_commit_callbacks(execute=True):
        anonymise(enrolment.application.person)

    for row in (document, sheet):
        row.refresh_from_db()
        assert (row.file.name, row.facts) == ("", {})
    assert not any(private_storage().exists(name) for name in names)
    assert content_of(Document.objects.get(pk=theirs.pk))
