"""What the follow-up page tells beside the state: its history, what comes next and when, documents that rooms give."""

import uuid
from datetime import timedelta

import pytest
from django.template.loader import render_to_string
from django.utils import timezone

from crm.applications import desk_panels, follow_documents
from crm.applications.follow import followed_by
from crm.applications.follow_documents import FollowDocument, documents_of
from crm.applications.follow_links import FOLLOW_APPLICATION
from crm.applications.history import history
from crm.applications.messages import write
from crm.applications.models import ApplicationState, EnrolmentState
from crm.applications.services import move_enrolment
from crm.applications.situations import OF_APPLICATIONS, OF_ENROLMENTS, OF_SUBMISSIONS, situation
from crm.letters import links
from crm.letters.services import TOKEN
from tests.crm.applications.lives import SENT, brought_to, offered
from tests.crm.applications.posted import open_session, page_of
from tests.crm.factories import make_application

pytestmark = pytest.mark.django_db

State = ApplicationState
NOW = timezone.now()


def followed(application):
    return followed_by(links.make(FOLLOW_APPLICATION, str(application.pk)))


def test_the_history_is_told_in_order_without_authors():
    enrolment = offered(open_session())
    move_enrolment(enrolment, EnrolmentState.CONFIRMED, at=SENT + timedelta(days=9))

    told = [past.label for past in history(followed(enrolment.application))]

    assert told == [
        "Candidature reçue",
        "Mise à l’étude",
        "Retenue\N{NO-BREAK SPACE}: une place vous est proposée",
        "Place confirmée",
    ]


def test_the_history_is_on_the_page(client):
    page = client.get(page_of(brought_to(State.WAITLISTED))).content.decode()

    assert "Retenue, sur liste d’attente" in page
    assert "8\N{NO-BREAK SPACE}mars\N{NO-BREAK SPACE}2011" in page


@pytest.mark.parametrize("words", [OF_APPLICATIONS, OF_ENROLMENTS, OF_SUBMISSIONS])
def test_each_state_says_what_it_means_what_is_expected_and_what_comes_next(words):
    for label, mark, meaning, expected, then in words.values():
        assert all([label, mark, meaning, expected, then])
        assert not [text for text in (meaning, expected, then) if not text.endswith(".")]


def test_studied_waiting_and_refused_never_share_a_word():
    states = (State.UNDER_REVIEW, State.WAITLISTED, State.REFUSED)
    names = [OF_APPLICATIONS[state][0].lower() for state in states]

    for state, own in zip(states, names, strict=True):
        told = " ".join(OF_APPLICATIONS[state]).lower()
        assert [name for name in names if name in told] == [own]


def test_a_decision_is_expected_before_a_day_and_a_late_one_is_not_hidden():
    recent = make_application(open_session(), at=NOW)
    late = make_application(open_session(), at=NOW - timedelta(days=40))

    assert situation(followed(recent)).when.startswith("D’ordinaire, avant le")
    assert "pas oubliée" in situation(followed(late)).when


def test_a_waiting_list_says_until_when():
    application = brought_to(State.WAITLISTED, open_session())

    assert "jusqu’au début de la session" in situation(followed(application)).when


def test_a_room_gives_documents_at_addresses_of_the_page(client, monkeypatch):
    given = FollowDocument("Convocation", f"/suivi/{TOKEN}/documents/1/", NOW)
    monkeypatch.setattr(follow_documents, "_sources", {"essai": lambda application: [given]})
    application = brought_to(State.UNDER_REVIEW)
    address = page_of(application)

    page = client.get(address).content.decode()

    assert f'href="{address}documents/1/"' in page
    assert documents_of(application, "abc")[0].url == "/suivi/abc/documents/1/"


@pytest.mark.parametrize("registry", [desk_panels, follow_documents])
def test_two_rooms_do_not_answer_to_one_name(registry, monkeypatch):
    monkeypatch.setattr(registry, "_sources", {})
    registry.register("essai", test_the_history_is_on_the_page)

    registry.register("essai", test_the_history_is_on_the_page)
    with pytest.raises(RuntimeError, match="essai"):
        registry.register("essai", followed)


def test_a_room_above_adds_a_panel_to_the_page_of_an_application(client, advisor, monkeypatch):
    html = render_to_string("crm_applications/public/files.html", {"files": []})
    panel = desk_panels.Panel(html)
    monkeypatch.setattr(desk_panels, "_sources", {"essai": (1, lambda request, row: panel)})
    application = brought_to(State.UNDER_REVIEW)

    page = client.get(f"/admin/accueil/candidatures/{application.pk}/").content.decode()

    assert "Aucune pièce pour le moment." in page


@pytest.mark.parametrize("messages", [2, 20])
def test_the_page_asks_as_little_however_much_was_said(
    client, messages, django_assert_max_num_queries
):
    application = brought_to(State.UNDER_REVIEW)
    for _ in range(messages):
        write(application, "Bonjour", uuid.uuid4())
    address = page_of(application)
    client.get(address)

    with django_assert_max_num_queries(13):
        client.get(address)
