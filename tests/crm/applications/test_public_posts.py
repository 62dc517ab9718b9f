"""Around the application: sessions that can be joined or not, old pages, robots, and everything absurd."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from crm.applications.drafts.steps import COMING, YOU, typed_in
from crm.applications.models import Application, Draft, RefusedPost, Submission
from crm.letters.models import Letter
from tests.crm.applications.posted import (
    ANY,
    THANKS,
    drafted,
    full_session,
    make_postcodes,
    open_session,
    sent,
    signed_key,
    step_of,
    typed,
)
from tests.training.factories import SessionFactory

pytestmark = pytest.mark.django_db
WAITS = "/candidater/reprendre/envoye/"


@pytest.fixture(autouse=True)
def _postcodes():
    make_postcodes()


def text(response) -> str:
    return response.content.decode()


def test_a_full_session_says_that_a_waiting_list_is_possible(client):
    page = text(client.get(f"/candidater/{full_session().pk}/"))

    assert "Session complète, liste d’attente possible" in page
    assert "mise à l’étude" in page


def test_a_full_session_still_takes_applications(client):
    session = full_session()

    sent(client, session=session.pk)

    assert Application.objects.filter(session=session, person__first_name="Élise").exists()


@pytest.mark.parametrize(
    ("session", "status", "sentence"),
    [
        ({"starts_on": 400}, 200, "Les candidatures ne sont pas encore ouvertes"),
        ({"starts_on": 5}, 410, "Les candidatures à cette session sont closes"),
        ({"starts_on": -10}, 410, "Les candidatures à cette session sont closes"),
        ({"starts_on": 60, "cancelled": True}, 410, "Cette session est annulée"),
    ],
)
def test_a_session_that_cannot_be_joined_says_why(client, session, status, sentence):
    day = timezone.localdate() + timedelta(days=session.pop("starts_on"))
    row = SessionFactory(starts_on=day, **session)

    response = client.get(f"/candidater/{row.pk}/")

    assert response.status_code == status
    assert sentence in text(response)
    assert 'href="/candidater/"' in text(response)


@pytest.mark.parametrize("pk", ["0", "999999", "9" * 30])
def test_an_unknown_session_leads_to_the_form(client, pk):
    response = client.get(f"/candidater/{pk}/")

    assert response.status_code == 404
    assert 'href="/candidater/"' in text(response)


def test_a_session_that_closed_while_one_typed_loses_nothing(client):
    closed = SessionFactory(starts_on=timezone.localdate() + timedelta(days=5))
    opened = drafted(session=closed.pk)

    response = client.post(step_of(opened, "relire"), {})

    assert "Il reste à compléter la partie" in text(response)
    assert "Traduire pour des cabinets d’avocats." in text(response)
    page = text(client.post(step_of(opened, COMING), typed_in(COMING, typed(session=closed.pk))))
    assert "Cette session ne reçoit plus de candidatures." in page


def test_a_page_begun_for_a_session_that_closed_meanwhile_goes_on_without_it(client):
    closed = SessionFactory(starts_on=timezone.localdate() + timedelta(days=5))

    response = client.post(f"/candidater/{closed.pk}/", typed())

    assert response.headers["Location"].endswith(f"/{YOU}/")
    assert COMING not in Draft.objects.get().payload


def test_a_page_left_open_for_a_day_comes_back_with_a_key_that_works_at_once(client):
    old = typed(form_key=signed_key(timedelta(hours=25)))

    page = text(client.post(ANY, old))

    assert "ouverte depuis plus d’un jour" in page
    assert 'value="elise.chambon@example.org"' in page
    fresh = re.search(r'name="form_key" value="([^"]+)"', page)[1]
    assert client.post(ANY, old | {"form_key": fresh}).headers["Location"].endswith(f"/{YOU}/")
    assert Draft.objects.count() == 1


@pytest.mark.parametrize("key", ["", "abc", "a:b", "é" * 50, signed_key() + "x"])
def test_a_key_that_is_not_ours_loses_nothing(client, key):
    page = text(client.post(ANY, typed(form_key=key)))

    assert 'value="Élise"' in page
    assert not Draft.objects.exists()


@pytest.mark.parametrize("age", [timedelta(minutes=5), timedelta(0)], ids=["hollow", "fast"])
def test_what_a_robot_sends_is_answered_counted_and_not_kept(client, age):
    hollow = "rempli" if age else ""

    response = client.post(ANY, typed(precision=hollow, form_key=signed_key(age)))

    assert response.headers["Location"] == WAITS
    assert RefusedPost.objects.get().count == 1
    assert not Draft.objects.exists()
    assert not Letter.objects.exists()


def test_an_empty_form_sent_at_once_is_answered_and_not_taken_for_a_robot(client):
    page = text(client.post(ANY, {"form_key": signed_key(timedelta(0))}))

    assert "Indiquez votre prénom." in page
    assert not RefusedPost.objects.exists()


def test_too_many_posts_from_one_address_are_asked_to_wait_and_lose_nothing(client):
    for _ in range(20):
        client.post(ANY, typed(email=""))

    response = client.post(ANY, typed())

    assert response.status_code == 429
    assert int(response.headers["Retry-After"]) > 0
    assert 'value="Élise"' in text(response)
    assert not Draft.objects.exists()


def test_the_pages_are_kept_by_no_cache(client):
    opened = drafted()

    for address in (ANY, step_of(opened, YOU), step_of(opened, "relire")):
        assert "no-store" in client.get(address).headers["Cache-Control"]


JUNK = {
    "3 MB hidden": {"precision": "a" * 3_000_000},
    "3 MB name": {"first_name": "a" * 3_000_000},
    "NUL": {"first_name": "a\x00b"},
    "500 fields": {f"inconnu{number}": "x" for number in range(500)},
    "RTL": {"first_name": "\u202eelise 𝒳 ñ"},
}


@pytest.mark.parametrize("junk", JUNK.values(), ids=JUNK)
def test_no_post_is_answered_by_a_fault(client, junk):
    assert client.post(ANY, typed(**junk)).status_code < 500


@pytest.mark.parametrize(
    "slug", ["debut", "vous", "situation", "projet", "venue", "pieces", "relire"]
)
def test_no_post_to_a_step_is_answered_by_a_fault(client, slug):
    opened = drafted()
    answers = [
        {}, {"go": "nulle-part"}, {"retirer": "9" * 40}, {"retirer": "x"}, {"session": "²"},
        {"people": "²"}, {"lodging": "oui", "people": "-1"}, {"file": "x"}, {"postcode": "²²²²²"},
        {"arrives_on": "0000-99-99", "lodging": "oui", "people": "1"}, {"email": "a\x00@b.fr"},
    ]  # fmt: skip

    codes = [client.post(step_of(opened, slug), answer).status_code for answer in answers]

    assert max(codes) < 500


@pytest.mark.parametrize("query", ["%00", "?page=abc", "?session=%00", "?x=" + "a" * 5000])
def test_no_address_is_answered_by_a_fault(client, query):
    assert client.get(f"/candidater/{query}").status_code < 500
    assert client.get(f"/candidater/suite/{query}").status_code < 500


def test_the_steps_ask_the_database_little_however_many_sessions(
    client, django_assert_max_num_queries
):
    for _ in range(8):
        open_session()
    opened = drafted()
    for slug in (COMING, "relire"):
        client.get(step_of(opened, slug))

        with django_assert_max_num_queries(16):
            client.get(step_of(opened, slug))


def test_the_same_sending_again_is_one_form(client):
    opened = drafted()

    answers = [client.post(step_of(opened, "relire"), {}) for _ in range(3)]

    assert {answer.headers["Location"] for answer in answers} == {THANKS}
    assert Submission.objects.count() == Application.objects.count() == 1
    assert "déjà partie" in text(client.get(step_of(opened, "relire")))
