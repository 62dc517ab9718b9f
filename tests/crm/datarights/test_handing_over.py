"""How the dossier of somebody is made, handed over once, and ends."""

from __future__ import annotations

import io
import json
import zipfile
from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from crm.datarights.dossier import letters, services
from crm.datarights.models import Dossier, DossierState
from crm.journal.models import Action, Entry
from crm.journal.refusal import Refused
from crm.letters import links
from crm.letters.models import Letter, SecretLink
from crm.papers.models import PaperKind, private_storage
from crm.papers.services import add_paper
from crm.privacy.services import anonymise
from editorial.scheduling import jobs
from tests.crm.factories import UserFactory, make_person

pytestmark = pytest.mark.django_db

OFFICER = "Délégué à la protection des données"


@pytest.fixture
def officer():
    return UserFactory(groups=[OFFICER])


@pytest.fixture
def made(officer):
    person = make_person(last_name="Meynard", email="meynard@example.org")
    paper = ContentFile(b"%PDF-1.4 %%EOF", name="CV.pdf")
    add_paper(person, PaperKind.CV, paper, by=officer)
    return services.make_dossier(person, by=officer)


def opened(dossier: Dossier) -> zipfile.ZipFile:
    with private_storage().open(dossier.file.name) as file:
        return zipfile.ZipFile(io.BytesIO(file.read()))


def test_the_file_holds_the_page_the_data_the_paper_and_their_own_files(made):
    archive = opened(made)

    assert {"dossier.json", "dossier.html", "dossier.pdf", "pieces/paper-01-CV.pdf"} == set(
        archive.namelist()
    )
    assert archive.read("pieces/paper-01-CV.pdf") == b"%PDF-1.4 %%EOF"
    assert archive.read("dossier.pdf").startswith(b"%PDF")
    assert json.loads(archive.read("dossier.json"))["format"] == "dossier-1"


def test_making_sending_and_taking_are_in_the_journal(made, officer):
    code = services.send(made, by=officer)
    services.hand_over(made, code)
    lines = Entry.objects.about(made).order_by("pk").values_list("action", "actor", "reason")

    assert list(lines) == [
        (Action.CREATED, officer.pk, ""),
        (Action.EXPORTED, officer.pk, "Lien envoyé à la personne."),
        (Action.EXPORTED, None, "Dossier retiré par la personne."),
    ]


def test_the_link_gives_the_file_once(made, officer):
    code = services.send(made, by=officer)
    token = links.make(letters.PURPOSE, str(made.pk))
    url = reverse("my_data", args=[token])
    first = Client().post(url, {"code": code.lower()})
    second = Client().post(url, {"code": code})

    assert first["Content-Disposition"] == 'attachment; filename="mes-donnees.zip"'
    assert zipfile.ZipFile(io.BytesIO(b"".join(first.streaming_content))).testzip() is None
    assert second.status_code == 404
    assert not SecretLink.objects.filter(purpose=letters.PURPOSE).exists()


def test_opening_the_page_gives_nothing_and_keeps_the_link(made, officer):
    services.send(made, by=officer)
    url = reverse("my_data", args=[links.make(letters.PURPOSE, str(made.pk))])
    answers = [Client().get(url) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [200, 200]
    assert answers[0]["Cache-Control"] == "no-store"
    assert "Meynard" not in answers[0].text
    made.refresh_from_db()
    assert made.state == DossierState.READY


def test_five_wrong_codes_close_the_link(made, officer):
    code = services.send(made, by=officer)
    url = reverse("my_data", args=[links.make(letters.PURPOSE, str(made.pk))])
    wrong = [Client().post(url, {"code": "AAAA AAAA"}).status_code for _ in range(services.TRIES)]

    assert wrong == [422] * services.TRIES
    assert Client().post(url, {"code": code}).status_code == 404


def test_the_letter_never_holds_the_code(made, officer):
    code = services.send(made, by=officer)
    letter = Letter.objects.get(person=made.person, template__contains="dossier")

    assert code not in letter.body
    made.refresh_from_db()
    assert code not in made.code


def test_the_file_goes_when_its_days_are_over(made, django_capture_on_commit_callbacks):
    name = made.file.name
    job = next(job for job in jobs() if job.name == "datarights.dossiers")
    with django_capture_on_commit_callbacks(execute=True):
        job.run(timezone.now() + timedelta(days=8))
        job.run(timezone.now() + timedelta(days=8))

    made.refresh_from_db()
    assert (made.state, made.file.name) == (DossierState.EXPIRED, "")
    assert not private_storage().exists(name)


def test_a_dossier_goes_with_its_person(made, django_capture_on_commit_callbacks):
    name = made.file.name
    with django_capture_on_commit_callbacks(execute=True):
        anonymise(made.person)

    assert not Dossier.objects.exists()
    assert not private_storage().exists(name)
    with pytest.raises(Refused):
        services.make_dossier(made.person, by=None)


def test_the_officer_makes_one_in_a_click_and_takes_it(officer):
    person = make_person(last_name="Roussel", email="roussel@example.org")
    client = Client()
    client.force_login(officer)
    client.post(reverse("crm_dossier_make", args=[person.pk]))
    dossier = Dossier.objects.get(person=person)
    answer = client.post(reverse("crm_dossier_download", args=[dossier.pk]))

    assert answer["Content-Type"] == "application/zip"
    assert "no-store" in answer["Cache-Control"]
    assert client.get(reverse("crm_dossier_download", args=[dossier.pk])).status_code == 405
    sent = client.post(reverse("crm_dossier_send", args=[dossier.pk]))
    assert "de vive voix" in sent.text


def test_an_adviser_makes_none():
    client = Client()
    client.force_login(UserFactory(groups=["Conseillers"]))
    client.post(reverse("crm_dossier_make", args=[make_person().pk]))

    assert not Dossier.objects.exists()


def test_a_long_one_is_left_to_the_worker(monkeypatch, officer):
    monkeypatch.setattr(services, "AT_ONCE_ROWS", 0)
    row = services.make_dossier(make_person(), by=officer)

    assert row.state == DossierState.WAITING
    assert services.fill(row).state == DossierState.READY


def test_the_list_asks_as_much_for_one_as_for_many(officer):
    client = Client()
    client.force_login(officer)
    counts = []
    for number in (1, 12):
        for n in range(number):
            Dossier.objects.create(
                person=make_person(last_name=f"Personne {n}"), made_by=officer,
                asked_at=timezone.now(), expires_at=timezone.now(),
            )  # fmt: skip
        client.get(reverse("crm_dossiers"))
        with CaptureQueriesContext(connection) as queries:
            assert client.get(reverse("crm_dossiers")).status_code == 200
        counts.append(len(queries))

    assert counts[0] == counts[1]
