"""The screens of documents: what a group has, what it lacks, one document, its versions."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from crm.applications.follow_documents import documents_of
from crm.applications.follow_links import link_to
from crm.documents.days import calls, lacking
from crm.documents.models import Document, DocumentKind, Production
from crm.documents.production import produce_for_group, run, take_up
from crm.documents.services import produce, share
from crm.journal.models import Action, Entry
from crm.letters import links
from crm.letters.models import Letter
from tests.crm.applications.lives import confirmed, noon
from tests.crm.factories import UserFactory

pytestmark = pytest.mark.django_db
AT = noon(date(2011, 4, 20))
CALL = DocumentKind.CALL


def group(session, size):
    session.seats_max = 40
    session.save()
    return [confirmed(session) for _ in range(size)]


def test_everybody_is_called_once_whatever_is_pressed_twice(
    client, session, advisor, django_capture_on_commit_callbacks
):
    group(session, 3)
    Letter.objects.all().delete()
    address = reverse("crm_documents_produce", args=[session.pk])

    for _ in range(2):
        with django_capture_on_commit_callbacks(execute=True):
            assert client.post(address, {"kind": "call"}).status_code == 302

    assert Document.objects.filter(kind=CALL, shared_at__isnull=False).count() == 3
    assert Letter.objects.filter(key__startswith="document-").count() == 3
    production = Production.objects.get()
    assert (production.total, production.done, bool(production.ended_at)) == (3, 3, True)


def test_what_was_cut_off_is_taken_up_and_nothing_is_made_twice(session):
    group(session, 2)
    row = produce_for_group(session, CALL, by=None, at=AT)
    run(row.pk, AT)
    Production.objects.update(ended_at=None)

    assert take_up(AT.replace(hour=20)) == 1
    assert Document.objects.count() == 2


def test_a_document_that_cannot_be_made_does_not_stop_the_others(session):
    first, second = group(session, 2)
    row = produce_for_group(session, CALL, by=None, at=AT)
    produce(CALL, session, first, by=None, at=AT)

    run(row.pk, AT)

    assert set(Document.objects.values_list("enrolment", flat=True)) == {first.pk, second.pk}


def test_the_screen_says_what_is_lacking(client, session, enrolment, advisor):
    page = client.get(reverse("crm_session_documents", args=[session.pk])).content.decode()

    assert "3 pièces manquent aux dossiers" in page
    assert "Ana Rey" in page
    assert "en retard" in page


def test_the_screen_asks_the_same_number_of_questions_for_any_group(
    client, session, advisor, django_assert_max_num_queries
):
    group(session, 8)
    with django_assert_max_num_queries(40):
        client.get(reverse("crm_session_documents", args=[session.pk]))


def test_the_day_names_the_sessions_that_lack_something(session, advisor):
    group(session, 2)

    block = lacking(advisor, noon(date(2011, 5, 2)))

    assert block is not None
    assert [(line.label, line.why) for line in block.lines] == [
        (str(session), "Deux dossiers en retard d’une pièce au moins.")
    ]
    assert [one.label for one in calls(advisor, AT, date(2011, 5, 2))] == [
        "Deux convocations à envoyer"
    ]


def test_a_reading_at_the_desk_is_journalled(client, session, enrolment, advisor):
    document = produce(CALL, session, enrolment, by=None, at=AT)

    answer = client.get(reverse("crm_document_file", args=[document.pk]))

    assert answer["Content-Type"] == "application/pdf"
    assert "no-store" in answer["Cache-Control"]
    entry = Entry.objects.filter(action=Action.READ).get()
    assert (entry.actor, entry.person_id) == (advisor, enrolment.application.person_id)


def test_a_refused_replacement_keeps_what_was_typed(client, session, enrolment, advisor):
    document = produce(CALL, session, enrolment, by=None, at=AT)
    address = reverse("crm_document_replace", args=[document.pk])

    refused = client.post(address, {"reason": ""})
    assert refused.status_code == 422
    assert "Dites pourquoi" in refused.content.decode()
    assert client.post(address, {"reason": "Nouvelle salle"}).status_code == 302
    assert Document.objects.current().count() == 1


def test_a_wrong_scan_is_refused_beside_its_field(client, session, enrolment, advisor):
    document = produce(DocumentKind.AGREEMENT, session, enrolment, by=None, at=AT)
    scan = SimpleUploadedFile("convention.pdf", b"MZ rien d'un pdf")

    refused = client.post(reverse("crm_document_sign", args=[document.pk]), {"file": scan})

    assert refused.status_code == 422
    assert "signed-file" in refused.content.decode()


def test_the_versions_are_written_by_those_who_answer_for_them(client, session, advisor):
    address = reverse("crm_document_template", args=["call"])
    assert client.get(address).status_code == 302
    client.force_login(UserFactory(groups=["Responsables"]))
    said = {"version": 1, "title": "Convocation", "opening": "Bonjour {nom}", "closing": ""}

    refused = client.post(address, said)
    assert refused.status_code == 422
    assert "n’est pas un champ connu" in refused.content.decode()
    trial = client.post(address, said | {"opening": "Bonjour {personne}", "preview": "1"})
    assert trial["Content-Type"] == "application/pdf"
    assert client.post(address, said | {"opening": "Bonjour {personne}"}).status_code == 302
    assert "Bonjour {personne}" in client.get(address).content.decode()


def token_of(enrolment):
    link = link_to(enrolment.application)
    return links.make(link.purpose, link.target)


def test_the_person_takes_their_documents_and_nobody_else_s(client, session, enrolment):
    session.seats_max = 5
    session.save()
    other = confirmed(session)
    mine, theirs = (produce(CALL, session, row, by=None) for row in (enrolment, other))
    share(theirs, by=None)
    token = token_of(enrolment)

    def ask(row):
        return client.get(reverse("follow_document", args=[token, row.pk]))

    assert ask(mine).status_code == 404
    share(mine, by=None)
    answer = ask(mine)
    assert answer["Content-Type"] == "application/pdf"
    assert answer["X-Robots-Tag"] == "noindex, nofollow"
    assert ask(theirs).status_code == 404
    [listed] = documents_of(enrolment.application, token)
    assert listed.url == reverse("follow_document", args=[token, mine.pk])
    assert listed.label == f"Convocation n° {mine.number} (PDF)"
    assert Entry.objects.filter(action=Action.READ, object_id=str(mine.pk)).count() == 1
    assert client.get(reverse("follow_document", args=["faux", mine.pk])).status_code == 404
