"""A person's own card: written by its link, read over again when it changes, left in two clicks."""

import pytest

from crm.letters import links
from crm.network.letters import OWN_LINK
from crm.network.models import Card, CardState
from crm.people.merging.services import merge
from tests.crm.network.factories import draft, published

pytestmark = pytest.mark.django_db


def own(card):
    return f"/ma-fiche/{links.make(OWN_LINK, str(card.person_id))}/"


def card_form(**changes):
    return {
        "name_form": "initial",
        "trade": "Graphiste",
        "commune": "",
        "words": "Je dessine des affiches.",
        "skills": "",
        "website": "",
        "agreed": "on",
    } | changes


def test_a_person_writes_and_proposes_their_card(client):
    card = draft()

    client.post(own(card), card_form(website="www.example.org"))

    card.refresh_from_db()
    assert (card.state, card.trade) == (CardState.PROPOSED, "graphiste")
    assert card.website == "https://www.example.org"
    word = card.person.consents.get()
    assert (word.given, word.wording.code) == (True, "annuaire")


@pytest.mark.parametrize(
    "bad",
    [
        {"agreed": ""},
        {"trade": ""},
        {"words": "x" * 281},
        {"website": "javascript:alert(1)"},
        {"website": "ftp://example.org"},
        {"commune": "75056"},
        {"name_form": "fusée"},
    ],
)
def test_a_bad_card_says_why_and_loses_nothing(client, bad):
    card = draft()

    answer = client.post(own(card), card_form(skills="affiche, logo") | bad)

    card.refresh_from_db()
    assert answer.status_code == 422
    assert "affiche, logo" in answer.content.decode()
    assert card.state == CardState.DRAFT
    assert not card.person.consents.exists()


def test_a_published_card_that_changes_is_read_over_again(client):
    card = published()

    client.post(own(card), card_form())

    card.refresh_from_db()
    assert card.state == CardState.PROPOSED
    assert client.get(f"/annuaire/{card.pk}/").status_code == 404


def test_a_person_leaves_in_two_clicks(client):
    card = published()
    address = own(card)

    assert f"{address}retirer/" in client.get(address).content.decode()
    client.get(f"{address}retirer/")
    assert client.get(f"/annuaire/{card.pk}/").status_code == 200
    client.post(f"{address}retirer/")

    assert client.get(f"/annuaire/{card.pk}/").status_code == 404


@pytest.mark.parametrize("token", ["x", "é", "a" * 200])
def test_an_invented_link_opens_no_card(client, token):
    for address in (f"/ma-fiche/{token}/", f"/ma-fiche/{token}/retirer/", f"/signaler/{token}/"):
        assert client.get(address).status_code == 404


def test_of_two_merged_files_one_card_stays():
    one, other = published(), published(known={"first_name": "Clara"})

    merge(one.person, other.person, by=None)

    assert Card.objects.get() == one
