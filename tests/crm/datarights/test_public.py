"""« Vos données » as anybody meets it: the same answer for all, and nothing done by a reading."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.cache import caches
from django.test import Client
from django.urls import reverse

from crm.consents.models import Wording
from crm.datarights import letters, services
from crm.datarights.models import IdentityMeans, RightsRequest
from crm.letters import links
from crm.letters.models import Letter
from editorial import form_key
from tests.crm.factories import make_person

from .factories import ADDRESS, ask, officer

pytestmark = pytest.mark.django_db
HOME = "/vos-donnees/"


@pytest.fixture(autouse=True)
def _fresh_limits() -> None:
    caches["limits"].clear()


def signed() -> str:
    from datetime import timedelta

    from django.utils import timezone

    return form_key.issue(timezone.now() - timedelta(minutes=1)).sign()


def typed(**told: str) -> dict[str, Any]:
    return {
        "subject": "access", "behalf": "self", "name": "Ana Rey", "email": ADDRESS, "key": signed(),
    } | told  # fmt: skip


def test_the_page_says_what_is_held_how_long_and_asks_no_account(client: Client):
    page = client.get(HOME).content.decode()

    for words in ("Ce que nous tenons", "36 mois", "ses parents les exercent", "CNIL"):
        assert words in page
    assert "<script" not in page.partition("<main")[2].partition("</main>")[0]


def test_whoever_asks_reads_the_same_whether_a_file_exists_or_not(client: Client):
    make_person(email=ADDRESS)
    told = []
    for address in (ADDRESS, "inconnue@example.org"):
        answer = client.post(HOME, typed(email=address), follow=True)
        row = RightsRequest.objects.latest("pk")
        told.append(answer.content.decode().replace(row.reference, "N°"))
        assert not row.files.exists()

    assert told[0] == told[1]
    bodies = Letter.objects.order_by("pk").values_list("subject", "template")
    assert len({template for _, template in bodies}) == 1


def test_the_version_of_the_notice_that_was_read_is_kept(client: Client):
    client.post(HOME, typed())

    row = RightsRequest.objects.get()
    assert row.wording == Wording.objects.get(code="droits", version=1)


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        ({"email": ""}, "Laissez au moins une adresse électronique"),
        ({"subject": "rectify"}, "ce qui est à corriger"),
        ({"subject": ""}, "Choisissez une des demandes"),
        ({"name": ""}, "Indiquez un nom."),
        ({"phone": "12"}, "Ce numéro est incomplet"),
        ({"message": "x" * 5000, "subject": "other"}, "Ce texte compte 5000"),
    ],
)
def test_what_is_lacking_is_said_beside_its_field_and_the_rest_is_kept(client, told, sentence):
    answer = client.post(HOME, typed(number_told="2011-0012") | told)

    page = answer.content.decode()
    assert answer.status_code == 422
    assert sentence in page
    assert "2011-0012" in page
    assert not RightsRequest.objects.exists()


def test_a_robot_is_thanked_and_nothing_is_kept(client: Client):
    answer = client.post(HOME, typed(site_web="https://spam.example"), follow=True)

    assert "Merci" in answer.content.decode()
    assert not RightsRequest.objects.exists()
    assert not Letter.objects.exists()


def test_one_connection_does_not_send_without_end(client: Client):
    codes = [client.post(HOME, typed()).status_code for _ in range(9)]

    assert codes == [302] * 8 + [429]


def test_reading_a_link_changes_nothing_and_its_button_confirms_the_address(client: Client):
    row = ask()
    page = reverse("your_data_follow", args=[links.make(letters.FOLLOW, str(row.pk))])
    shown = client.get(page)
    row.refresh_from_db()
    assert row.confirmed_at is None
    assert shown.headers["Cache-Control"] == "no-store"
    client.post(page)
    row.refresh_from_db()

    assert row.confirmed_at is not None
    assert "Rien n’est attendu de vous" in client.get(page).content.decode()


def test_a_link_of_one_purpose_opens_no_other_page(client: Client):
    row, person = ask(), make_person()
    services.attach(row, person, by=officer())
    follow = links.make(letters.FOLLOW, str(row.pk))
    proof = links.make(letters.IDENTITY, f"{row.pk}-{person.pk}")

    assert client.get(reverse("your_data_identity", args=[follow])).status_code == 404
    assert client.get(reverse("your_data_follow", args=[proof])).status_code == 404
    assert client.get(reverse("your_data_follow", args=["faux"])).status_code == 404


def test_the_button_at_the_address_of_the_file_establishes_the_identity(client: Client):
    row, person = ask(), make_person()
    services.attach(row, person, by=officer())
    page = reverse(
        "your_data_identity", args=[links.make(letters.IDENTITY, f"{row.pk}-{person.pk}")]
    )
    shown = client.get(page).content.decode()
    row.refresh_from_db()
    assert row.identified_at is None
    assert person.last_name not in shown
    client.post(page)
    row.refresh_from_db()

    assert row.identity_means == IdentityMeans.LINK


def test_a_file_taken_off_the_request_identifies_nobody_any_more(client: Client):
    row, person, by = ask(), make_person(), officer()
    services.attach(row, person, by=by)
    page = reverse(
        "your_data_identity", args=[links.make(letters.IDENTITY, f"{row.pk}-{person.pk}")]
    )
    services.detach(row, person, by=by)

    assert client.post(page).status_code == 404


def test_the_foot_of_the_site_leads_there(client: Client):
    page = client.get(HOME).content.decode()

    assert f'href="{HOME}"' in page.partition("<footer")[2]
