"""« S’inscrire au Forum » on the site: the form of a group, what it never tells, what it costs."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.cache import caches
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from crm.letters.models import Letter
from crm.registrations.availability import availability
from crm.registrations.models import Participant, Registration
from editorial import form_key
from editorial.plugins import FORUM_EDITION, FORUM_SLOT

from .coming import NOW, a_workshop, an_edition, came_in, read

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def now(time_machine):
    time_machine.move_to(NOW, tick=False)
    caches["limits"].clear()


@pytest.fixture
def page():
    return an_edition(capacity=10)


def address(page):
    return reverse("forum_register", args=[page.edition.number])


def typed(*people, **told):
    lines = people or ({"last_name": "Rey", "first_name": "Ana"},)
    answers = {
        "key": form_key.issue(NOW - timedelta(minutes=2)).sign(),
        "site_web": "",
        "personne": [str(row) for row in range(len(lines))],
        "email": "Ana.Rey@example.org",
        "phone": "",
        "declared_source": "",
        "origine": "",
        "faire": "inscrire",
    }
    for row, person in enumerate(lines):
        answers |= {f"p{row}-{name}": value for name, value in person.items()}
    return answers | told


def test_a_group_registers_whole_and_reads_only_that_a_letter_left(client, page):
    shop = a_workshop(page)
    people = (
        {"first_name": "Ana", "last_name": "Rey", "organisation": "Mairie", "workshops": [shop.pk]},
        {"first_name": "Léo", "last_name": "Rey", "access_needs": "une chaise haute"},
    )

    answer = client.post(address(page), typed(*people, wants_call="on", origine="l-12"))

    assert answer.headers["Location"] == reverse("forum_registered", args=[3])
    row = Registration.objects.get()
    assert (row.state, row.email, row.origin) == ("pending", "ana.rey@example.org", "l-12")
    assert (row.wants_call, row.wants_invitations, row.invitations_wording) == (True, False, None)
    assert row.wording.code == "forum"
    assert [str(one) for one in row.participants.order_by("rank")] == ["Ana Rey", "Léo Rey"]
    assert Letter.objects.get().to == row.email
    assert "24 heures" in read(client.get(answer.headers["Location"]))


def test_the_code_in_the_address_goes_along_and_another_word_does_not(client, page):
    assert 'value="d-abc"' in client.get(address(page) + "?origine=d-abc").content.decode()
    client.post(address(page), typed(origine="<script>"))
    assert Registration.objects.get().origin == ""


def test_being_invited_keeps_the_words_that_were_read(client, page):
    assert "checked" not in client.get(address(page)).content.decode()

    client.post(address(page), typed(wants_invitations="on"))

    row = Registration.objects.get()
    assert (row.wants_invitations, row.invitations_wording.code) == (True, "forum-invitations")


def test_lines_are_added_and_taken_away_by_the_server_and_nothing_typed_is_lost(client, page):
    shop = a_workshop(page)
    told = typed(
        {"last_name": "Rey", "workshops": [shop.pk]}, {"last_name": "Pons"}, wants_call="on"
    )

    more = client.post(address(page), told | {"faire": "ajouter"})

    form = more.context["form"]
    assert (more.status_code, [one.row for one in form.people.forms]) == (200, [0, 1, 2])
    body = more.content.decode()
    assert 'value="Pons"' in body
    assert body.count("checked") == 2
    less = client.post(address(page), told | {"personne": ["0", "1", "2"], "faire": "retirer-0"})
    assert [one["last_name"].value() for one in less.context["form"].people.forms] == ["Pons", ""]
    assert not Registration.objects.exists()


def test_what_is_missing_is_said_beside_each_person(client, page):
    answer = client.post(address(page), typed({"last_name": "Rey"}, {"last_name": ""}, email="ana"))

    assert answer.status_code == 422
    body = read(answer)
    assert "Indiquez le nom de la personne 2." in body
    assert "2 réponses à corriger" in body
    assert not Registration.objects.exists()


def test_a_refusal_of_the_rules_is_read_above_the_form(client, page):
    one, other = a_workshop(page), a_workshop(page)

    answer = client.post(
        address(page), typed({"last_name": "Rey", "workshops": [one.pk, other.pk]})
    )

    assert answer.status_code == 422
    assert "ont lieu à la même heure" in read(answer)


def test_sent_twice_it_is_one_registration_and_a_robot_is_none(client, page):
    once = typed()
    for told in (once, once, typed(site_web="http://example.com", email="robot@example.org")):
        assert client.post(address(page), told).status_code == 302
    assert Registration.objects.count() == Letter.objects.count() == 1


def test_an_address_that_is_known_is_told_by_letter_alone(client, page):
    row = came_in(page, 0)
    told = typed({"last_name": "Intrus"}, email=row.email)

    known = client.post(address(page), told)
    unknown = client.post(address(page), typed(email="personne@example.org"))
    shops = [a_workshop(page).pk, a_workshop(page).pk]
    wrong = typed({"last_name": "Intrus", "workshops": shops}, email=row.email)
    assert client.post(address(page), wrong).status_code == 422

    assert (known.status_code, known.headers["Location"]) == (
        unknown.status_code,
        unknown.headers["Location"],
    )
    assert not Participant.objects.filter(last_name="Intrus").exists()
    assert Letter.objects.filter(to=row.email, template__endswith="known.txt").count() == 1


def test_a_lost_link_is_sent_to_whoever_is_registered_and_the_page_says_the_same(client, page):
    row = came_in(page, 0)
    key = form_key.issue(NOW - timedelta(minutes=2)).sign()

    pages = [
        read(client.post(reverse("forum_lost_link"), {"key": key, "email": email}))
        for email in (row.email, "personne@example.org")
    ]

    assert pages[0] == pages[1]
    assert Letter.objects.filter(template__endswith="known.txt").count() == 1


def test_outside_its_window_the_form_says_why(client, page, time_machine):
    time_machine.move_to(NOW - timedelta(days=10), tick=False)
    body = read(client.get(address(page)))
    assert "pas encore ouvertes" in body
    assert "Qui vient" not in body
    assert client.get(reverse("forum_register", args=[99])).status_code == 404


def test_what_is_left_is_said_in_one_word_and_where_to_act(client, page):
    shop = a_workshop(page, seats=1)
    edition = page.edition_id

    def told(kind, pk):
        answer = availability(kind, [pk])[pk]
        return answer.left, answer.state, answer.label

    assert told(FORUM_EDITION, edition) == (10, "open", "Inscriptions ouvertes, 10\u00a0places")
    came_in(page, 0, people=5, workshops=[])
    came_in(page, 1, people=4, workshops=[])
    came_in(page, 2, workshops=[shop])
    assert told(FORUM_EDITION, edition)[:2] == (0, "waiting")
    assert told(FORUM_SLOT, shop.pk) == (0, "waiting", "Complet, liste d’attente")
    body = client.get(page.url).content.decode()
    assert f'href="{address(page)}"' in body
    assert "Entrer sur la liste d’attente" in body
    assert "Retrouver mon inscription" in body


def test_the_cost_of_a_page_does_not_hang_on_those_who_come(client, page):
    for hour in (10, 11, 14):
        a_workshop(page, begins=hour, seats=3)
    client.get(address(page))  # sites and settings are read once
    with CaptureQueriesContext(connection) as few:
        client.get(address(page))
    for number in range(4):
        came_in(page, number, people=2)
        a_workshop(page, begins=15 + number, seats=3)
    with CaptureQueriesContext(connection) as many:
        client.get(address(page))
    assert len(many) == len(few)
