import csv
from datetime import timedelta

import pytest
from django.urls import reverse

from crm.indicators.counting import compute
from crm.indicators.services import freeze, publish, withdraw
from crm.indicators.wagtail_hooks import home_figures
from tests.crm.indicators.cohort import D, people

PAGE = reverse("results")
DESK = reverse("crm_figures")


@pytest.fixture
def published(db):
    people(9, welcomed=6)
    return publish(freeze(D), by=None)


@pytest.mark.django_db
def test_before_the_first_publication_the_page_says_so(client):
    page = client.get(PAGE)

    assert page.status_code == 200
    assert "Aucun chiffre n’est encore publié" in page.content.decode()


def test_the_page_shows_what_was_published_and_not_what_is_counted_today(client, published):
    people(1)
    text = client.get(PAGE).content.decode()

    assert compute(D)["I1"].value == 10
    assert '<dd>9<svg class="prism__stone"' in text


def test_every_hexagon_is_a_trainee(client, published):
    assert client.get(PAGE).content.decode().count('<use href="#hexagon"') == 6


def test_a_withdrawn_publication_is_read_no_more(client, published):
    withdraw(published, "Une présence manquait.", by=None)

    assert "Aucun chiffre n’est encore publié" in client.get(PAGE).content.decode()


@pytest.mark.parametrize("asked", ["abc", "2011-02-30", "%00", "9" * 300, "2011-01-01"])
def test_a_day_that_was_not_published_shows_the_latest(client, published, asked):
    page = client.get(f"{PAGE}?au={asked}&page=abc")

    assert page.status_code in {200, 400}
    if page.status_code == 200:
        assert "voici la publication la plus récente" in page.content.decode()


def test_another_publication_has_its_address_and_its_figures(client, published):
    people(3)
    publish(freeze(D + timedelta(days=30)), by=None)

    first = client.get(f"{PAGE}?au={D}", follow=True)
    assert first.redirect_chain == [(f"{PAGE}{D}/", 302)]
    assert '<dd>9<svg class="prism__stone"' in first.content.decode()
    assert '<dd>12<svg class="prism__stone"' in client.get(PAGE).content.decode()
    assert "D’une publication à l’autre" in client.get(PAGE).content.decode()


@pytest.mark.django_db
def test_two_people_are_never_shown(client):
    people(8, welcomed=2)
    publish(freeze(D), by=None)
    text = client.get(PAGE).content.decode()

    assert "moins de trois" in text
    assert "2 sur 8" not in text
    rows = list(
        csv.reader(client.get(reverse("results_data")).content.decode().splitlines(), delimiter=";")
    )
    welcomed = next(row for row in rows if row[0] == "I2")
    assert welcomed[2:6] == ["moins de trois", "", "", ""]


def test_the_public_page_takes_ten_queries_at_most(
    client, published, django_assert_max_num_queries
):
    publish(freeze(D + timedelta(days=30)), by=None)
    client.get(PAGE)
    with django_assert_max_num_queries(10):
        client.get(PAGE)


def test_the_home_page_shows_three_prisms_once_something_is_published(rf, published):
    request = rf.get("/")

    assert home_figures(request, "home_figures", None).count('class="prism__stone"') == 3
    assert home_figures(request, "elsewhere", None) == ""


@pytest.mark.django_db
def test_the_home_page_shows_nothing_before(rf):
    assert home_figures(rf.get("/"), "home_figures", None) == ""
