"""A page that moves or changes its name keeps the links that people have."""

import pytest
from django.test.testcases import TestCase
from django.urls import reverse

from editorial.models import StandardPage
from tests.news.factories import a_home_page
from tests.site_pages import published

pytestmark = pytest.mark.django_db


@pytest.fixture
def pages():
    """/vivre/ and /vivre/ecole/, beside /services/."""
    home = a_home_page()
    living = published(StandardPage(title="Vivre", slug="vivre"), home)
    school = published(StandardPage(title="École", slug="ecole"), living)
    services = published(StandardPage(title="Services", slug="services"), home)
    for page in (living, school, services):
        page.save_revision().publish()
    return living, school, services


def rename(page, slug):
    page.refresh_from_db()
    page.slug = slug
    # Wagtail makes its redirects once the change is committed.
    with TestCase.captureOnCommitCallbacks(execute=True):
        page.save_revision().publish()


def landed(client, address):
    answer = client.get(address, follow=True)
    return answer.status_code, answer.request["PATH_INFO"]


def test_a_new_name_keeps_the_old_addresses_of_the_page_and_of_those_below(pages, client):
    rename(pages[0], "habiter")

    assert landed(client, "/vivre/") == (200, "/habiter/")
    assert landed(client, "/vivre/ecole/?utm_source=lettre") == (200, "/habiter/ecole/")


def test_a_page_that_moves_keeps_its_old_address(pages, client):
    pages[1].move(pages[2], "last-child")

    assert landed(client, "/vivre/ecole/") == (200, "/services/ecole/")


def test_names_given_back_and_forth_lead_nowhere_round(pages, client):
    for slug in ("habiter", "vivre", "habiter", "vivre"):
        rename(pages[0], slug)

    assert landed(client, "/habiter/ecole/") == (200, "/vivre/ecole/")
    assert client.get("/vivre/").status_code == 200


def test_a_page_withdrawn_after_taking_its_name_back_is_only_not_found(pages, client):
    rename(pages[0], "habiter")
    rename(pages[0], "vivre")
    pages[0].refresh_from_db()
    pages[0].unpublish()

    assert client.get("/vivre/").status_code == 404


@pytest.mark.django_db(transaction=True)
def test_whoever_moves_a_page_is_told_that_its_old_address_still_leads_to_it(pages, admin_client):
    address = reverse("wagtailadmin_pages:move_confirm", args=[pages[1].pk, pages[2].pk])

    told = admin_client.post(address, follow=True).content.decode()

    assert "Les liens déjà reçus restent bons" in told
    assert "/vivre/ecole/, mène à la nouvelle" in told
