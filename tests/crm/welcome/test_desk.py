"""The desk of messages: what an advisor sees of them, and each gesture."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from crm.consents.models import Consent
from crm.journal.models import Action, Entry
from crm.journeys.day import SOURCES
from crm.journeys.models import Acquisition, Interaction, Journey, Task
from crm.letters.models import Letter
from crm.people.models import ContactPoint, Person
from crm.welcome.models import ContactRequest, RequestKind, RequestState, Topic
from crm.welcome.services import attach, set_aside, settle
from tests.crm.applications.posted import make_postcodes
from tests.crm.desk import at_the_desk, colleague
from tests.crm.factories import make_person
from tests.crm.welcome.posted import arrived

pytestmark = pytest.mark.django_db


@pytest.fixture
def by():
    return colleague()


@pytest.fixture
def desk(by):
    return at_the_desk(by)


def text(response) -> str:
    return response.content.decode()


def screen(desk, row):
    return text(desk.get(reverse("crm_message", args=[row.pk])))


def test_the_list_shows_the_new_ones_first_and_no_spam(desk, by):
    old = arrived(last_name="Ancienne", at=timezone.now() - timedelta(days=9))
    done = arrived(last_name="Réglée")
    settle(done, by=by)
    spam = arrived(last_name="Importune")
    set_aside(spam, by=by)

    page = text(desk.get(reverse("crm_messages")))

    assert page.index(reverse("crm_message", args=[old.pk])) < page.index("Réglée")
    assert "Importune" not in page
    assert "Un message à traiter" in page


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("etat=spam", {"Importune"}),
        ("etat=attente", {"Nouvelle", "Rappel"}),
        ("etat=attente&nature=call", {"Rappel"}),
        ("sujet=telecentre", {"Rappel"}),
        ("etat=jadis&sujet=lune", {"Nouvelle", "Rappel"}),
    ],
)
def test_the_list_is_filtered(desk, by, query, names):
    arrived(last_name="Nouvelle")
    arrived(RequestKind.CALL, Topic.TELECENTRE, last_name="Rappel")
    set_aside(arrived(last_name="Importune"), by=by)

    page = text(desk.get(f"{reverse('crm_messages')}?{query}"))

    assert {
        name for name in ("Nouvelle", "Rappel", "Importune") if f"Élise {name}<" in page
    } == names


def test_the_list_is_paged_and_its_queries_do_not_grow(desk, by):
    def fill(count):
        for rank in range(count):
            row = arrived(last_name=f"Numéro {rank}")
            if rank % 3 == 0:
                attach(row, make_person(), by=by)

    def queries():
        with CaptureQueriesContext(connection) as caught:
            page = text(desk.get(f"{reverse('crm_messages')}?nature=message"))
        return len(caught), page

    fill(3)
    desk.get(reverse("crm_messages"))
    few, _ = queries()
    fill(30)
    many, page = queries()

    assert few == many
    assert "?nature=message&amp;page=2" in page


def test_a_message_shows_what_was_written_and_its_reading_is_journalled_once(desk, by):
    make_postcodes()
    row = arrived(
        RequestKind.CALL, phone="06 39 98 01 42", days=["1"], moments=["am"], commune="69123",
        heard="une amie", page="/telecentre/", text="Un <b>bureau</b> fermé ?",
    )  # fmt: skip

    page = screen(desk, row)
    screen(desk, row)

    for words in ("mardi, le matin", "06 39 98 01 42", "Lyon", "une amie", "/telecentre/"):
        assert words in page
    assert "Un &lt;b&gt;bureau" in page
    assert Entry.objects.about(row).filter(action=Action.READ, actor=by).count() == 1


def test_files_that_look_alike_are_shown_with_a_gesture_each(desk):
    alike = make_person(first_name="Elise", last_name="Chambon")
    same = make_person(first_name="Yann", last_name="Le Goff", email="elise@example.org")
    row = arrived()

    page = screen(desk, row)

    assert "Porte un nom très proche." in page
    assert "A déjà la même adresse électronique." in page
    for person in (alike, same):
        assert f'name="dossier" value="{person.file_number}"' in page


def test_a_message_joins_a_file_in_one_click(desk, by):
    row, person = arrived(), make_person()

    response = desk.post(
        reverse("crm_message_attach", args=[row.pk]), {"dossier": person.file_number}, follow=True
    )

    row.refresh_from_db()
    assert (row.state, row.person, row.handled_by) == (RequestState.FILED, person, by)
    assert f"Consigné au dossier {person.file_number}" in text(response)
    assert Task.objects.get().assignee == by


@pytest.mark.parametrize("number", ["", "2011-9999", "x" * 40, "’; drop"])
def test_a_number_that_is_no_file_gets_a_sentence(desk, number):
    row = arrived()

    response = desk.post(reverse("crm_message_attach", args=[row.pk]), {"dossier": number})

    assert response.status_code == 422
    assert 'id="attach-dossier_error"' in text(response)
    row.refresh_from_db()
    assert row.state == RequestState.NEW


def test_the_second_colleague_reads_a_sentence(desk, by):
    row, person = arrived(), make_person()
    set_aside(row, by=colleague())

    response = desk.post(
        reverse("crm_message_attach", args=[row.pk]), {"dossier": person.file_number}
    )

    assert response.status_code == 422
    assert "Ce message est déjà passé à" in text(response)
    assert not Interaction.objects.exists()


def opened(**told):
    return {
        "way": "mail", "first_name": "Élise", "last_name": "Chambon", "email": "elise@example.org",
        "preferred_channel": "email", "country": "FR", "track": "t3", "source": "web",
        "declared_text": "une amie", "text": "Nous aimerions venir voir une maison.",
        "minors-TOTAL_FORMS": "3", "minors-INITIAL_FORMS": "0",
    } | told  # fmt: skip


def test_a_new_file_opens_from_a_screen_already_filled(desk):
    make_postcodes()
    row = arrived(phone="06 39 98 01 42", commune="69123", heard="une amie")

    page = text(desk.get(reverse("crm_message_open", args=[row.pk])))

    for value in ("Élise", "Chambon", "elise@example.org", "06 39 98 01 42", "69001", "une amie"):
        assert f'value="{value}"' in page
    assert re.search(r'value="web" selected', page)
    assert "Nous aimerions venir voir une maison." in page


def test_the_file_keeps_the_message_its_source_and_the_page_it_came_from(desk, by):
    row = arrived(heard="une amie", page="/s-installer/")

    response = desk.post(reverse("crm_message_open", args=[row.pk]), opened())

    row.refresh_from_db()
    journey = Journey.objects.get()
    assert response.url == reverse("crm_person", args=[journey.person_id])
    assert (row.state, row.person, row.exchange.journey) == (
        RequestState.FILED, journey.person, journey,
    )  # fmt: skip
    source = Acquisition.objects.get()
    assert (source.kind, source.page, source.declared_text) == ("web", "/s-installer/", "une amie")
    assert journey.owner == by
    assert Consent.objects.get().wording == row.wording
    assert Letter.objects.get().person == journey.person


def test_somebody_alike_is_asked_about_before_a_second_file_is_opened(desk):
    known = make_person(first_name="Elise", last_name="Chambon", email="autre@example.org")
    row = arrived()
    address = reverse("crm_message_open", args=[row.pk])

    assert desk.post(address, opened()).status_code == 422
    desk.post(address, opened(onto=known.file_number))

    row.refresh_from_db()
    assert (row.person, Person.objects.count()) == (known, 1)
    assert ContactPoint.objects.get().value == "autre@example.org"


def test_a_file_is_not_opened_twice_from_one_message(desk, by):
    row = arrived()
    address = reverse("crm_message_open", args=[row.pk])
    desk.post(address, opened())

    response = desk.post(address, opened(anyway="1"), follow=True)

    assert "Ce message est déjà passé à" in text(response)
    assert Person.objects.count() == 1


def test_a_colleague_faster_than_the_first_contact_loses_nobody(desk, by, monkeypatch):
    row = arrived()
    address = reverse("crm_message_open", args=[row.pk])
    stale = ContactRequest.objects.get(pk=row.pk)
    set_aside(row, by=colleague())
    monkeypatch.setattr("crm.welcome.views.gestures.found", lambda pk: stale)

    response = desk.post(address, opened())

    assert response.status_code == 422
    assert "Ce message est déjà passé à" in text(response)
    assert not Person.objects.exists()


def answer_of(desk, row):
    return re.search(r'name="key" value="([^"]+)" id="answer-key"', screen(desk, row))[1]


def test_an_answer_leaves_from_the_screen_and_is_shown_there(desk):
    row = arrived()
    told = {"key": answer_of(desk, row), "text": "Bonjour Élise,\n\nVenez mardi."}
    address = reverse("crm_message_answer", args=[row.pk])

    desk.post(address, told)
    page = text(desk.post(address, told, follow=True))

    assert "Réponse envoyée à elise@example.org." in page
    assert "Venez mardi." in page
    assert Letter.objects.filter(template__endswith="answer.txt").count() == 1


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [({}, "une lettre vide ne part pas"), ({"text": "é" * 8001, "key": "x"}, "8000")],
)
def test_an_answer_that_cannot_leave_is_kept(desk, typed, sentence):
    row = arrived()

    response = desk.post(reverse("crm_message_answer", args=[row.pk]), typed)

    assert response.status_code == 422
    assert sentence in text(response)
    assert typed.get("text", "") in text(response)
    assert Letter.objects.count() == 1


def change(desk, row, act):
    return desk.post(reverse("crm_message_state", args=[row.pk]), {"act": act}, follow=True)


def test_spam_is_set_aside_and_taken_back(desk):
    row = arrived()

    assert "Classé indésirable" in text(change(desk, row, "spam"))
    page = text(change(desk, row, "back"))

    row.refresh_from_db()
    assert row.state == RequestState.NEW
    assert "de nouveau à traiter" in page


def test_a_gesture_that_does_not_exist_changes_nothing(desk):
    row = arrived()

    for act in ("", "delete", "\u202e"):
        assert "Ce geste n’existe pas" in text(change(desk, row, act))
    row.refresh_from_db()
    assert row.state == RequestState.NEW


def test_what_else_came_from_the_same_address_is_shown(desk):
    first, second = arrived(), arrived(email="ELISE@example.org")
    arrived(email="autre@example.org")

    page = screen(desk, second)

    assert reverse("crm_message", args=[first.pk]) in page
    assert page.count("De la même adresse") == 1


def test_a_message_waits_in_the_day_until_somebody_answers_for_it(desk, by):
    block = SOURCES["messages"][1]
    row = arrived(at=timezone.now() - timedelta(days=5))

    found = block(by, timezone.now())
    assert (found.told, found.lines[0].label) == ("un message du site à traiter", "Élise Chambon")
    assert found.lines[0].late
    assert "un message du site à traiter" in text(desk.get(reverse("crm_day"))).lower()

    settle(row, by=by)
    assert block(by, timezone.now()).lines == []


def test_a_message_filed_where_nobody_is_the_referent_is_taken_from_its_screen(desk, by):
    make_person(first_name="Élise", last_name="Chambon", email="elise@example.org")
    row = arrived()
    assert "Je m’en occupe" in screen(desk, row)

    change(desk, row, "take")

    assert Task.objects.get().assignee == by
    assert "Je m’en occupe" not in screen(desk, row)


def test_a_message_whose_content_was_purged_still_has_a_screen(desk, by):
    row = arrived()
    settle(row, by=by)
    ContactRequest.objects.update(payload={}, email_key="", phone_key="")

    assert "Le contenu de ce message est effacé" in screen(desk, row)
    assert "Expéditeur effacé" in text(desk.get(reverse("crm_messages")))
