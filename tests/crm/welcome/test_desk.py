"""The desk of messages: what an advisor sees of them, and each gesture."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from crm.journal.models import Action, Entry
from crm.journeys.day import SOURCES
from crm.journeys.models import Interaction, Task
from crm.welcome.models import ContactRequest, RequestKind, RequestState, Topic
from crm.welcome.services import attach, set_aside, settle
from tests.crm.applications.posted import make_postcodes
from tests.crm.desk import colleague
from tests.crm.factories import make_person
from tests.crm.welcome.posted import arrived, screen, text

pytestmark = pytest.mark.django_db


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
